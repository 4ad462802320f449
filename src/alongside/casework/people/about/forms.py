"""Who she is, what helps, who decides for a child, and how somebody describes herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.forms import OverAVersion, VersionField
from alongside.casework.people.models import Characteristics, Child, Helps, Person
from alongside.foundation.packs.loader import choices
from alongside.foundation.ui.forms import Choices, DayField, Form, RecordForm, Words


class PersonForm(OverAVersion, RecordForm):
    asks = "person"
    known_as = forms.CharField(
        label=_("Known as"),
        required=False,
        max_length=120,
        help_text=_("What they want to be called. It is the name on every page."),
    )
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)
    previous_names = Words(
        label=_("Earlier names"),
        required=False,
        rows=2,
        help_text=_("One on each line. They show on the person’s own page and nowhere else."),
    )
    spellings = Words(
        label=_("Other spellings"),
        required=False,
        rows=2,
        help_text=_("In other scripts, or as offices write it. One on each line."),
    )
    birth_date = DayField(label=_("Born"), required=False, past=True)
    age_band = forms.ChoiceField(
        label=_("Or about how old?"),
        required=False,
        choices=lambda: [("", _("Not asked")), *choices("age_band")],
    )
    pronouns = forms.CharField(label=_("Pronouns"), required=False, max_length=60)
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        max_length=200,
        help_text=_("With the dialect."),
    )
    reads = forms.CharField(
        label=_("What do they read and write?"),
        required=False,
        max_length=200,
        help_text=_("Easily, with help, or not; large print, Braille, read aloud."),
    )
    interpreter = Choices(
        label=_("Is an interpreter wanted?"),
        vocabulary="yes_no_unknown",
        initial="unknown",
        required=False,
    )
    interpreter_plan = forms.CharField(
        label=_("Who should interpret?"),
        required=False,
        max_length=300,
        help_text=_("Gender, dialect, by phone or in the room. Never family."),
    )
    interpreter_avoid = forms.CharField(
        label=_("Who must not interpret?"), required=False, max_length=300
    )
    adjustments = Words(label=_("What makes it easier to take part?"), required=False, rows=2)
    address = Words(label=_("Address"), required=False)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=20)
    address_class = Choices(
        label=_("Who may learn the address?"),
        vocabulary="address_class",
        help_text=_("Not asked counts as withheld."),
    )
    version = VersionField()

    def clean_interpreter(self):
        return self.cleaned_data["interpreter"] or "unknown"  # not asked

    class Meta:
        model = Person
        fields = (
            *("known_as", "given_names", "family_name", "previous_names", "spellings"),
            *("birth_date", "age_band", "pronouns", "languages", "reads", "interpreter"),
            *("interpreter_plan", "interpreter_avoid", "adjustments"),
            *("address", "postcode", "address_class", "version"),
        )


class HelpsForm(OverAVersion, RecordForm):
    asks = "helps"
    pace = Words(label=_("Pace and place"), required=False, rows=2)
    worker = forms.CharField(label=_("Who should work with them?"), required=False, max_length=200)
    triggers = Words(label=_("What brings it back?"), required=False, rows=2)
    signs = Words(label=_("How does one notice early?"), required=False, rows=2)
    good = Words(label=_("What helps?"), required=False, rows=3)
    harder = Words(label=_("What makes it harder?"), required=False, rows=3)
    not_again = Words(label=_("What not to ask again"), required=False, rows=2)
    bring = forms.CharField(label=_("Whom to bring"), required=False, max_length=200)
    strengths = Words(
        label=_("What they are good at, and what got them through"), required=False, rows=3
    )
    version = VersionField(required=False)

    class Meta:
        model = Helps
        fields = (
            *("pace", "worker", "triggers", "signs", "good", "harder", "not_again", "bring"),
            *("strengths", "version"),
        )


class ChildForm(OverAVersion, RecordForm):
    asks = "child"
    holds = Words(
        label=_("Who holds parental responsibility?"),
        required=False,
        rows=2,
        help_text=_("Everybody who does, by name."),
    )
    suspected = Choices(label=_("Is any of them suspected?"), vocabulary="yes_no_unknown")
    agrees = Choices(
        label=_("Does the child agree that they know of us?"), vocabulary="yes_no_unknown"
    )
    competence = Choices(
        label=_("Can the child decide alone about our support?"), vocabulary="competence"
    )
    competence_why = Words(label=_("What makes you think so?"), required=False, rows=2)
    version = VersionField(required=False)

    class Meta:
        model = Child
        fields = ("holds", "suspected", "agrees", "competence", "competence_why", "version")

    def clean(self):
        answers = super().clean()
        judged = answers.get("competence") not in (None, "not_assessed")
        if judged and not answers.get("competence_why"):
            self.add_error("competence_why", _("Say what makes you think so"))
        return answers


ABOUT = ("gender", "ethnicity", "religion", "sexuality", "disability")


class CharacteristicsForm(OverAVersion, Form):
    """Each of them is told, would rather not be said, or was not asked."""

    asks = "characteristics"
    gender_answer = Choices(label=_("Gender"), vocabulary="described", initial="not_asked")
    gender = forms.CharField(label=_("In their own words"), required=False, max_length=200)
    ethnicity_answer = Choices(
        label=_("Ethnic background"), vocabulary="described", initial="not_asked"
    )
    ethnicity = forms.CharField(label=_("In their own words"), required=False, max_length=200)
    religion_answer = Choices(
        label=_("Religion or belief"), vocabulary="described", initial="not_asked"
    )
    religion = forms.CharField(label=_("In their own words"), required=False, max_length=200)
    sexuality_answer = Choices(
        label=_("Sexual orientation"), vocabulary="described", initial="not_asked"
    )
    sexuality = forms.CharField(label=_("In their own words"), required=False, max_length=200)
    disability_answer = Choices(
        label=_("Disability or long illness"), vocabulary="described", initial="not_asked"
    )
    disability = forms.CharField(label=_("In their own words"), required=False, max_length=200)
    source = Choices(label=_("Who said so?"), vocabulary="told_by", initial="person")
    calm = forms.BooleanField(
        label=_("This is not a crisis call, and they agree to be asked"),
        error_messages={"required": _("Ask these another time, once they agree to be asked")},
    )
    version = VersionField(required=False)

    def clean(self):
        answers = super().clean()
        for name in ABOUT:
            told = answers.get(f"{name}_answer") == "told"
            if told and name in self.fields and not answers.get(name):
                self.add_error(name, _("Write what they said, in their own words"))
        return answers

    def values(self):
        # What is not asked here any more stays as it was told.
        answers = {**self.initial, **self.cleaned_data}
        told = {}
        for name in ABOUT:
            answer = answers.get(f"{name}_answer", "not_asked")
            if answer != "not_asked":
                words = answers.get(name, "") if answer == "told" else ""
                told[name] = {"answer": answer, "words": words}
        return {"told": told, "source": answers["source"], "version": answers["version"]}


def as_described(row: Characteristics) -> dict[str, Any]:
    """What the form over her own words begins with."""
    stands: dict[str, Any] = {"source": row.source, "version": row.version}
    for name, said in row.told.items():
        stands |= {f"{name}_answer": said["answer"], name: said["words"]}
    return stands
