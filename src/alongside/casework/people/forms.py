"""What is asked about a person, and about what is safe for each way to reach her."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.models import (
    ContactPoint,
)
from alongside.casework.people.times.zones import NoSuchZone, city_of, read_zone
from alongside.casework.people.windows import ANY_TIME, is_any_time, sets_in, windows_from
from alongside.foundation.ui.forms import Choices, Form, TimeField24
from alongside.foundation.ui.written import clock_time

ANY, THESE = "any", "times"
NUMBERS = ("mobile", "landline")
OFFERED_SETS = ("1", "2")
PHONE = ("use", "voicemail", "preview", "shows", "our_number", "sender")
ANSWERED = ("who_may_answer", "say_to_others", "say", "if_not_safe")
CODE = ("code_question", "code_reply")
TOLD = ("kind", "whose", "state", "availability", "zone", *PHONE, *ANSWERED, *CODE)


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


class ZoneField(forms.CharField):
    """A city, read as the time zone it lies in; empty for ours."""

    def to_python(self, value):
        typed = super().to_python(value)
        try:
            return read_zone(typed) if typed else ""
        except NoSuchZone:
            say = _("Enter a larger city in the same time zone, such as Madrid or New York")
            raise forms.ValidationError(say, code="invalid") from None

    def prepare_value(self, value):
        return city_of(value) if value else value


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
    zone = ZoneField(
        label=_("In which time zone?"),
        required=False,
        max_length=60,
        help_text=_("Only if it is not ours: a city, such as Madrid or New York."),
    )
    availability = Choices(
        label=_("Can it be used at present?"),
        vocabulary="availability",
        initial="can_be_used",
        required=False,
        help_text=_("If not, add somebody they trust through whom they can be reached."),
    )
    use = Choices(
        label=_("What may a phone be used for?"),
        vocabulary="point_use",
        initial="calls",
        required=False,
    )
    voicemail = Choices(
        label=_("May we leave a message?"),
        vocabulary="yes_no_unknown",
        initial="unknown",
        help_text=_("Not known counts as no."),
    )
    preview = Choices(
        label=_("May a locked screen show the beginning of a message?"),
        vocabulary="yes_no_unknown",
        initial="unknown",
        required=False,
        help_text=_("Not known counts as no."),
    )
    shows = Choices(
        label=_("What shows on their phone when we call?"),
        vocabulary="caller_id",
        initial="not_known",
        required=False,
    )
    our_number = forms.CharField(label=_("Which of our numbers?"), required=False, max_length=60)
    sender = forms.CharField(
        label=_("Which name may stand beside a message?"),
        required=False,
        max_length=120,
        help_text=_("Never the name of somebody who exists."),
    )
    who_may_answer = forms.CharField(
        label=_("Who else may answer?"), required=False, max_length=300
    )
    say_to_others = forms.CharField(
        label=_("What do we say to them?"), required=False, max_length=300
    )
    say = forms.CharField(label=_("Who should we say is calling?"), required=False, max_length=120)
    if_not_safe = forms.CharField(
        label=_("How will they tell us that it is not safe to talk?"),
        required=False,
        max_length=300,
    )
    code_question = forms.CharField(
        label=_("Code: what do we ask?"),
        required=False,
        max_length=200,
        help_text=_("Agreed with them, so that each of you knows who is on the line."),
    )
    code_reply = forms.CharField(
        label=_("Code: what do they answer?"), required=False, max_length=200
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
        for name in ("availability", "use", "preview", "shows"):
            answers[name] = answers.get(name) or self.fields[name].initial  # not asked
        if answers.get("shows") == "ours" and not answers.get("our_number"):
            self.add_error("our_number", _("Say which of our numbers shows"))
        if bool(answers.get("code_question")) != bool(answers.get("code_reply")):
            self.add_error("code_reply", _("A code needs both: what we ask and what they answer"))
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
