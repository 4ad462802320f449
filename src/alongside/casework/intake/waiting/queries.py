"""Who waits, with whom, and how they stand; for those who may know of them and for nobody else."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    When,
)
from django.shortcuts import get_object_or_404

from alongside.casework.cases.together.circumstances import in_all_cases_of
from alongside.casework.intake.queries import in_sight_of
from alongside.casework.intake.waiting.models import SafetyCall, Wait
from alongside.casework.intake.waiting.timing import REVIEW, SAFETY_CALL
from alongside.casework.people.about.children import is_child
from alongside.casework.people.merging.points import points_of_all
from alongside.casework.people.models import Child, Person, Wall
from alongside.casework.people.safe_contact import (
    Circumstances,
    Standing,
    best_of,
    never,
    standings_of,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import pack
from alongside.foundation.ui.paging import Page, page_of


@dataclass(frozen=True)
class Around:
    """Somebody who waits, in the shape in which the parts about safe contact ask for a case."""

    person: Person
    standings: list[Standing]
    is_open: bool = True

    @property
    def standing(self) -> Standing:
        return best_of(self.standings)

    @property
    def never(self) -> list[str]:
        return never(self.standing, self.standings)

    @property
    def first_contact_script(self) -> dict[str, str]:
        """Step by step what the pack says, with the name to ask for."""
        return pack().safe_contact.script_for(self.person.first_name)


@dataclass(frozen=True)
class Row:
    """One who waits, as this reader may see it."""

    wait: Wait
    worker: User
    danger: str
    review_on: date
    answered: bool = True
    called: SafetyCall | None = None
    items: dict[str, Item] = field(default_factory=dict)
    around: Around | None = None

    @property
    def person(self) -> Person:
        return self.wait.referral.person

    @property
    def days(self) -> int:
        """For how many days they have waited."""
        return (now() - self.wait.since).days

    @property
    def review_late(self) -> int:
        """By how many days the review is overdue; 0 or less where it is not."""
        return (today() - self.review_on).days

    @property
    def call(self) -> Item | None:
        return self.items.get(SAFETY_CALL)

    @property
    def call_late(self) -> int | None:
        """Likewise for the call; none where none is asked for."""
        return (today() - self.call.due).days if self.call else None


def waits_in_sight(user: User) -> QuerySet[Wait]:
    """Those of referrals in sight; for whoever is behind a wall that fell by itself, what she
    brought in stays, and shows as it was then."""
    waits = Wait.objects.open().filter(_in_sight(user))
    return waits.select_related("referral__person", "worker", "chosen")


def list_page(*, for_user: User, after: str | None) -> Page:
    """The highest danger first, then who has waited longest; for whoever may not know of a person
    by the danger that she wrote herself, so that the place on the list tells her nothing."""
    theirs = When(referral__person__in=Wall.objects.of(for_user), then=F("referral__urgency"))
    number = PositiveSmallIntegerField()
    waits = waits_in_sight(for_user)
    waits = waits.annotate(place=Case(theirs, default=F("urgency"), output_field=number))
    page = page_of(waits, by=["-place", "since"], after=after)
    return Page(rows_of(page.rows, for_user), page.next_after)


def rows_of(waits: list[Wait], reader: User) -> list[Row]:
    """As this reader may see them, in four statements."""
    walls = _walls_around([wait.referral.person for wait in waits])
    called: dict[UUID, SafetyCall] = {}
    for call in SafetyCall.objects.filter(wait__in=waits).select_related("by").order_by("at"):
        called[call.wait_id] = call
    items: dict[UUID, dict[str, Item]] = {}
    for item in Item.objects.open().asked_for_by(waits):
        items.setdefault(item.source, {})[item.kind] = item
    rows = []
    for wait in waits:
        person = _one_for_all(wait.referral.person)
        if (person, reader.pk) in walls:
            rows.append(_as_it_began(wait))
            continue
        free = wait.worker.is_active and (person, wait.worker_id) not in walls
        last = called.get(wait.pk)
        if last:
            last.wait = wait
        mine = items.get(wait.pk, {})
        rows.append(Row(wait, wait.worker, wait.danger, wait.review_on, free, last, mine))
    return rows


def _walls_around(people):
    """Whom each keeps out, by the one of her records that stands for all of them."""
    hers = Q(person__in=people) | Q(person__lead__in=[p.lead_id for p in people if p.lead_id])
    walls = Wall.objects.standing().filter(hers).values_list("person", "person__lead", "user")
    return {(lead or person, user) for person, lead, user in walls}


def _one_for_all(person):
    return person.lead_id or person.pk


def _as_it_began(wait):
    """For whoever may not know of the person: what she was told herself, and nothing after it."""
    shown = wait.chosen or wait.worker
    return Row(wait, shown, wait.referral.danger, wait.review_on)


def _in_sight(user):
    # Asked of each that waits: a list of every referral in sight would grow with the house.
    return Exists(in_sight_of(user).filter(pk=OuterRef("referral")))


def counts_listed(user: User) -> dict[str, int]:
    """How many wait, for how many the review is overdue, and for how many nobody answers."""
    waits = Wait.objects.open().filter(_in_sight(user))
    walled = Wall.objects.beside("referral__person").filter(user=OuterRef("worker"))
    return waits.aggregate(
        listed=Count("pk"),
        late=Count("pk", filter=Q(review_on__lt=today())),
        high=Count("pk", filter=Q(danger="high")),
        alone=Count("pk", filter=Q(worker__is_active=False) | Q(Exists(walled))),
    )


def waits_with(user: User) -> list[Row]:
    """For her day: those for whom she answers, or for whom she stands in; the danger first. One
    statement where there is nobody."""
    hers = _hers(waits_in_sight(user).exclude(referral__person__in=Wall.objects.of(user)), user)
    waits = list(hers.order_by("-urgency", "since")[:50])
    if not waits:
        return []
    around = _around({wait.pk: wait for wait in waits})
    return [replace(row, around=around[row.wait.pk]) for row in rows_of(waits, user)]


def _hers(waits, user):
    asked = Item.objects.open().filter(owner=user.pk, kind__in=(SAFETY_CALL, REVIEW))
    return waits.filter(Q(worker=user) | Q(pk__in=asked.values("source")))


def wait_for(wait_id: UUID, *, user: User) -> Wait:
    """One that runs and for which she answers or stands in; else 404, as behind a wall."""
    free = Wait.objects.open().exclude(referral__person__in=Wall.objects.of(user))
    about = ("referral__person", "referral__programme", "referral__decided_by", "worker")
    return get_object_or_404(_hers(free, user).select_related(*about), pk=wait_id)


def answers_for(user: User, wait: Wait) -> bool:
    """Whether she is the one who calls: the named worker, or who stands in for her."""
    asked = Item.objects.open().filter(owner=user.pk, source=wait.pk, kind=SAFETY_CALL)
    return wait.worker_id == user.pk or asked.exists()


def around(wait: Wait) -> Around:
    """How she stands for a call at this moment."""
    return _around({wait.pk: wait})[wait.pk]


def _around(waits: dict[UUID, Wait]) -> dict[UUID, Around]:
    """Of many, in two statements."""
    at: datetime = now()
    people: dict[Any, Person] = {
        wait.referral.person_id: wait.referral.person for wait in waits.values()
    }
    points = points_of_all(people.values())
    answered = Child.objects.answered().filter(person__in=people)
    asked = set(answered.values_list("person", flat=True))
    found, beside = {}, in_all_cases_of(people.values())
    for pk, wait in waits.items():
        referral = wait.referral
        child = is_child(referral.person, (), today()) and referral.person_id not in asked
        crimes = frozenset([referral.crime] if referral.crime else [])
        others = tuple(beside.get(referral.person_id, {}).values())
        circumstances = Circumstances(wait.danger, crimes, child, referral.person.dead, others)
        mine = points.get(referral.person_id, [])
        found[pk] = Around(referral.person, standings_of(mine, circumstances, at=at))
    return found


def waiting_by_worker(workers: Collection[User], reader: User) -> dict[UUID, int]:
    """On the team's page: for how many each of them answers, as far as this reader may know."""
    known = waits_in_sight(reader).exclude(referral__person__in=Wall.objects.of(reader))
    waits = known.filter(worker__in=workers).select_related(None)
    rows = waits.order_by().values("worker").annotate(many=Count("pk"))
    return {row["worker"]: row["many"] for row in rows}


def dates_of(user: User, *, to: User) -> QuerySet[Item]:
    """What stands on her day for those who wait with her, and that may stand on another's: nothing
    of people behind a wall before them."""
    free = Wait.objects.open().exclude(referral__person__in=Wall.objects.of(to))
    asked = Item.objects.open().filter(owner=user.pk, kind__in=(SAFETY_CALL, REVIEW))
    return asked.filter(source__in=free.values("pk"))
