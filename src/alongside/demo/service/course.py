"""Support as it goes: tried, reached, spoken with every week and then less often, until it ends."""

from datetime import date, time, timedelta
from functools import partial
from random import Random

from alongside.casework.cases.commands import (
    agree_to_danger,
    change_safe_contact,
    end_support,
    hand_case_over,
    judge_danger,
)
from alongside.casework.cases.models import Case, DangerJudgement
from alongside.casework.intake.commands import accept_referral, decline_referral
from alongside.casework.people.commands import confirm_contact_point, tell_of_child
from alongside.casework.people.models import ContactPoint
from alongside.casework.records.commands import add_record
from alongside.casework.support.commands import log_contact
from alongside.casework.support.models import Contact
from alongside.casework.support.record import LIMITS
from alongside.demo.house import House
from alongside.demo.referring import refer
from alongside.demo.service import before_after, hard
from alongside.demo.service.moreover import Moreover
from alongside.demo.stories import Story, facts_of, read_service, windows_called
from alongside.demo.timeline import Deed
from alongside.demo.wording import Topics, filled, sentence
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days

SAID = ("state", "voicemail", "say", "who_may_answer", "if_not_safe")
AT_ONCE = ("high", "unknown")
# Days from one conversation to the next: often at first, then less and less.
APART = {
    "high": (2, 3, 4, 5, 7, 7, 7, 7, 10, 14),
    "raised": (4, 7, 7, 7, 7, 10, 14, 14, 21),
    "unknown": (3, 7, 7, 10, 14, 21, 28),
    "standard": (7, 7, 10, 14, 14, 21, 28, 28, 35),
}
FIRST_TRY = {
    "high": (0, 0, 0, 0, 1),
    "unknown": (0, 1, 1, 1, 2),
    "raised": (0, 0, 1, 1, 2),
    "standard": (0, 1, 1, 2, 2, 3, 4),
}
MISSED = {"no_answer": 10, "someone_else": 1, "not_safe": 2}
NOT_REACHED, STILL_DUE = 0.2, 0.25
MOST_TRIES = 3  # one after the other, then it is the next time
EARLY, NOON, LATE = time(9, 5), time(12, 20), time(16, 50)


