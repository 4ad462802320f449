"""The cases of a worker's day and what stands behind its rows, read once for all of the page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, OuterRef, Q, Subquery, UUIDField

from alongside.casework.cases.at_hand import InOneColumn, at_hand
from alongside.casework.cases.models import Allocation, Case, CaseCrime, seen_by
from alongside.casework.consents.models import Unreachable
from alongside.casework.desk.conference.models import ACTION, Action
from alongside.casework.desk.dates.models import DifficultDate
from alongside.casework.intake.merging.queries import cases_by_merge
from alongside.casework.people.merging.models import ON_AGENDA
from alongside.casework.people.queries import beyond_a_list
from alongside.casework.support.appointments.models import APPOINTMENT, Appointment
from alongside.casework.support.models import Contact
from alongside.casework.support.promises.models import PROMISE, Promise
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.prepared import Prepared
from alongside.foundation.vault.together import rows_together

ROOM_FOR = 200
BEHIND: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    PROMISE: (Promise, ("case", "words")),
    APPOINTMENT: (Appointment, ("case", "kind", "place", "hidden", "interpreter")),
    ACTION: (Action, ("case", "words")),
}
PLAN = ("case", "at", "after_days", "ask", "police", "tries")


@dataclass(frozen=True)
class Hers:
    """Items on cases that she may see; those cases, and the open ones she works on, by what an item
    is about; by their ids the records that items came from, what was agreed for a silence, and the
    dates noted."""

    items: list[Item]
    cases: dict[UUID, Case]
    records: dict[UUID, Any]

    @property
    def supported(self) -> dict[UUID, Case]:
        """Those she works on, of whom one is still to think."""
        return _supported(self.cases)

    def of(self, kind: type[Any]) -> list[Any]:
        """What there is of one kind of record."""
        return [row for row in self.records.values() if isinstance(row, kind)]


def her_day(user: User, *, until: date, at: datetime) -> Hers:
    """What is due by then, at most ROOM_FOR items; three statements, and a few more where two
    records are, or may be, one person."""
    if not holds(user, Permission.CASE_READ):
        return Hers([], {}, {})
    shown = _CASES.models(user=user.pk, at=at, day=at.date(), until=until)
    cases = {case.pk: case for case in shown}
    due = Item.objects.open().filter(owner=user.pk, due__lte=until)
    about = Q(subject__in=cases) | Q(kind__in=ON_AGENDA)
    items = list(due.filter(about)[:ROOM_FOR])
    if merges := [item.subject for item in items if item.kind in ON_AGENDA]:
        cases |= _by_merge(merges, cases, user, at)
        items = [item for item in items if item.subject in cases]
    return Hers(items, cases, {row.pk: row for row in _behind(items, cases)})


def _by_merge(merges, cases, user, at):
    behind = cases_by_merge(merges, reader=user)
    missing = Case.objects.visible_to(user).filter(pk__in={case.pk for case in behind.values()})
    told = {case.pk: case for case in _told(missing, user.pk, at.date())} | cases
    return {merge: told[case.pk] for merge, case in behind.items()} | told


def _cases(user, at, day, until):
    working = Allocation.objects.filter(worker=user, until=None, case__ended_on=None)
    due = Item.objects.open().filter(owner=user, due__lte=until)
    # One list of ids: where the two are joined by OR, PostgreSQL reads all cases there are.
    hers = working.order_by().values("case").union(due.order_by().values("subject"))
    return _told(Case.objects.filter(pk__in=hers).filter(pk__in=seen_by(user, at)), user, day)


def _told(cases, user, day):
    """With what Today tells of each: whether she works on it, the days on which a crime happened,
    the last try of this day; which agreement counts for a silence, and when they last spoke."""
    working = Allocation.objects.filter(case=OuterRef("pk"), worker=user, until=None)
    told = Contact.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    tries = told.exclude(reached="yes").filter(on=day).exclude(at=None)
    agreed = Unreachable.objects.filter(case=OuterRef("pk"))
    crimes = CaseCrime.objects.filter(case=OuterRef("pk"), event__on__lt=day).values("case")
    shown = cases.select_related("person").defer("told", "ending_summary", *beyond_a_list("person"))
    return shown.order_by("pk").annotate(
        **at_hand(day),
        hers=Exists(working),
        crime_days=Subquery(crimes.annotate(days=InOneColumn("event__on")).values("days")),
        tried_at=Subquery(tries.order_by("-at").values("at")[:1]),
        agreed=Subquery(agreed.order_by("-at").values("pk")[:1]),
        spoken_on=Subquery(told.filter(reached="yes").order_by("-on").values("on")[:1]),
    )


_CASES = Prepared(_cases, user=UUIDField(), at=DateTimeField(), day=DateField(), until=DateField())


def _supported(cases):
    mine = (case for case in cases.values() if case.hers and case.is_open and not case.person.dead)
    return {case.pk: case for case in mine}


def _behind(items, cases):
    supported = _supported(cases)
    agreed = [case.agreed for case in supported.values() if case.agreed]
    dates = DifficultDate.objects.filter(case__in=supported, withdrawn_at=None)
    wanted = [
        (model.objects.filter(pk__in=[item.source for item in items if item.kind == kind]), names)
        for kind, (model, names) in BEHIND.items()
        if any(item.kind == kind for item in items)
    ]
    wanted += [(Unreachable.objects.filter(pk__in=agreed), PLAN)] if agreed else []
    wanted += [(dates, ("case", "what", "day", "words"))] if supported else []
    for row in (found := rows_together(*wanted)):
        row.case = cases[row.case_id]
    return found
