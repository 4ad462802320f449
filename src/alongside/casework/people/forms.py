"""What is asked about a person, and about what is safe for each way to reach her."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.windows import ANY_TIME, is_any_time, sets_in, windows_from
from alongside.foundation.ui.forms import Choices, DayField, Form, RecordForm, TimeField24, Words
from alongside.foundation.ui.written import clock_time

ANY, THESE = "any", "times"
NUMBERS = ("mobile", "landline")
OFFERED_SETS = ("1", "2")
TOLD = ("kind", "whose", "state", "voicemail", "who_may_answer", "say", "if_not_safe")


class VersionField(forms.Field):
    """Which version of the row stood on the page."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0  # no row has it, so nothing is overwritten


class OverAVersion:
    """A form whose words outlive somebody else's change."""

    data: Any

    def take_over(self, version: int) -> None:
        """The same words again, now over what the other person saved."""
        self.data = self.data.copy()
        self.data["version"] = version

    def fill_gaps(self, theirs: forms.Form) -> None:
        """What only the other person told stands in the form too, so that saving keeps it."""
        for name in theirs.fields:
            told = theirs[name].field.widget.format_value(theirs[name].value())
            if isinstance(told, str) and told and not self.data.get(name):
                self.data[name] = told


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
    birth_date = DayField(label=_("Born"), required=False, past=True)
    pronouns = forms.CharField(label=_("Pronouns"), required=False, max_length=60)
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        max_length=200,
        help_text=_("With the dialect, and whether an interpreter is wanted."),
    )
    address = Words(label=_("Address"), required=False)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=20)
    address_class = Choices(
        label=_("Who may learn the address?"),
        vocabulary="address_class",
        help_text=_("Not asked counts as withheld."),
    )
    version = VersionField()

    class Meta:
        model = Person
        fields = (
            *("known_as", "given_names", "family_name", "birth_date", "pronouns", "languages"),
            *("address", "postcode", "address_class", "version"),
        )


class SafeContactForm(OverAVersion, Form):
    """One number or address and the rules for it. A number typed before is never shown again
    here: left empty, it stays."""

    asks = "safe_contact"
    kind = Choices(
        label=_("What is it?"),
        vocabulary="contact_point_kind",
        error_messages={"required": _("Choose what it is")},
    )
    value = forms.CharField(label=_("Number or address"), required=False, max_length=300)
    whose = forms.CharField(
        label=_("Whose is it?"),
        required=False,
        max_length=120,
        help_text=_("Their own, a sister’s, the key worker’s."),
    )
    state = Choices(
        label=_("Is it safe?"),
        vocabulary="safety_state",
        error_messages={"required": _("Choose whether it is safe; not known is an answer")},
    )
    when = Choices(
        label=_("When is it safe?"),
        required=False,
        choices=[(ANY, _("At any time")), (THESE, _("Only at the times below"))],
    )
    days_1 = forms.MultipleChoiceField(
        label=_("On these days"),
        required=False,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    from_1 = TimeField24(label=_("From"), required=False)
    to_1 = TimeField24(label=_("To"), required=False)
    days_2 = forms.MultipleChoiceField(
        label=_("And on these days"),
        required=False,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    from_2 = TimeField24(label=_("From, on those days"), required=False)
    to_2 = TimeField24(label=_("To, on those days"), required=False)
    voicemail = Choices(
        label=_("May we leave a message?"),
        vocabulary="yes_no_unknown",
        initial="unknown",
        help_text=_("Not known counts as no."),
    )
    who_may_answer = forms.CharField(
        label=_("Who else may answer, and what may they be told?"), required=False, max_length=300
    )
    say = forms.CharField(label=_("Who should we say is calling?"), required=False, max_length=120)
    if_not_safe = forms.CharField(
        label=_("How will they tell us that it is not safe to talk?"),
        required=False,
        max_length=300,
    )
    version = VersionField(required=False)

    def __init__(self, *args, new, **kwargs):
        super().__init__(*args, **kwargs)
        self.new = new
        if not new:
            self.fields["value"].help_text = _(
                "The one we have is not shown here. Leave this empty to keep it."
            )

    def clean(self):
        answers = super().clean()
        if self.new and not answers.get("value"):
            self.add_error("value", _("Enter the number or address"))
        if answers.get("state") == "first_contact" and answers.get("kind") not in NUMBERS:
            self.add_error("state", _("Only a telephone number can be tried for first contact"))
        if answers.get("state") == "safe" and not answers.get("when"):
            self.add_error("when", _("Say when it is safe, or choose “At any time”"))
        answers["windows"] = self._windows(answers)
        return answers

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in (*TOLD, "value", "windows")}
        if self.new:
            return told
        if not told["value"]:
            del told["value"]
        return {**told, "version": self.cleaned_data["version"]}

    def _windows(self, answers):
        if answers.get("when") == ANY:
            return ANY_TIME
        if answers.get("when") != THESE:
            return []
        found = [self._one_set(answers, n) for n in OFFERED_SETS]
        if not any(found) and not self.errors:
            self.add_error("days_1", _("Choose at least one day"))
        return [window for windows in found for window in windows]

    def _one_set(self, answers, n):
        days, start, end = (answers.get(f"{name}_{n}") for name in ("days", "from", "to"))
        if not days and start is None and end is None:
            return []
        if not days:
            self.add_error(f"days_{n}", _("Choose the days for these times"))
        elif start is None or end is None:
            told = {"start": clock_time(time(10)), "end": clock_time(time(11, 30))}
            say = _("Enter both times, for example %(start)s and %(end)s")
            self.add_error(f"from_{n}", say % told)
        elif start >= end:
            say = _("The first time must be earlier. For a time past midnight use both sets")
            self.add_error(f"from_{n}", say)
        else:
            return windows_from(days, start, end)
        return []


def as_it_stands(point: ContactPoint) -> dict[str, Any]:
    """What the form over a contact point begins with: everything but the number."""
    stands = {name: getattr(point, name) for name in TOLD} | {"version": point.version}
    if is_any_time(point.windows):
        return stands | {"when": ANY}
    sets = sets_in(point.windows)
    for n, (days, hours) in zip(OFFERED_SETS, sets, strict=False):
        start, end = map(time.fromisoformat, hours)
        stands |= {f"days_{n}": days, f"from_{n}": start, f"to_{n}": end}
    return stands | ({"when": THESE} if sets else {})
