"""What goes along with support: promises, appointments, consents, notices, second looks, dates."""

from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from alongside.casework.cases.involved.commands import add_party
from alongside.casework.cases.telling.commands import pin_notice, take_down_notice
from alongside.casework.consents.commands import (
    agree_if_unreachable,
    give_consent,
    say,
    use_consent,
    withdraw_consent,
)
from alongside.casework.desk.record import DATES
from alongside.casework.people.commands import tell_what_helps
from alongside.casework.records.commands import add_record
from alongside.casework.support.appointments.commands import (
    answer_appointment,
    change_appointment,
    make_appointment,
)
from alongside.casework.support.followups.commands import answer, ask_about, have_read
from alongside.casework.support.models import Appointment, Contact, FollowUp, Promise
from alongside.casework.support.promises.commands import keep_promise, move_promise
from alongside.casework.support.record import REASONING
from alongside.demo.stories import Story, read_service
from alongside.demo.timeline import Deed
from alongside.demo.wording import facts_filled, filled, sentence
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import choices

if TYPE_CHECKING:
    from alongside.demo.service.course import Course

# How often each goes along with a conversation.
PROMISED, ASKED_ABOUT, ARRANGED, AGREED, PINNED = 0.45, 0.05, 0.1, 0.09, 0.025
REASONED, JUDGED, HANDED_OVER, DATED, BESIDE = 0.03, 0.12, 0.008, 0.04, 0.12
KEPT, MOVED, KEPT_LATE = 0.82, 0.08, 0.06  # the rest is not kept


