"""What is asked when a contact is logged: how, whether she was reached, the note, what is next."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.times.planned import planned
from alongside.casework.support.models import Rhythm
from alongside.casework.support.rhythm import proposals
from alongside.foundation.clock import now, today
from alongside.foundation.ui.asking import as_asked
from alongside.foundation.ui.forms import (
    Choices,
    DayField,
    Form,
    Line,
    MinutesField,
    TimeField24,
    Words,
)
from alongside.foundation.ui.written import clock_time, day_and_time


class Proposed(forms.ChoiceField):
    """One of the moments that were proposed; they change from day to day."""

    def __init__(self, **kwargs):
        say = _("This time is not proposed any more. Choose again.")
        kwargs = {"widget": forms.RadioSelect, "error_messages": {"invalid_choice": say}, **kwargs}
        super().__init__(**kwargs)


class ContactForm(Form):
    """A plain contact needs how, reached and minutes; the rest is there when it is wanted."""

    asks = "contact"
    channel = Choices(label=_("How did you meet?"), vocabulary="channel")
    reached = Choices(label=_("Did you reach each other?"), vocabulary="reached")
    on = DayField(label=_("Day"), initial=today)
    at = TimeField24(label=_("From"), required=False)
    minutes = MinutesField(label=_("Minutes"), required=False)
    seemed = Choices(label=_("How were they?"), vocabulary="seemed", required=False)
    identity = Choices(
        label=_("How did you know who it was?"), vocabulary="identity_check", required=False
    )
    purpose = Words(
        label=_("Purpose"), required=False, help_text=_("What this contact was for."), rows=2
    )
    safety = Words(
        label=_("Safety"),
        required=False,
        help_text=_("What changes danger or safe contact. Not the account of what happened."),
        rows=3,
    )
    wishes = Words(
        label=_("Wishes"), required=False, help_text=_("What they want, in their words."), rows=3
    )
    done = Words(label=_("Done"), required=False, help_text=_("What you did or arranged."), rows=3)
    next = Words(
        label=_("Next"), required=False, help_text=_("Who does what, and by when."), rows=2
    )
    saw = Words(
        label=_("What I saw or heard"),
        required=False,
        help_text=_("Only what a camera would have caught."),
        rows=3,
    )
    said = Words(
        label=_("Their words"),
        required=False,
        help_text=_(
            "Word for word, in quotation marks, only when something is told for the first time "
            "or somebody is not safe."
        ),
        rows=3,
    )
    told = Words(
        label=_("Told by an agency"), required=False, help_text=_("Who said it, and when."), rows=3
    )
    view = Words(
        label=_("My view"),
        required=False,
        help_text=_(
            "Your judgement, and what it rests on. It can be asked for and disclosed like the rest."
        ),
        rows=3,
    )
    agreed = Words(
        label=_("Agreed, in their words"),
        required=False,
        help_text=_("What you summed up together."),
        rows=3,
    )
    read_back = Choices(label=_("Did you read it back?"), vocabulary="read_back", required=False)
    private = forms.BooleanField(
        label=_("Only I read purpose, wishes, done and the voices"),
        required=False,
        help_text=_(
            "They stay with you when the case is handed over; that they exist is seen. Safety, "
            "next, what you agreed and promises are open to whoever works on the case: what keeps "
            "somebody safe belongs there. A request for the file or a court can ask for all of it."
        ),
    )
    promise = Line(label=_("I promised to"), required=False)
    promise_by = DayField(label=_("Promised for"), required=False)
    promise_2 = Line(label=_("I also promised to"), required=False)
    promise_2_by = DayField(label=_("Also promised for"), required=False)
    rhythm = Choices(label=_("How often do you speak?"), vocabulary="rhythm", required=False)
    proposed = Proposed(
        label=_("Next contact"),
        required=False,
        help_text=_("Counts when you reached each other. All of these are safe times."),
    )
    next_on = DayField(
        label=_("Next contact, another day"),
        required=False,
        help_text=_("Leave empty if none is agreed. “thu” or “tomorrow” will do."),
    )
    next_at = TimeField24(label=_("At"), required=False)

    def __init__(self, *args, case, **kwargs):
        self.points = [standing.point for standing in case.standings if standing.point]
        agreed = Rhythm.objects.filter(case=case).first()
        every = agreed.every if agreed else ""
        kwargs["initial"] = {"rhythm": every, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self._offer(proposals(self.points, case.circumstances, rhythm=every, at=now()))

    def _offer(self, moments):
        """Without a rhythm, or without a safe time, nothing is proposed."""
        if not moments or "proposed" not in self.fields:
            self.fields.pop("proposed", None)
            return
        self.fields["proposed"].choices = [
            (each.at.isoformat(), self._said(each)) for each in moments
        ]

    @staticmethod
    def _said(proposal):
        when = day_and_time(proposal.at)
        return when if proposal.in_hours else _("%(when)s, outside our hours") % {"when": when}

    def clean_on(self):
        if self.cleaned_data["on"] > today():
            raise forms.ValidationError(_("Enter a day that is not in the future"))
        return self.cleaned_data["on"]

    def clean(self):
        answers = super().clean()
        following = answers.get("next_on")
        if following and following < today():
            self.add_error("next_on", _("Enter today or a later day for the next contact"))
        self._take_what_was_proposed(answers)
        following = answers.get("next_on")
        for name in ("promise", "promise_2"):
            self._only_with_a_day(name, answers)
        if answers.get("reached") == "yes" and answers.get("minutes") is None:
            self.add_error("minutes", _("Enter how many minutes, for example 15"))
        answers["minutes"] = answers.get("minutes") or 0
        if following and answers.get("next_at"):
            self._only_when_it_is_safe(following, answers["next_at"])
        if answers.get("next_at") and not following and "next_on" not in self.errors:
            self.add_error("next_on", _("Enter the day of the next contact as well"))
        return answers

    def _take_what_was_proposed(self, answers):
        chosen = answers.pop("proposed", "")
        if not chosen or answers.get("reached") != "yes":
            return
        if answers.get("next_on"):
            say = _("Choose a proposed time or enter another day, not both")
            self.add_error("next_on", say)
            return
        moment = datetime.fromisoformat(chosen)
        answers |= {"next_on": moment.date(), "next_at": moment.time()}

    def _only_with_a_day(self, name, answers):
        words, day = answers.get(name), answers.get(f"{name}_by")
        if words and not day and f"{name}_by" not in self.errors:
            self.add_error(f"{name}_by", _("Enter by when, for example “fri”"))
        if day and not words:
            self.add_error(name, _("Enter what you promised"))
        if day and day < today():
            self.add_error(f"{name}_by", _("Enter today or a later day"))

    def values(self):
        """The promises as they were made, each with its day."""
        given = super().values()
        pairs = [(given.pop(n, ""), given.pop(f"{n}_by", None)) for n in ("promise", "promise_2")]
        return given | {"promises": [(words, day) for words, day in pairs if words and day]}

    def _only_when_it_is_safe(self, day, at):
        """Where safe times are known, the next call is inside one of them."""
        found = planned(self.points, at=datetime.combine(day, at, tzinfo=now().tzinfo))
        if not found.known or found.safe:
            return
        opening = found.next
        say = _("This is not a safe time. The next one begins on %(day)s") if opening else None
        when = day_and_time(opening) if opening else ""
        self.add_error("next_at", (say or _("This is not a safe time")) % {"day": when})

    def said_in_short(self):
        """What was saved and what it set in motion, for the page one lands on."""
        following = self.cleaned_data.get("next_on")
        if following:
            return gettext("The contact is saved. The next one is on your agenda.")
        if self.cleaned_data["reached"] != "yes":
            return gettext("The try is saved. The call stays on the agenda.")
        return gettext("The contact is saved. No next contact is on the agenda.")


def empty_contact():
    """What a new form already knows: it is probably now, and by phone."""
    known = {"channel": "phone", "at": clock_time(now())}
    return {name: guess for name, guess in known.items() if not as_asked("contact", name).hidden}
