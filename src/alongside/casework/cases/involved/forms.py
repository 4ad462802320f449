"""What is asked about other people in a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import APART
from alongside.casework.people.forms import OverAVersion, VersionField
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Choices, Form, Words

CHANGED = ("name", "relation", "phone", "email", "address", "household", "never_contact", "stage")


class PartyForm(OverAVersion, Form):
    """Family, a professional, a witness."""

    asks = "party"
    apart = False
    kind = Choices(
        label=_("Who is it?"),
        choices=lambda: [(code, said) for code, said in choices("party_kind") if code not in APART],
        error_messages={"required": _("Choose who it is")},
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    relation = forms.CharField(
        label=_("What are they to each other?"), required=False, max_length=200
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60)
    email = forms.CharField(label=_("Email"), required=False, max_length=200)
    address = Words(label=_("Address"), required=False, rows=3)
    household = forms.BooleanField(label=_("Lives in the same household"), required=False)
    never_contact = forms.BooleanField(
        label=_("Never to be contacted, and never to be told anything"), required=False
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, new: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not new:  # who it is stays, and with it the key it is sealed under
            del self.fields["kind"]

    def clean(self):
        answers = super().clean()
        if not answers.get("name") and not answers.get("relation"):
            self.add_error("name", _("Enter a name, or what they are to each other"))
        return answers

    def values(self):
        told = dict(self.cleaned_data)
        if "kind" in self.fields:
            del told["version"]
        return told


class OpponentForm(PartyForm):
    """The suspect, and whoever else the person is not safe from."""

    asks = "opponent"
    apart = True
    kind = Choices(
        label=_("Who is it?"),
        choices=lambda: [(code, said) for code, said in choices("party_kind") if code in APART],
        error_messages={"required": _("Choose who it is")},
    )
    stage = Choices(
        label=_("How far have the police and the court come?"),
        required=False,
        vocabulary="party_stage",
    )
