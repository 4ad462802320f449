"""Possible duplicates and conflicts, for those who may know of both sides."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.sight.queries import (
    hidden_from,
    standing_cases,
    to_show,
    workers_of,
)
from alongside.casework.intake.alike.commands import DIFFERENT, SAME_PERSON
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.intake.queries import open_to
from alongside.casework.people.models import Person, Wall
from alongside.casework.people.weighing.words import in_words
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item

LONGEST = 20
COMPARED = ("known_as", "given_names", "family_name", "birth_date", "languages", "postcode")


@dataclass(frozen=True)
class Side:
    """Somebody who is here already: by her case, or by another referral that waits."""

    likeness: Likeness
    person: Person
    case: Case | None
    referral: Referral | None
    sees: bool
    workers: list[User]

    @property
    def in_words(self) -> str:
        """How far they agree. Which other name it is, and which number, is never said; whether she
        lives where the referral says, to those alone who see her case."""
        return in_words(self.likeness.band, self.likeness.agreement, place=self.sees)


def sides_of(referral: Referral, *, reader: User) -> list[Side]:
    """Those she may know of, each once, by the record that is most like her. Of whom a wall or a
    sensitive case hides, nothing shows."""
    found = Likeness.objects.filter(referral=referral).exclude(answer=DIFFERENT)
    found = found.exclude(person__in=hidden_from(reader))
    found = found.select_related("person", "answered_by").order_by("-bits", "pk")
    likenesses = list(found[:LONGEST])
    people = [likeness.person_id for likeness in likenesses]
    cases = standing_cases(people)
    seen = Case.objects.visible_to(reader).filter(person__in=people)
    visible = set(seen.values_list("pk", flat=True))
    waiting = open_to(reader, Referral.objects.undecided().filter(person__in=people))
    referrals = {each.person_id: each for each in waiting}
    workers = workers_of([case.pk for some in cases.values() for case in some])
    sides, leads = [], set()
    for likeness in likenesses:
        hers, other = cases.get(likeness.person_id, []), referrals.get(likeness.person_id)
        if likeness.person.lead_id in leads or not (hers or other):
            continue
        leads |= {likeness.person.lead_id} - {None}
        case = to_show(hers, visible)
        beside = workers.get(case.pk, []) if case else []
        sees = case is None or case.pk in visible
        sides.append(Side(likeness, likeness.person, case, other, sees, beside))
    return sides


def side_of(referral: Referral, likeness_id: UUID, *, reader: User) -> Side:
    """One of them; else 404."""
    for side in sides_of(referral, reader=reader):
        if side.likeness.pk == likeness_id:
            return side
    raise Http404


def open_cases_in_sight(referral: Referral, *, reader: User) -> list[Case]:
    """Of the person herself, where the referral stands with her record."""
    hers = Case.objects.visible_to(reader).open().filter(person=referral.person_id)
    return list(hers.order_by("-opened_on")[:LONGEST])


def asked_about(case: Case, *, reader: User) -> list[Likeness]:
    """Of whom she was asked whether it is the person of this case."""
    asked = Item.objects.open().about(case, SAME_PERSON).filter(owner=reader.pk)
    found = Likeness.objects.filter(pk__in=asked.values("source"), person=case.person_id)
    found = found.exclude(referral__person__in=Wall.objects.of(reader))
    return list(found.select_related("referral__person"))


def conflicts_for(user: User) -> QuerySet[Conflict]:
    """Those nobody has looked at, of people neither of whom is behind a wall for her; sensitive
    cases for those alone who may know of them; of two cases none that she works on herself."""
    walled = Wall.objects.of(user)
    visible = Case.objects.visible_to(user).values("pk")
    mine = Allocation.objects.filter(worker=user, until=None).values("case")
    found = Conflict.objects.filter(looked_at=None)
    for side in ("case", "other"):
        secret = Q(**{f"{side}__sensitive": True}) & ~Q(**{f"{side}__in": visible})
        hers = Q(other__isnull=False, **{f"{side}__in": mine})
        found = found.exclude(secret | hers | Q(**{f"{side}__person__in": walled}))
    found = found.exclude(referral__person__in=walled)
    whole = found.select_related("referral__person", "case__person", "other__person")
    return whole.order_by("found_at")


def conflict_of(conflict_id: UUID, *, user: User) -> Conflict:
    """One of them; else 404."""
    return get_object_or_404(conflicts_for(user), pk=conflict_id)
