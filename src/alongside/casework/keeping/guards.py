"""What stands against destroying or rewriting something, and whether it was erased."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.casework.keeping.models import Erasure, Hold
from alongside.casework.people.merging.records import records_beside, records_of
from alongside.casework.people.merging.together import locked_together
from alongside.casework.people.models import Person
from alongside.foundation.vault.erasing import living_keys


class OnHold(Exception):
    """A hold stands on this person: nothing of hers may be erased, no entry corrected."""


def refuse_on_hold(person_id: UUID) -> None:
    """Raises OnHold. Called by every command that would erase, or correct or withdraw an entry."""
    if is_on_hold(person_id):
        raise OnHold


def is_on_hold(person_id: UUID) -> bool:
    """Whether a hold stands on this person at this moment, at whichever of her records."""
    return Hold.objects.standing().filter(person__in=records_of(person_id)).exists()


def locked(person_id: UUID) -> Person:
    """The person's row, which nobody else changes until this command is over: of a hold and an
    erasure that come at the same moment, the second sees the first. Of somebody with several
    records all are locked, for a hold at one counts at each."""
    if Person.objects.filter(pk=person_id, lead=None).exists():
        person = Person.objects.select_for_update().get(pk=person_id)
        if person.lead_id is None:
            return person
    rows = {row.pk: row for row in locked_together([person_id])}
    return rows[person_id] if person_id in rows else Person.objects.get(pk=person_id)


def still_here(people: Collection[UUID]) -> set[UUID]:
    """Which of them were not erased, and will not be before this command is over: for whoever
    writes down what was found out about them a while ago."""
    standing = Person.objects.select_for_update(no_key=True).filter(pk__in=people)
    return living_keys(standing.order_by("pk").values_list("pk", flat=True))


def on_hold(person: str, day: date | None = None) -> Exists:
    """For a query of cases or people: whether a hold stands on the person that `person` names, at
    whichever of her records."""
    return Exists(Hold.objects.standing(day).filter(person__in=records_beside(person)))


def erased(person: str, case: str) -> Exists:
    """For a query of cases: whether the keys of the case or of its person were destroyed."""
    done = Erasure.objects.exclude(destroyed_at=None)
    return Exists(done.of_case(OuterRef(person), OuterRef(case)))
