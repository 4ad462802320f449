"""What is asked when somebody is put on the rota."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.ui.forms import DayField, Form, TimeField24


class TurnForm(Form):
    user: forms.ModelChoiceField = forms.ModelChoiceField(
        User.objects.who_may_sign_in(), label=_("Who"), empty_label=_("Choose somebody")
    )
    on = DayField(label=_("Day on which it begins"))
    begins = TimeField24(label=_("From"), initial=time(17, 0))
    ends = TimeField24(
        label=_("Until"),
        initial=time(9, 0),
        help_text=_("An earlier time than the beginning means the next morning."),
    )

    def clean_on(self):
        if self.cleaned_data["on"] < today():
            raise forms.ValidationError(_("Enter today or a later day"))
        return self.cleaned_data["on"]

    def clean(self):
        told = super().clean()
        if told.get("begins") and told.get("begins") == told.get("ends"):
            self.add_error("ends", _("Enter another time than the beginning"))
        return told
