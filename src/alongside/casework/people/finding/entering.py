"""Keeping the index true: whoever is added or changed stands in it before the deed is done."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from alongside.casework.people.finding.cards import traits_of
from alongside.casework.people.models import Person
from alongside.foundation.vault.index.writing import Entered, enter, enter_many, leave
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken


def enter_anew(person_id: UUID) -> None:
    """As she stands in the file now; whoever changes her at the same moment waits, so that the
    last to enter her knows of both changes."""
    people = Person.objects.select_for_update().prefetch_related("contact_points")
    person = people.get(pk=person_id)
    if (entered := entry_of(person)) is None:
        leave(person_id)
    else:
        enter(entered.owner, entered.tokens, entered.card, key_id=entered.key_id)


def enter_all_anew(people: Iterable[UUID]) -> None:
    """Many at once; none of them may have left."""
    kept = Person.objects.select_for_update().filter(pk__in=set(people)).order_by("pk")
    enter_many(entries_of(kept.prefetch_related("contact_points")))


def entries_of(people: Iterable[Person]) -> Iterator[Entered]:
    """Of each who can still be read; her contact points should be at hand."""
    for person in people:
        if (entered := entry_of(person)) is not None:
            yield entered


def entry_of(person: Person) -> Entered | None:
    """None for somebody who was erased, or whose words cannot be trusted: she is not found."""
    with suppress(KeyGone, SealBroken):
        traits = traits_of(person)
        return Entered(person.pk, traits.tokens(), traits.card(), person.key_id)
    return None
