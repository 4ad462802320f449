"""What is asked of whoever has looked at what a leaver opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form


class LeavingForm(Form):
    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        choices=[
            ("in_order", _("Each opening had its reason")),
            ("goes_further", _("Something has to be asked about, and I see to it")),
        ],
        error_messages={"required": _("Choose what you found")},
    )
