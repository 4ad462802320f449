"""What is asked when a promise gets a new date."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import today
from alongside.foundation.ui.forms import Choices, DayField, Form


class NewDateForm(Form):
    asks = "promise"
    due = DayField(label=_("New date"))
    told = Choices(
        label=_("Do they know?"),
        vocabulary="promise_told",
        help_text=_("Tell them first. A broken promise costs more trust than a late one."),
    )

    def clean_due(self):
        if self.cleaned_data["due"] < today():
            raise forms.ValidationError(_("Enter today or a later day"))
        return self.cleaned_data["due"]
