"""What may be changed about a programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.workforce.forms import NameForm


class ProgrammeForm(NameForm):
    closed = forms.BooleanField(
        label=_("Closed"),
        required=False,
        help_text=_("It is offered no more. Cases, contacts and hours keep it."),
    )

    def values(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "open": not self.cleaned_data["closed"]}
