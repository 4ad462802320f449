"""Who may be here twice, for those who may know of both; and what weighs how much here."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.http import Http404

from alongside.casework.cases.models import Case
from alongside.casework.cases.sight.queries import (
    hidden_from,
    standing_cases,
    to_show,
    workers_of,
)
from alongside.casework.intake.models import Conflict, Double, Sweep
from alongside.casework.intake.sides.among import sides_among
from alongside.casework.people.models import Merge, Person
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
    waiting: Merge | None = None  # it was proposed that they are one

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
    """Those nobody has answered, here or where records are brought together, most likely first. Of
    whom a wall or a sensitive case hides nothing shows, and nothing of two sides of one crime:
    neither of those that were noted, nor of those that stand there today."""
    hidden = hidden_from(reader)
    found = Double.objects.filter(answer="").exclude(person__in=hidden).exclude(other__in=hidden)
    found = found.exclude(person__lead=F("other__lead")).exclude(_answered())
    apart = two_sides_of_people()
    ordered = found.select_related("person", "other").order_by("-bits", "pk")
    doubles = [one for one in ordered[: 2 * LONGEST] if _ids(one) not in apart][:LONGEST]
    apart = sides_among(map(_ids, doubles))
    doubles = [one for one in doubles if _ids(one) not in apart]
    return list(_rows(doubles, reader))


def _answered():
    merges = Merge.objects.answered()
    return Exists(merges.filter(person=OuterRef("person"), other=OuterRef("other")))


def _ids(double):
    return _ordered(double.person_id, double.other_id)


def _rows(doubles, reader):
    people = {pk for double in doubles for pk in _ids(double)}
    cases = standing_cases(people)
    seen = Case.objects.visible_to(reader).filter(person__in=people)
    visible = set(seen.values_list("pk", flat=True))
    workers = workers_of([case.pk for some in cases.values() for case in some])
    waiting = Merge.objects.waiting().filter(person__in=people).select_related("proposed_by")
    proposed = {(merge.person_id, merge.other_id): merge for merge in waiting}
    for double in doubles:
        pair = (double.person, double.other)
        if all(each.pk in cases for each in pair):
            halves = tuple(_half(each, cases[each.pk], visible, workers) for each in pair)
            yield Row(double, halves, proposed.get(_ids(double)))


def _half(person, cases, visible, workers):
    case = to_show(cases, visible)
    return Half(person, case, case.pk in visible, workers.get(case.pk, []))


def row_of(double_id: UUID, *, reader: User) -> Row:
    """One of them whose cases she both sees; else 404."""
    for row in doubles_for(reader):
        if row.double.pk == double_id and row.sees_both:
            return row
    raise Http404
