"""What is asked to write into the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.consents.models import LONGEST
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Choices, DayField, Form, Words


class ConsentForm(Form):
    """One purpose, one recipient, and an end."""

    asks = "consent"
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=lambda: [("", ""), *choices("consent_purpose")],
        error_messages={"required": _("Choose what it is for")},
    )
    recipient = forms.CharField(
        label=_("To whom?"),
        max_length=200,
        help_text=_("One organisation or person, by name."),
        error_messages={"required": _("Enter who may be told")},
    )
    items = forms.MultipleChoiceField(
        label=_("What may they be told?"),
        choices=lambda: choices("consent_item"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what may be told; no more than is needed")},
    )
    given_on = DayField(label=_("When did they agree?"), past=True, initial=today)
    until = DayField(
        label=_("Until when?"),
        help_text=_("At most a year. Leave a margin: they are asked again two weeks before."),
        error_messages={"required": _("Enter the day on which it ends. None is without an end")},
    )
    how = Choices(
        label=_("How did they agree?"),
        vocabulary="consent_how",
        error_messages={"required": _("Choose how they agreed")},
    )

    def clean(self):
        answers = super().clean()
        given, until = answers.get("given_on"), answers.get("until")
        if given and given > today():
            self.add_error("given_on", _("Enter a day that is not in the future"))
        if given and until and not given < until <= given + LONGEST:
            self.add_error("until", _("Enter a day after that one and within a year"))
        if until and until < today():
            self.add_error("until", _("Enter today or a later day"))
        return answers


class AgreementForm(Form):
    """Whether they agree to our support, or to be asked about themselves."""

    asks = "agreement"
    answer = Choices(
        label=_("What did they say?"),
        vocabulary="agreement",
        error_messages={"required": _("Choose what they said, or that nobody asked")},
    )
    words = Words(label=_("In their words"), required=False, rows=2)


class BasisForm(Form):
    """On what legal ground what we know is kept; not hers to give or take."""

    asks = "legal_basis"
    basis = Choices(
        label=_("On which legal ground do we keep this?"),
        vocabulary="legal_basis",
        error_messages={"required": _("Choose the legal ground")},
    )
    words = Words(label=_("Why this one?"), required=False, rows=2)


class Count(forms.IntegerField):
    """A small number, typed."""

    def __init__(self, *, most: int, say: Any, **kwargs: Any):
        said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), say)
        digits = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=1, max_value=most, error_messages=said, widget=digits, **kwargs)


class UnreachableForm(Form):
    """If we cannot reach you: agreed at the start, changed whenever they wish."""

    asks = "unreachable"
    after_days = Count(
        label=_("After how many days without a word?"),
        most=90,
        say=_("Enter a number of days from 1 to 90"),
    )
    ask = forms.CharField(
        label=_("Whom may we ask then?"),
        required=False,
        max_length=200,
        help_text=_("A name, and what they are to each other. Empty: nobody."),
    )
    police = Choices(
        label=_("May we ask the police to see how they are?"),
        vocabulary="yes_no_unknown",
        initial="unknown",
        help_text=_("To ask tells them that they are with us. Not known counts as no."),
    )
    tries = Count(
        label=_("After how many tries do we stop?"),
        most=20,
        say=_("Enter a number of tries from 1 to 20"),
        initial=3,
    )
    message = Words(
        label=_("The last message, which leaves the door open"),
        required=False,
        rows=2,
        help_text=_("Only where a message was called safe."),
    )
