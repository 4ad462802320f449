"""A worker's day: whom to ring while it is safe, and what else is due."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from alongside.casework.cases.death.stopping import STAYS
from alongside.casework.cases.models import DANGER_FIRST, SECOND_EYES, Case
from alongside.casework.cases.together.circumstances import in_other_cases
from alongside.casework.desk.conference.models import ACTION
from alongside.casework.desk.dates.queries import Gentle, difficult_days_of
from alongside.casework.desk.hers import ROOM_FOR, Hers, her_day
from alongside.casework.desk.out_of_contact import Silence, out_of_contact
from alongside.casework.people.merging.models import PROPOSED
from alongside.casework.people.merging.points import points_of_all
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import NOT_NOW, SAFE_NOW, Standing, best_standing
from alongside.casework.support.appointments.models import APPOINTMENT
from alongside.casework.support.followups.models import ANSWERED, FOLLOW_UP
from alongside.casework.support.private.models import PRIVATE_OPENED
from alongside.casework.support.promises.models import PROMISE
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now
from alongside.foundation.packs.loader import hint, words
from alongside.foundation.vault.reading import told

CALLS = ("first_contact", "call")
STANDS_BY = ("person_id", "kind", "use", "state", "availability", "windows", "zone") + (
    "confirmed_on",
    "ended_on",
    "doubted_at",
    "tries",
)
PAGE_FOR = {
    "first_contact": "contacts:add",
    "call": "contacts:add",
    "ask_safe": "cases:safe_contact",
    ACTION: "conferences:action",
    "explain_limits": "limits:add",
    "handover": "desk:handover",
    "bereavement": "cases:bereavement",
    "bereavement_mistake": "cases:bereavement",
    "notice_ends": "cases:notices",
    "birthday_13": "cases:child",
    "birthday_16": "cases:child",
    "birthday_18": "cases:child",
    "consent_ends": "consents:ledger",
    "danger_lowered": "cases:danger",
    "override_review": "cases:overrides",
    "emergency_review": "walls:emergencies",
    "wall_lifting": "walls:walls",
    "erasure_ordered": "erasures:order",
    "part_ordered": "erasures:part",
    "same_person": "intake:asked",
    "merge_proposed": "intake:merge",
    "merge_declined": "intake:together",
    "records_together": "intake:together",
    "records_parted": "intake:together",
    "promise": "promises:new-date",
    "feedback": "feedback:page",
    "appointment": "appointments:show",
    "private_opened": "contacts:show",
    "follow_up": "contacts:follow-up",
    "follow_up_answered": "contacts:follow-up",
}
# Kinds whose page is that of the one record behind the row.
OF_ITS_OWN = (
    *(PROMISE, APPOINTMENT, FOLLOW_UP, ANSWERED, ACTION, PRIVATE_OPENED),
    "part_ordered",
)
GROUPS = ("safe_now", "first_contact", "later", "tried", "missed", "ask_first")


@dataclass(frozen=True)
class Row:
    """One thing due: on whose case, since when, and how she stands for a call."""

    item: Item
    case: Case
    standing: Standing
    at: datetime
    tried_at: time | None = None
    record: Any = None  # the promise or appointment it came from

    @property
    def words(self) -> str:
        return words("agenda", self.item.kind)

    @property
    def page(self) -> str:
        """Where one sees to it."""
        return address_of(self.item, self.case)

    @property
    def is_call(self) -> bool:
        return self.item.kind in CALLS

    @property
    def reason(self) -> str:
        """Why it stands here, in a sentence, or what was promised or agreed."""
        if self.record and self.item.kind in (PROMISE, ACTION):
            return told(self.record, "words")
        return hint("agenda", self.item.kind)

    @property
    def days_late(self) -> int:
        return (self.at.date() - self.item.due).days

    @cached_property
    def group(self) -> str:
        """Where the call stands on the page: after a try it waits, and what is not known to be
        safe is asked first."""
        if self.tried_at and self.standing.may_ring:
            return "tried"
        if self.standing.code == NOT_NOW:
            coming = self.standing.next
            return "later" if coming and coming.date() == self.at.date() else "missed"
        return self.standing.code if self.standing.code in GROUPS else "ask_first"

    @property
    def urgency(self) -> tuple:
        """Highest danger first, then the window that closes soonest, then the longest overdue;
        by name among equals, so that a page read twice stands as it stood."""
        closes = self.standing.until or datetime.max.replace(tzinfo=self.at.tzinfo)
        danger = DANGER_FIRST.index(self.case.cautious_danger)
        return danger, closes, self.item.due, self.case.person.name


@dataclass(frozen=True)
class Day:
    """Everything Today shows, in the order it is read."""

    at: datetime
    calls: dict[str, list[Row]] = field(default_factory=dict)
    promises: list[Row] = field(default_factory=list)
    appointments: list[Row] = field(default_factory=list)
    due: list[Row] = field(default_factory=list)
    ahead: list[Row] = field(default_factory=list)
    cut: bool = False
    silences: list[Silence] = field(default_factory=list)
    difficult: list[Gentle] = field(default_factory=list)

    @cached_property
    def first(self) -> Row | None:
        """The one next right thing: a call that may be made now, else what is due the longest."""
        ringable = [*self.calls.get(SAFE_NOW, []), *self.calls.get("first_contact", [])]
        waiting = iter([*self.promises, *self.due])
        return min(ringable, key=lambda row: row.urgency, default=None) or next(waiting, None)

    @property
    def other_calls(self) -> dict[str, list[Row]]:
        """Without what is told first: nothing stands on the page twice."""
        left = {group: self._beside_the_first(rows) for group, rows in self.calls.items()}
        return {group: rows for group, rows in left.items() if rows}

    @property
    def other_due(self) -> list[Row]:
        return self._beside_the_first(self.due)

    @property
    def other_promises(self) -> list[Row]:
        return self._beside_the_first(self.promises)

    def _beside_the_first(self, rows):
        return [row for row in rows if row is not self.first]


def today_for(user: User) -> Day:
    """What is due by today for this worker, on cases that she may see, and the week ahead."""
    at = now()
    hers = her_day(user, until=at.date() + timedelta(days=7), at=at)
    rows = rows_of(hers, at=at)
    due = [row for row in rows if row.item.due <= at.date() or row.item.kind in SECOND_EYES]
    calls: dict[str, list[Row]] = {}
    for group in GROUPS:
        chosen = [row for row in due if row.is_call and row.group == group]
        if chosen:
            calls[group] = sorted(chosen, key=lambda row: row.urgency)
    promises = [row for row in due if row.item.kind == PROMISE]
    appointments = [row for row in due if row.item.kind == APPOINTMENT]
    others = [row for row in due if not row.is_call and row not in [*promises, *appointments]]
    ahead = [row for row in rows if row not in due]
    cut = len(rows) == ROOM_FOR
    day = Day(at, calls, promises, appointments, others, ahead[:10], cut)
    return replace(day, silences=out_of_contact(hers, at=at), difficult=difficult_days_of(hers))


def address_of(item: Item, case: Case) -> str:
    """The page where one sees to a row of the agenda."""
    about = (case.pk, item.source) if item.kind in OF_ITS_OWN else (case.pk,)
    about = (case.pk, item.subject) if item.kind == PROPOSED else about
    return reverse(PAGE_FOR[item.kind], args=about)


def rows_of(hers: Hers, *, at: datetime) -> list[Row]:
    """What is due, each with how she stands for a call; one statement more, or two where one of
    them has several records."""
    due = {hers.cases[item.subject].pk for item in hers.items}
    cases = [case for case in hers.cases.values() if case.pk in due]
    points, elsewhere = points_of(cases), in_other_cases(cases)
    for case in cases:
        case.in_other_cases = elsewhere[case.pk]
    found = []
    for item in hers.items:
        case = hers.cases[item.subject]
        if case.person.dead and item.kind not in STAYS:  # put there while the death was noted
            continue
        standing = best_standing(points.get(case.person_id, []), case.circumstances, at=at)
        tried_at = case.tried_at  # type: ignore[attr-defined]
        found.append(Row(item, case, standing, at, tried_at, hers.records.get(item.source)))
    return found


def points_of(cases: Iterable[Case]) -> dict[Any, list[ContactPoint]]:
    """The contact points of many people as far as a list needs them, in one statement."""
    return points_of_all({case.person_id: case.person for case in cases}.values(), STANDS_BY)
