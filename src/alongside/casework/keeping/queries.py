"""The holds on a person and what was kept under them, for the pages that show them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.keeping.models import Hold, Kept
from alongside.casework.people.models import Person
from alongside.foundation.ui.paging import Page, page_of


def holds_of(person: Person) -> list[Hold]:
    """Those that stand at this record, the newest first. One at another record of hers counts as
    well and is not among them: whoever reads this one need not know of the other."""
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


def kept_page_of(person: Person, case: UUID, *, after: str | None) -> Page:
    """What stood before it was changed, the newest first: of the person, and of this case alone;
    what was kept in another case of hers is shown there."""
    return page_of(_kept_in(person, case), by=["-at"], after=after)


def kept_of(person: Person, case: UUID, kept_id: UUID) -> Kept:
    """One of them; else 404."""
    return get_object_or_404(_kept_in(person, case), pk=kept_id)


def _kept_in(person: Person, case: UUID) -> QuerySet[Kept]:
    in_sight = Q(case=None) | Q(case=case)
    return Kept.objects.filter(in_sight, person=person).select_related("by")