class Moreover:
    """Beside the notes of one course; each deed puts what follows of it on the timeline."""

    def __init__(self, course: "Course"):
        self.course, self.house = course, course.house
        self.case, self.chance = course.case, course.chance
        self.interpreter = course.story.get("interpreter") == "yes"

    def after(self, contact: Contact, by: User) -> None:
        """What one conversation leads to."""
        if self.course.talks == 1:
            self.begin_with(by)
        for odds, deed in (
            (ASKED_ABOUT, partial(self.ask_about, contact)),
            (ARRANGED, self.arrange),
            (AGREED, self.consent),
            (PINNED, self.pin),
            (REASONED, self.reason),
            (DATED, self.note_date),
            (BESIDE, self.note_party),
        ):
            if self.chance.random() < odds:
                deed(by)
        self.put(contact.pk)
        if self.chance.random() < JUDGED:
            self.judge()
        elif self.chance.random() < HANDED_OVER:
            self.later(1, self.course.hand_over)

    def begin_with(self, by: User) -> None:
        """Agreed in the first conversation."""
        say(self.case, what="service", answer="yes", by=by)
        say(self.case, what="basis", basis="legitimate", by=by)
        if told := self.course.story.get("unreachable"):
            agree_if_unreachable(self.case, by=by, **told)
        elif self.case.danger in ("high", "raised"):
            agree_if_unreachable(self.case, police="unknown", by=by, **self.drawn("unreachable"))
        for party in self.course.story.get("parties", ()):
            add_party(self.case, by=by, **party)
        if self.chance.random() < 0.3 and not self.case.reopened:
            tell_what_helps(self.case.person, version=1, by=by, **self.drawn("helps"))

    def promises(self, topic: Story, next_on: date) -> list[tuple[str, date]]:
        """What the worker says she will do, mostly until they speak again."""
        if "promise" not in topic or self.chance.random() > PROMISED:
            return []
        words = self.words(self.chance.choice(topic["promise"]))
        soon = add_working_days(today(), self.chance.randint(1, 4))
        return [(words, min(soon, next_on) if next_on > today() else soon)]

    def put(self, contact: Any) -> None:
        for promise in Promise.objects.filter(contact=contact):
            lot = self.chance.random()
            if lot < KEPT:
                self.on(promise.due, partial(self.keep, promise))
            elif lot < KEPT + MOVED:
                self.on(promise.due, partial(self.move, promise))
            elif lot < KEPT + MOVED + KEPT_LATE:
                self.on(add_working_days(promise.due, 3), partial(self.keep, promise))

    def keep(self, promise: Promise) -> None:
        if self.course.is_open:
            promise.case = self.case
            keep_promise(promise, by=self.by)

    def move(self, promise: Promise) -> None:
        if self.course.is_open:
            promise.case = self.case
            due = add_working_days(today(), 4)
            move_promise(promise, due=due, told="yes", by=self.by)
            self.on(due, partial(self.keep, promise))

    def ask_about(self, contact: Contact, by: User) -> None:
        """Whoever leads asks the next day about a note, and reads the answer."""
        words = read_service("wording")
        n = self.chance.randrange(len(words["questions"]))

        def ask() -> None:
            if self.course.is_open:
                question = self.words(words["questions"][n])
                asked = ask_about(
                    self.case, contact=contact.pk, question=question, of=by.pk, by=self.course.lead
                )
                self.later(1, partial(reply, asked))

        def reply(asked: FollowUp) -> None:
            if self.course.is_open:
                asked.case = self.case
                answer(asked, words=self.words(words["answers"][n]), by=by)
                self.later(1, partial(have_read, asked, by=self.course.lead))

        self.later(1, ask)

    def arrange(self, by: User) -> None:
        facts = self.drawn("appointments")
        on = add_working_days(today(), self.chance.randint(3, 12))
        facts |= {
            "on": on,
            "at": time(self.chance.randrange(9, 16), self.chance.choice((0, 15, 30))),
        }
        if self.interpreter:
            facts |= {
                "interpreter": "booked",
                "interpreter_gender": self.chance.choice(("woman", "either")),
            }
            facts["interpreter_wants"] = self.course.story["languages"].split(",")[0]
        if self.case.danger == "high":
            facts |= {"hidden": True, "transport": "Taxi from the corner, and back another way"}
        appointment = make_appointment(self.case, by=by, **facts)
        self.on(on, partial(self.look_back, appointment), late=True)

    def look_back(self, appointment: Appointment) -> None:
        """It took place, or it did not: then mostly another day is found."""
        if not self.course.is_open:
            return
        appointment.case = self.case
        if self.chance.random() < 0.76:
            answer_appointment(appointment, outcome="attended", why="", by=self.by)
            return
        told = self.drawn("not_held")
        if told["outcome"] == "other_day":
            on = add_working_days(today(), 5)
            change_appointment(appointment, version=appointment.version, on=on, by=self.by)
            self.on(on, partial(self.look_back, appointment), late=True)
        else:
            answer_appointment(appointment, by=self.by, **told)

    def consent(self, by: User) -> None:
        """Given for one purpose, used once, and now and then taken back."""
        facts = self.drawn("consents")
        how = "written" if "spoken" not in dict(choices("consent_how")) else "spoken"
        until = today() + timedelta(days=self.chance.choice((60, 90, 180, 360)))
        consent = give_consent(self.case, given_on=today(), until=until, how=how, by=by, **facts)

        def use() -> None:
            told = {name: facts[name] for name in ("purpose", "recipient", "items")}
            if self.course.is_open:
                use_consent(self.case, by=self.by, **told)

        self.later(1, use)
        if self.chance.random() < 0.12:
            self.later(9, partial(withdraw_consent, consent, by=by))

    def pin(self, by: User) -> None:
        days = self.chance.choice((7, 14, 21))
        until = today() + timedelta(days=days)
        notice = pin_notice(self.case, until=until, owner=by, by=by, words=self.line("notices"))
        self.later(days - 2, partial(take_down_notice, notice, by=by))

    def reason(self, by: User) -> None:
        add_record(REASONING, self.case, on=today(), by=by, **self.drawn("reasoning"))

    def note_date(self, by: User) -> None:
        day = today() - timedelta(days=self.chance.randrange(20, 340))
        add_record(DATES, self.case, on=today(), day=day, by=by, **self.drawn("dates"))

    def note_party(self, by: User) -> None:
        add_party(self.case, by=by, **self.drawn("parties"))

    def judge(self) -> None:
        """Lower once it has become calmer, higher when something was seen."""
        words, level = read_service("wording"), self.case.danger
        calmer = {"high": "raised", "raised": "standard", "unknown": "standard"}.get(level)
        if calmer and self.course.talks > 5 and self.chance.random() < 0.8:
            self.course.judge(calmer, self.chance.choice(words["lower"]))
        elif level in ("standard", "unknown") and self.chance.random() < 0.2:
            self.course.judge("raised", self.chance.choice(words["raise"]))

    @property
    def by(self) -> User:
        return self.course.worker

    def drawn(self, name: str) -> dict[str, Any]:
        facts = self.chance.choice(read_service("wording")[name])
        return facts_filled(facts, self.course.cast, self.chance)

    def line(self, name: str) -> str:
        return self.words(self.chance.choice(read_service("wording")[name]))

    def words(self, text: str) -> str:
        return sentence(filled(text, self.course.cast, self.chance))

    def later(self, days: int, deed: Deed) -> None:
        self.on(add_working_days(today(), days), deed)

    def on(self, day: date, deed: Deed, *, late: bool = False) -> None:
        """While she works that day, after her calls where it is `late`."""
        first, last = (16, 18) if late else (9, 16)
        self.house.time.put(add_working_days(day, 0), self.course.hour(first, last), deed)
