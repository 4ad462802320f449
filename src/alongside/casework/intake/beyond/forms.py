"""What is asked of whoever was given a code for a referral."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form


class ByCodeForm(Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Two groups of four, such as K7MP 4QTE. It works once."),
        error_messages={"required": _("Type the code that they read out")},
    )
