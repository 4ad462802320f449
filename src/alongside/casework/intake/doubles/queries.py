"""Who may be here twice, for those who may know of both; and what weighs how much here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.casework.cases.models import Case
from alongside.casework.intake.alike.queries import workers_of
from alongside.casework.intake.models import Conflict, Double, Sweep
from alongside.casework.intake.sides.among import sides_among
from alongside.casework.keeping.guards import erased
from alongside.casework.people.models import Person, Wall
from alongside.casework.people.weighing.weights import SHIPPED, Coefficients
from alongside.casework.people.weighing.words import in_words
from alongside.foundation.accounts.models import User

LONGEST = 50
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Half:
    """One of the two: by a case of hers, the one that runs and is in sight before all others."""

    person: Person
    case: Case
    sees: bool
    workers: list[User]


@dataclass(frozen=True)
class Row:
    """Two who may be one. Where they live is said to those alone who see both cases."""

    double: Double
    halves: tuple[Half, Half]

    @property
    def sees_both(self) -> bool:
        return all(half.sees for half in self.halves)

    @property
    def in_words(self) -> str:
        return in_words(self.double.band, self.double.agreement, place=self.sees_both)


def weights_now() -> Coefficients:
    """As the last sweep learnt them that had pairs enough; until then ours."""
    learnt = Sweep.objects.exclude(weights=None).order_by("-ended_at").first()
    return Coefficients(**learnt.weights) if learnt and learnt.weights else SHIPPED


def two_sides_of_people() -> set[Pair]:
    """Whose cases are, or may be, two sides of one crime: smaller id first."""
    told = Conflict.objects.exclude(case=None)
    pairs = told.values_list("case__person", "other__person", "referral__person")
    return {_ordered(one, two) for one, *others in pairs for two in others if two}


def _ordered(one, two):
    return (one, two) if one < two else (two, one)


def doubles_for(reader: User) -> list[Row]:
    """Those nobody has answered, most likely first. Of whom a wall or a sensitive case hides
    nothing shows, and nothing of two sides of one crime: neither of those that were noted, nor of
    those that stand there today."""
    walled, visible = Wall.objects.of(reader), Case.objects.visible_to(reader)
    secret = Case.objects.filter(sensitive=True).exclude(pk__in=visible.values("pk"))
    hidden = Person.objects.filter(Q(pk__in=walled) | Q(pk__in=secret.values("person")))
    found = Double.objects.filter(answer="").exclude(person__in=hidden).exclude(other__in=hidden)
    apart = two_sides_of_people()
    ordered = found.select_related("person", "other").order_by("-bits", "pk")
    doubles = [one for one in ordered[: 2 * LONGEST] if _ids(one) not in apart][:LONGEST]
    apart = sides_among(map(_ids, doubles))
    doubles = [one for one in doubles if _ids(one) not in apart]
    return list(_rows(doubles, set(visible.values_list("pk", flat=True))))


def _ids(double):
    return _ordered(double.person_id, double.other_id)


def _rows(doubles, visible):
    people = {pk for double in doubles for pk in _ids(double)}
    cases: dict[Any, list[Case]] = {}
    standing = Case.objects.filter(~erased("person", "pk"), person__in=people)
    for case in standing.order_by("ended_on", "-opened_on"):
        cases.setdefault(case.person_id, []).append(case)
    workers = workers_of([case for some in cases.values() for case in some])
    for double in doubles:
        pair = (double.person, double.other)
        if all(each.pk in cases for each in pair):
            yield Row(double, tuple(_half(each, cases[each.pk], visible, workers) for each in pair))


def _half(person, cases, visible, workers):
    case = min(cases, key=lambda case: (case.ended_on is not None, case.pk not in visible))
    return Half(person, case, case.pk in visible, workers.get(case.pk, []))


def row_of(double_id: UUID, *, reader: User) -> Row:
    """One of them whose cases she both sees; else 404."""
    for row in doubles_for(reader):
        if row.double.pk == double_id and row.sees_both:
            return row
    raise Http404
