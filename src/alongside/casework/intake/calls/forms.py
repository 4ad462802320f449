"""What is noted while somebody is on the line."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form, MinutesField, Words


class CallForm(Form):
    """Short enough for a call that lasts a minute."""

    asks = "call"
    kind = Choices(label=_("What kind of call is it?"), vocabulary="call_kind")
    notes = Words(
        label=_("Notes"),
        required=False,
        rows=5,
        help_text=_(
            "No name is needed. Only you can read this, for 30 days; it goes with the referral if "
            "you write one."
        ),
    )
    minutes = MinutesField(label=_("Minutes"), required=False)

    def values(self) -> dict[str, Any]:
        return as_told(self.cleaned_data)

    def whatever_is_right(self) -> dict[str, Any]:
        """For a call that may not wait until the form is filled in."""
        self.is_valid()
        return as_told(self.cleaned_data)


def as_told(answers: dict[str, Any]) -> dict[str, Any]:
    """With what stands for an answer that nobody gave."""
    given = {name: answers.get(name) for name in ("kind", "notes", "minutes")}
    return {
        "kind": given["kind"] or "other",
        "notes": given["notes"] or "",
        "minutes": given["minutes"] or 0,
    }
