"""Telling one person's story by the same commands that the pages use, day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from operator import itemgetter
from typing import TypeAlias

from alongside.casework.cases.commands import (
    change_safe_contact,
    end_support,
    hand_case_over,
    judge_danger,
    make_sensitive,
    override_safe_contact,
)
from alongside.casework.cases.models import Case
from alongside.casework.intake.commands import accept_referral
from alongside.casework.people.commands import confirm_contact_point
from alongside.casework.people.models import ContactPoint
from alongside.casework.records.commands import add_record
from alongside.casework.support.commands import log_contact
from alongside.casework.support.record import LIMITS
from alongside.demo.contacts import Planned, planned_contacts
from alongside.demo.house import House
from alongside.demo.past import days_ago, working_days_ago
from alongside.demo.referring import refer
from alongside.demo.stories import Story, facts_of, read, read_service, windows_called
from alongside.demo.wording import Topics, cast_of
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import stand_at, today
from alongside.foundation.packs.calendar import add_working_days

SAID = ("state", "voicemail", "say", "who_may_answer", "if_not_safe")
AT_ONCE = ("high", "unknown")
EARLY, MIDDAY, LATE = time(9, 5), time(12, 10), time(16, 50)
Deed: TypeAlias = tuple[date, time, Callable[[], object]]


@dataclass
class Telling:
    """One case while it is told; `worker` is who stands beside the person at that time."""

    story: Story
    house: House
    case: Case
    worker: User

    def __post_init__(self):
        self.cast = cast_of(self.story, self.house.chance)
        self.about = Topics(self.story["crime"])

    def deeds(self) -> Iterator[Deed]:
        """What was done on which day, in no order yet."""
        contacts = planned_contacts(self.story, self.case, self.house.chance)
        first = next((c for c in contacts if c.reached), None)
        for contact in contacts:
            yield contact.on, contact.at, partial(self.speak, contact, first=contact is first)
        if first:
            yield from self.said_again(since=first.on)
        if handed := self.story.get("handed_over"):
            yield days_ago(handed["days"]), EARLY, partial(self.hand_over, handed["to"])
        if judged := self.story.get("judged"):
            yield days_ago(judged["days"]), LATE, partial(self.judge, judged)
        if used := self.story.get("override"):
            yield days_ago(used["days"]), MIDDAY, partial(self.override, used)
        if "ended" in self.story:
            yield days_ago(self.story["ended"]), LATE, self.end

    def speak(self, contact: Planned, *, first: bool) -> None:
        by = self.worker
        if self.house.is_away(by):
            by = self.house.stands_in(self.case, by) or self.house.who_leads(by)
        words = contact.note
        if self.house.pen.has_often(words):
            words = self.written_anew(contact, first=first, by=by)
        note = {**words, "on": today(), "at": contact.at, "reached": contact.code}
        log_contact(self.case, by=by, next_on=contact.next_on, next_at=contact.next_at, **note)
        if first:
            self.say_what_is_safe()
            self.explain_limits()

    def written_anew(self, contact: Planned, *, first: bool, by: User) -> Story:
        """Where the same stands in enough files already, in other words."""
        pen, chance = self.house.pen, self.house.chance
        if not contact.reached:
            return pen.missed(contact.code, self.cast, chance)
        last = "ended" in self.story and contact.next_on is None
        name = "beginning" if first else "ending" if last else self.about.next(0.5, chance)
        topic = read_service("wording")["topics"][name]
        return pen.talk(topic, self.cast, self.house.code_of(by), chance)

    def say_what_is_safe(self) -> None:
        for point, told in self.points():
            facts = facts_of(told, *SAID)
            if "state" in facts and facts["state"] != "unknown":
                facts["windows"] = windows_called(told["windows"]) if "windows" in told else []
                change_safe_contact(
                    self.case, point, version=point.version, by=self.worker, **facts
                )

    def said_again(self, *, since: date) -> Iterator[Deed]:
        for point in self.story["points"]:
            if "confirmed" in point and (day := days_ago(point["confirmed"])) > since:
                yield day, LATE, partial(self.confirm, point["value"])

    def confirm(self, value: str) -> None:
        for point, _told in self.points():
            if point.value == value:
                confirm_contact_point(point, by=self.worker)

    def explain_limits(self) -> None:
        if self.story.get("limits"):
            understood = self.house.chance.choice(read("notes")["limits"])
            said = {"on": today(), "mode": "spoken", "understood": understood}
            add_record(LIMITS, self.case, by=self.worker, **said)

    def judge(self, judged: Story) -> None:
        facts = {"level": judged["level"], "reason": judged.get("reason", "")}
        judge_danger(self.case, by=self.worker, **facts)

    def override(self, used: Story) -> None:
        point, _told = next(self.points())
        facts = facts_of(used, "ground", "reason")
        override_safe_contact(self.case, point=point, by=self.worker, **facts)

    def hand_over(self, to: str) -> None:
        lead = self.house.who_leads(self.worker)
        self.worker = self.house.staff[to]
        hand_case_over(self.case, to=self.worker, by=lead)

    def end(self) -> None:
        facts = facts_of(self.story, "outcome", reason="ending_reason")
        summary = self.house.chance.choice(read("notes")["summaries"])
        end_support(self.case, summary=summary, by=self.worker, **facts)

    def points(self) -> Iterator[tuple[ContactPoint, Story]]:
        told = {point["value"]: point for point in self.story["points"]}
        for point in self.case.person.contact_points.current().order_by("kind", "id"):
            point.person = self.case.person
            yield point, told[point.value]


def tell(story: Story, house: House) -> None:
    """From the referral to this day, put on the timeline."""
    received = _received(story)
    house.time.put(
        received, EARLY, partial(_come_in, story, house, received), at_the_latest_now=True
    )


def _come_in(story, house, received):
    worker = house.staff[story["worker"]]
    lead = house.who_leads(worker)
    referral = refer(story, house, received=received, at=EARLY, lead=lead)
    wait = 0 if story["danger"] in AT_ONCE or _is_fresh(story) else house.chance.choice((0, 1, 1))
    decided = add_working_days(received, wait)
    deed = partial(_take_on, story, house, referral, worker, lead)
    house.time.put(decided, MIDDAY, deed, at_the_latest_now=True)


def _take_on(story, house, referral, worker, lead):
    programme, stream = house.pays_for(story)
    case = accept_referral(
        referral,
        worker=worker,
        programme=programme,
        stream=stream,
        client_kind=story.get("client_kind", "harmed"),
        same_event=house.events.get(story.get("event", "")),
        by=lead,
    )
    if "event" in story:
        house.events[story["event"]] = case.crimes.get().event
    if readers := story.get("sensitive"):
        named = User.objects.filter(pk__in=[house.staff[code].pk for code in readers])
        make_sensitive(case, readers=named, by=lead)
    telling = Telling(story, house, case, worker)
    with stand_at(house.time.present):  # its days are told from this day backwards
        deeds = sorted(telling.deeds(), key=itemgetter(0, 1))
    for day, at, deed in deeds:
        house.time.put(day, at, deed, at_the_latest_now=True)


def _received(story):
    return (
        working_days_ago(story["working_days"]) if _is_fresh(story) else days_ago(story["received"])
    )


def _is_fresh(story):
    # Told in working days, so that the first contact is due whenever the demo is filled.
    return "working_days" in story
