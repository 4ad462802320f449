"""The holds on a person, for the pages that show them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.keeping.models import Hold
from alongside.casework.people.models import Person


def holds_of(person: Person) -> list[Hold]:
    """Those that stand, the newest first."""
    found = list(
        Hold.objects.standing()
        .filter(person=person)
        .select_related("set_by", "lifting_asked_by")
        .order_by("-set_at")[:50]
    )
    for hold in found:
        hold.person = person
    return found


def hold_of(person: Person, hold_id: UUID) -> Hold:
    """One that stands; else 404."""
    hold = get_object_or_404(Hold.objects.standing().filter(person=person), pk=hold_id)
    hold.person = person
    return hold
