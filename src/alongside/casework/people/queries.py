"""What pages show of a person and of the ways to reach her."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.people.models import ContactPoint, Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.fields import SealedText

Told = TypeVar("Told", bound=Model)

ON_A_LIST = ("known_as", "given_names", "family_name", "birth_date")


def beyond_a_list(person: str) -> list[str]:
    """For `defer()`: what stands sealed of the person of that name, and what no list shows."""
    sealed = [field.name for field in Person._meta.fields if isinstance(field, SealedText)]
    return [f"{person}__{name}" for name in sealed if name not in ON_A_LIST]


def person_of(person_id: UUID) -> Person:
    """As she stands in the file now; a form works on a copy of its own."""
    return Person.objects.get(pk=person_id)


def contact_point_of(person: Person, point_id: UUID) -> ContactPoint:
    """One of her numbers that is still in use; else 404."""
    point = get_object_or_404(person.contact_points.current(), pk=point_id)
    point.person = person
    return point


def row_of(kind: type[Told], person: Person) -> Told | None:
    """What she told of one kind, of which there is one row at most."""
    row = kind._default_manager.filter(person=person).first()
    if row is not None:
        row.person = person  # type: ignore[attr-defined]
    return row


def unwalled(staff: QuerySet[User], person: Person) -> QuerySet[User]:
    """Of these, whoever may know that the person is here."""
    return staff.exclude(pk__in=Wall.objects.around(person.pk).values("user"))