class Course:
    """One person's way through the service, each step putting the next on the timeline."""

    def __init__(self, story: Story, house: House):
        self.story, self.house, self.cast = story, house, story["cast"]
        self.chance = Random(f"course {story['lot']}")  # noqa: S311 - every demo alike
        self.worker: User
        self.case: Case
        self.talks = self.tries = 0
        self.spoken_of: Story = {}
        self.about = Topics(story["crime"])

    def begin(self) -> None:
        """The day on which the referral comes in."""
        received = add_working_days(self.house.days_ago(self.story["received"]), 0)
        at = self.hour(8, 17)
        self.house.time.put(received, at, partial(self.come_in, received, at))

    @property
    def is_open(self) -> bool:
        """Whether somebody stands beside them at this moment, and they live."""
        begun = hasattr(self, "case")
        return begun and self.case.ended_on is None and not self.case.person.dead

    def come_in(self, received: date, at: time) -> None:
        named = self.story.get("worker")
        self.worker = self.house.staff[named] if named else self.house.next_worker(self.crime)
        self.lead = self.house.who_leads(self.worker)
        self.referral = refer(self.story, self.house, received=received, at=at, lead=self.lead)
        if "joins" in self.story or "conflict" in self.story:
            self.referral = hard.who_is_this(self)
        wait = 0 if self.story["danger"] in AT_ONCE else self.chance.choice((0, 1, 1, 2))
        decided = add_working_days(received, wait)
        noon = max(NOON, time(min(at.hour + 1, 22), at.minute))
        self.house.time.put(decided, noon, before_after.decision(self))

    def turn_down(self) -> None:
        why = self.story["declined"]
        to = sentence(filled(why["to"], self.cast, self.chance))
        decline_referral(self.referral, reason=why["reason"], signposted_to=to, by=self.lead)

    def take_on(self) -> None:
        if "worker" not in self.story and self.house.is_away(self.worker):
            self.worker = self.house.somebody_here(self.worker)
        programme, stream = self.house.pays_for(self.story)
        self.case = accept_referral(
            self.referral,
            worker=self.worker,
            programme=programme,
            stream=stream,
            client_kind=self.story["client_kind"],
            same_event=self.house.events.get(self.story.get("event", "")),
            by=self.lead,
        )
        hard.keep_apart(self)
        self.ends = today() + timedelta(days=self.story["lasts"])
        how = self.chance.choices(
            read_service("cast")["endings"],
            [one["times"] for one in read_service("cast")["endings"]],
        )[0]
        self.how_it_ends = how
        self.moreover = Moreover(self)
        before_after.what_comes(self)
        self.house.courses.append(self)
        first = add_working_days(today(), self.chance.choice(FIRST_TRY[self.case.danger]))
        self.next_talk(first, early=13 if first == today() else 9)

    @property
    def crime(self) -> str:
        return self.story["crime"]

    # Talking

    def next_talk(self, day: date, *, early: int = 9) -> time:
        """On that day, unless it is one of those that are still due at this moment."""
        at = self.hour(early, 16)
        just_due = 0 <= (self.house.present_day - day).days < 3
        if not (just_due and self.chance.random() < STILL_DUE):
            self.house.time.put(day, at, self.speak)
        return at

    def speak(self) -> None:
        if not self.is_open or (by := self.hand(self.speak)) is None:
            return
        last = today() >= self.ends
        goes_silent = self.how_it_ends["reason"] == "out_of_contact"
        lost = goes_silent and today() >= self.ends - timedelta(21)
        silent = self.talks and today() > self.house.days_ago(self.story.get("silent", 0))
        missed = lost or (not last and self.chance.random() < NOT_REACHED)
        if silent or (missed and self.tries < MOST_TRIES):
            self.try_once(by, lost=lost)
        elif last:
            self.say_goodbye(by)
        else:
            self.talk(by)

    def try_once(self, by: User, *, lost: bool) -> None:
        self.tries += 1
        usual = self.talks and not lost and "silent" not in self.story
        codes = list(MISSED) if usual else ["no_answer"]
        code = self.chance.choices(codes, [MISSED[one] for one in codes])[0]
        note = self.house.pen.missed(code, self.cast, self.chance)
        again = add_working_days(
            today(), 3 if "silent" in self.story else self.chance.choice((1, 1, 2))
        )
        if lost and self.tries == MOST_TRIES:
            self.log(by, code, note)
            self.ends_soon()
        else:
            at = self.next_talk(again)
            self.log(by, code, note, next_on=again, next_at=at)

    def talk(self, by: User) -> None:
        self.tries = 0
        self.talks += 1
        note = self.house.pen.talk(self.topic(), self.cast, self.house.code_of(by), self.chance)
        if self.worker != by:
            words = self.chance.choice(read_service("wording")["covering"])
            name = self.worker.name.split(" ")[0]
            note["purpose"] = words.format_map(
                self.cast | {"worker": name, "purpose": note["purpose"]}
            )
        day = self.day_after_this()
        at = self.next_talk(day)
        promises = self.moreover.promises(self.spoken_of, day)
        contact = self.log(by, "yes", note, next_on=day, next_at=at, promises=promises)
        self.moreover.after(contact, by)
        if self.talks == 1:
            self.say_what_is_safe(by)
        elif self.chance.random() < 0.7:
            self.confirm(by)

    def say_goodbye(self, by: User) -> None:
        self.spoken_of = read_service("wording")["topics"]["ending"]
        note = self.house.pen.talk(self.spoken_of, self.cast, self.house.code_of(by), self.chance)
        self.log(by, "yes", note)
        self.ends_soon()

    def ends_soon(self) -> None:
        self.house.time.put(today(), LATE, self.end, at_the_latest_now=True)

    def log(self, by: User, code: str, note: Story, **ahead: object) -> Contact:
        at = now().time().replace(second=0, microsecond=0)
        told = {**note, "on": today(), "at": at, "reached": code}
        return log_contact(self.case, by=by, **told, **ahead)

    def day_after_this(self) -> date:
        """When to speak next; the goodbye is on its own day."""
        apart = APART[self.case.danger]
        days = apart[min(self.talks, len(apart)) - 1] + self.chance.choice((-1, 0, 0, 0, 1, 2))
        day = add_working_days(today() + timedelta(days=max(1, days)), 0)
        goodbye = add_working_days(self.ends, 0)
        return max(goodbye, today() + timedelta(1)) if day >= goodbye else day

    def topic(self) -> Story:
        """What this talk is about, by the crime and by how far they have come."""
        begun = (today() - self.case.opened_on).days / max(1, self.story["lasts"])
        name = "beginning" if self.talks == 1 else self.about.next(begun, self.chance)
        self.spoken_of = read_service("wording")["topics"][name]
        return self.spoken_of

    # What is said of safety and danger

    def say_what_is_safe(self, by: User) -> None:
        for point, told in zip(self.points(), self.story["points"], strict=False):
            facts = facts_of(told, *SAID)
            name = self.worker.name.split(" ")[0]
            facts["say"] = facts.get("say", "{worker}").format(worker=name)
            facts["windows"] = windows_called(told["windows"]) if "windows" in told else []
            change_safe_contact(self.case, point, version=point.version, by=by, **facts)
        words = self.chance.choice(read_service("wording")["limits"])
        said = sentence(filled(words, self.cast, self.chance))
        mode = "interpreter" if self.story.get("interpreter") == "yes" else "spoken"
        add_record(LIMITS, self.case, by=by, on=today(), mode=mode, understood=said)
        if self.story["client_kind"] == "child":
            holds = sentence(self.cast["relative"])
            facts = {"suspected": "no", "agrees": "yes", "competence": "not_yet"}
            tell_of_child(self.case.person, version=1, by=by, holds=holds, **facts)

    def confirm(self, by: User) -> None:
        for point in self.points():
            if point.state == "safe":
                confirm_contact_point(point, by=by)

    def points(self) -> list[ContactPoint]:
        found = list(self.case.person.contact_points.current().order_by("kind", "id"))
        for point in found:
            point.person = self.case.person
        return found

    def judge(self, level: str, words: str) -> None:
        if not self.is_open or (by := self.hand(partial(self.judge, level, words))) is None:
            return
        reason = sentence(filled(words, self.cast, self.chance))
        judgement = judge_danger(self.case, level=level, reason=reason, by=by)
        tomorrow = add_working_days(today(), 1)
        self.house.time.put(tomorrow, self.hour(9, 12), partial(self.agree, judgement))

    def agree(self, judgement: DangerJudgement) -> None:
        others = [self.lead, self.house.staff["maja"]]
        eyes = next(one for one in others if one.pk != judgement.by_id)
        self.case.refresh_from_db(fields=["danger", "danger_until_agreed"])
        judgement.case = self.case
        agree_to_danger(judgement, by=eyes)

    # Hands

    def hand(self, deed: Deed) -> User | None:
        """Who does it today: the worker, whoever stands in, or nobody until she is back."""
        absence = self.house.is_away(self.worker)
        if absence is None:
            return self.worker
        if standing_in := self.house.stands_in(self.case, self.worker):
            return standing_in
        back = add_working_days(absence.last, 1)
        self.house.time.put(back, self.hour(9, 12), deed)
        return None

    def hand_over(self) -> None:
        team = self.house.team_of(self.worker)
        mine = [one for one in team if one != self.worker and not self.house.is_away(one)]
        if not self.is_open or self.house.is_away(self.worker) or not mine:
            return
        self.worker = self.chance.choice(mine)
        hand_case_over(self.case, to=self.worker, by=self.lead)

    def end(self) -> None:
        if not self.is_open:
            return
        self.case.refresh_from_db(fields=["danger", "danger_until_agreed"])
        if self.case.danger_until_agreed:  # second eyes first
            self.house.time.put(add_working_days(today(), 1), LATE, self.end)
            return
        reason = self.how_it_ends["reason"]
        outcome = self.chance.choice(self.how_it_ends["outcomes"])
        words = self.chance.choice(read_service("wording")["summaries"])
        summary = sentence(filled(words, self.cast, self.chance))
        by = self.worker if self.worker.role != "counsellor" else self.lead
        end_support(self.case, reason=reason, outcome=outcome, summary=summary, by=by)
        before_after.ask_how_it_was(self, by)

    def hour(self, first: int, last: int) -> time:
        return time(
            self.chance.randrange(first, last), self.chance.choice((0, 10, 15, 25, 30, 40, 45))
        )
