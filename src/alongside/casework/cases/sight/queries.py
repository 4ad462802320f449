"""Somebody by her cases: what of her one reader may know of, and by which case she is shown."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.keeping.guards import erased
from alongside.casework.people.merging.records import with_their_others
from alongside.casework.people.models import Person, Wall
from alongside.foundation.accounts.models import User


def kept_from(reader: User) -> QuerySet[Case]:
    """Sensitive cases that are not open to this reader."""
    visible = Case.objects.visible_to(reader).values("pk")
    return Case.objects.filter(sensitive=True).exclude(pk__in=visible)


def hidden_from(reader: User) -> QuerySet[Person]:
    """Of whom nothing at all shows to this reader: a wall stands between the two, or a case of hers
    is known to others alone, at whichever of her records."""
    behind, secret = Wall.objects.of(reader), with_their_others(kept_from(reader))
    return Person.objects.filter(Q(pk__in=behind) | Q(pk__in=secret))


def standing_cases(people: Collection[UUID]) -> dict[UUID, list[Case]]:
    """By person, those that were not erased: open ones first, the newest before all."""
    found: dict[UUID, list[Case]] = {}
    standing = Case.objects.filter(~erased("person", "pk"), person__in=people)
    for case in standing.order_by("-opened_on", "pk"):
        found.setdefault(case.person_id, []).append(case)
    for cases in found.values():
        cases.sort(key=lambda case: case.ended_on is not None)
    return found


def to_show(cases: Iterable[Case], visible: Collection[UUID]) -> Case | None:
    """The one by which she is shown: one that is open and in sight before all others."""
    return min(
        cases, key=lambda case: (case.ended_on is not None, case.pk not in visible), default=None
    )


def workers_of(cases: Collection[UUID]) -> dict[UUID, list[User]]:
    """By case, whoever stands beside its person now, the first of them first."""
    working = Allocation.objects.filter(case__in=cases, until=None).select_related("worker")
    found: dict[UUID, list[User]] = {}
    for allocation in working.order_by("since", "pk"):
        found.setdefault(allocation.case_id, []).append(allocation.worker)
    return found
