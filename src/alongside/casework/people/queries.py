"""What pages show of a person and of the ways to reach her."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.people.models import ContactPoint, Person


def person_of(person_id: UUID) -> Person:
    """As she stands in the file now; a form works on a copy of its own."""
    return Person.objects.get(pk=person_id)


def contact_point_of(person: Person, point_id: UUID) -> ContactPoint:
    """One of her numbers that is still in use; else 404."""
    point = get_object_or_404(person.contact_points.current(), pk=point_id)
    point.person = person
    return point
