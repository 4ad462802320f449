"""What may be changed about a programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Form, Words
from alongside.organisation.workforce.forms import NameForm


class ProgrammeForm(NameForm):
    closed = forms.BooleanField(
        label=_("Closed"),
        required=False,
        help_text=_("It is offered no more. Cases, contacts and hours keep it."),
    )

    def values(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "open": not self.cleaned_data["closed"]}


class Several(forms.MultipleChoiceField):
    """Any number of the codes of a vocabulary."""

    def __init__(self, *, vocabulary: str, **kwargs: Any):
        self.offers = vocabulary
        offered: Any = lambda: choices(vocabulary)  # noqa: E731
        given = {"required": False, "widget": forms.CheckboxSelectMultiple, "choices": offered}
        super().__init__(**{**given, **kwargs})


class TakesForm(Form):
    """Whom it takes. Where nothing is ticked, nothing is limited."""

    crimes = Several(label=_("Which crimes?"), vocabulary="crime")
    ages = Several(label=_("Which ages?"), vocabulary="age_band")
    kinds = Several(label=_("What may they be to the crime?"), vocabulary="client_kind")
    places = Words(
        label=_("Which places?"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_(
            "The first part of postcodes, such as SE15, or SE for all of it; or names of places. "
            "Separated by commas. A name that is missing in an address says nothing."
        ),
    )
