"""What is asked at the end, and two weeks later."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Choices, Form, Words

TOLD = "told"


class WishForm(Form):
    asks = "feedback_wish"
    may_ask = Choices(
        label=_("May somebody else ask them in two weeks how support was?"),
        vocabulary="feedback_asked",
    )


class ToldForm(Form):
    asks = "feedback"
    came = Choices(label=_("What came of it?"), vocabulary="feedback_came")
    helped = Choices(
        label=_("Did support help?"),
        vocabulary="feedback_helped",
        required=False,
    )
    words = Words(
        label=_("In their words"),
        required=False,
        help_text=_("What helped, what did not, what they missed. It is about us, not about them."),
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("came") not in (None, TOLD) and (answers["helped"] or answers["words"]):
            self.add_error("came", _("Something was said: choose “They told us”"))
        return answers
