"""What is asked to set a hold and to order an erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import today
from alongside.foundation.ui.forms import Choices, DayField, Form, Words

WHOLE, ONE_CASE = "person", "case"


class HoldForm(Form):
    ground = Choices(
        label=_("Why must everything be kept?"),
        vocabulary="hold_ground",
        error_messages={"required": _("Choose why it must be kept")},
    )
    reason = Words(
        label=_("In your words"),
        rows=3,
        required=False,
        help_text=_("Who asked, and where the papers are. It may stay empty."),
    )
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave empty if nobody knows yet. Then it stands until two people lift it."),
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < today():
            raise forms.ValidationError(_("Enter today or a later day"))
        return until


class GroundForm(Form):
    ground = Choices(
        label=_("Why?"),
        vocabulary="erasure_ground",
        error_messages={"required": _("Choose why it is erased")},
    )


class ErasureForm(Form):
    reach = Choices(
        label=_("What is to be erased?"),
        choices=lambda: [
            (WHOLE, _("The person, with every case of theirs")),
            (ONE_CASE, _("This case only")),
        ],
        error_messages={"required": _("Choose what is to be erased")},
    )
    ground = Choices(
        label=_("Why?"),
        vocabulary="erasure_ground",
        error_messages={"required": _("Choose why it is erased")},
    )


class TakingOutForm(Form):
    ground = Choices(
        label=_("Why?"),
        vocabulary="erasure_ground",
        error_messages={"required": _("Choose why it is taken out")},
    )
