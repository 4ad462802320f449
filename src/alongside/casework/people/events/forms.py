"""What has changed since she told us what is safe."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import today
from alongside.foundation.packs.loader import event, pack
from alongside.foundation.ui.forms import Choices, DayField, Form


class SafetyEventForm(Form):
    """What has happened, of all after which no earlier answer holds."""

    asks = "safety_event"
    event = Choices(
        label=_("What has changed?"),
        choices=lambda: [(code, event(code).words) for code in events_that_end_it()],
        error_messages={"required": _("Choose what has changed")},
    )
    on = DayField(label=_("When?"), past=True, initial=today)

    def clean_on(self):
        if self.cleaned_data["on"] > today():
            raise forms.ValidationError(_("Enter a day that is not in the future"))
        return self.cleaned_data["on"]


def events_that_end_it() -> list[str]:
    """The codes of the pack; that something came back is told of the one address."""
    return [code for code in pack().safe_contact.ended_by if code != "mail_returned"]
