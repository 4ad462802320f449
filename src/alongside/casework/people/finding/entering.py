"""Keeping the index true: whoever is added or changed stands in it before the deed is done."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from alongside.casework.people.finding.cards import FOUND_BY, found_by
from alongside.casework.people.finding.newborn import newborn
from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.audit.trail import at_the_end
from alongside.foundation.vault.erasing import living_keys
from alongside.foundation.vault.index.writing import Entered, enter_many, leave
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken


def enter_anew(*people: UUID) -> None:
    """At the end of the command that changes them, each once, as they stand in the file then."""
    for person in people:
        newborn.forget(person)
        at_the_end(enter_now, person)


def enter_newborn(people: Iterable[Person]) -> None:
    """The same for those who came in with this transaction: nobody else can know of them yet, so
    they are taken as they are in memory, unless something more is said of them meanwhile."""
    for person in people:
        newborn.remember(person)
        at_the_end(enter_now, person.pk)


def enter_with_points(points: Iterable[ContactPoint]) -> None:
    """Of whoever came in with this transaction the points are known now; others are read."""
    for point in points:
        if not newborn.add(point):
            enter_anew(point.person_id)


def enter_now(people: Collection[UUID]) -> None:
    """Whoever changes one of them at the same moment waits, so that the last to enter her knows of
    both changes. Who was erased leaves; who is not here any more has left. Raises KeyGone where
    she was erased while this was being saved: then nothing of it may be kept."""
    remembered = newborn.taken(people)
    with transaction.atomic():
        entries = {pk: entry_of(*remembered[pk]) for pk in _still_here(remembered)}
        if others := [person for person in people if person not in remembered]:
            here = list(findable().select_for_update(no_key=True).filter(pk__in=others))
            _none_erased_meanwhile(here)
            entries |= {person.pk: entry_of(person) for person in here}
        enter_many(entry for entry in entries.values() if entry)
        for owner, entry in entries.items():
            if entry is None:
                leave(owner)


def _none_erased_meanwhile(here: list[Person]) -> None:
    """Whoever has waited may hold a key that is destroyed by now."""
    living = living_keys(person.pk for person in here)
    for person in here:
        if person.pk not in living and ring.keys.get(person.key_id):
            raise KeyGone(person.key_id)


def _still_here(remembered):
    """What was undone within the transaction is not here."""
    here = Person.objects.filter(pk__in=remembered).values_list("pk", flat=True)
    return list(here) if remembered else []


def findable() -> QuerySet[Person]:
    """People with what they are found by and nothing else, in the order of their ids."""
    points = ContactPoint.objects.only("person_id", "kind", "value", "withdrawn_at")
    people = Person.objects.only("key_id", *FOUND_BY).order_by("pk")
    return people.prefetch_related(Prefetch("contact_points", points))


def entries_of(people: Iterable[Person]) -> Iterator[Entered]:
    """Of each who can still be read; her contact points should be at hand."""
    for person in people:
        if (entered := entry_of(person)) is not None:
            yield entered


def entry_of(person: Person, points: Iterable[ContactPoint] | None = None) -> Entered | None:
    """None for somebody who was erased, or whose words cannot be trusted: she is not found."""
    with suppress(KeyGone, SealBroken):
        traits = found_by(person, points)
        return Entered(person.pk, traits.tokens(), traits.card(), person.key_id)
    return None
