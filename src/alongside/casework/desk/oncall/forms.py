"""What is asked for one line of the on-call log."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.oncall.queries import case_by_reference
from alongside.foundation.clock import now
from alongside.foundation.ui.forms import Choices, Form, TimeField24, Words


class NightForm(Form):
    kind = Choices(label=_("What was it?"), vocabulary="night_kind")
    at = TimeField24(
        label=_("At what time?"), help_text=_("A later time than now means yesterday.")
    )
    words = Words(
        label=_("In short"),
        rows=3,
        help_text=_(
            "What was asked, what you did, what the day has to do. No name where there is no case: "
            "take somebody new as a referral."
        ),
    )
    reference = forms.CharField(
        label=_("Case reference"),
        required=False,
        max_length=20,
        help_text=_("Only if there is a case and it is open to you."),
    )

    def __init__(self, *args, writer, **kwargs):
        super().__init__(*args, **kwargs)
        self.writer = writer

    def clean_at(self):
        at = datetime.combine(now().date(), self.cleaned_data["at"], tzinfo=now().tzinfo)
        return at if at <= now() else at - timedelta(days=1)

    def clean(self):
        told = super().clean()
        typed, told["case"] = told.pop("reference", ""), None
        if typed:
            told["case"] = case_by_reference(self.writer, typed)
            if told["case"] is None:
                say = _("No case that is open to you has this reference. Leave it empty")
                self.add_error("reference", say)
        return told
