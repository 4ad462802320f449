"""What is asked to appoint an outsider and to set the duty number."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form


class PhoneField(forms.CharField):
    """A number that somebody rings by pressing on it."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "tel"})
        super().__init__(**{"widget": widget, "max_length": 40, **kwargs})

    def clean(self, value):
        phone = super().clean(value)
        if phone and not re.fullmatch(r"\+?[\d\s().-]{3,}", phone):
            raise forms.ValidationError(_("Enter a telephone number, in digits"))
        return phone


class OutsiderForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    phone = PhoneField(
        label=_("Telephone, also at night"),
        help_text=_("Agree with them first that it may ring at night."),
    )


class DutyLineForm(Form):
    phone = PhoneField(
        label=_("Duty number"),
        required=False,
        help_text=_("It stands on every page for everybody who is signed in. Empty takes it away."),
    )
    hours = forms.CharField(
        label=_("When it is answered"),
        max_length=120,
        required=False,
        help_text=_("For example: every night, 17:00 to 9:00."),
    )
