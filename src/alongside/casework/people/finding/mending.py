"""The index held against the people it is of: who is missing, who stands there otherwise."""

from collections.abc import Callable, Iterator
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.casework.people.finding.entering import enter_now, entries_of, entry_of, findable
from alongside.casework.people.models import Person
from alongside.foundation.audit.turn import my_turn
from alongside.foundation.vault.erasing import living_keys
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.stocktaking import standing_entries, unlike
from alongside.foundation.vault.index.writing import Entered
from alongside.foundation.vault.ring import ring

AT_ONCE = 200
MANY = 2000  # missing, from which on the whole index is built anew: that is faster than entering


def everybody(tell: Callable[[int], None] = lambda done: None) -> Iterator[Entered]:
    """All who can be found, in the order of their ids and a few hundred at a time, so that a
    million need no more memory than a thousand. `tell` hears how many were read."""
    done = 0
    for people in _portions():
        yield from entries_of(people)
        done += len(people)
        tell(done)


def missing() -> Iterator[UUID]:
    """Those who are here and were not erased, and nobody can find."""
    entered = standing_entries().filter(owner=OuterRef("pk"))
    ids = Person.objects.filter(~Exists(entered)).values_list("pk", flat=True).iterator()
    while some := list(islice(ids, AT_ONCE)):
        yield from living_keys(some)


def mend() -> int:
    """Enters whoever is missing, and answers how many. An index that was just brought in, over
    people who were here before, is built in one go."""
    found = missing()
    some = list(islice(found, MANY))
    if len(some) == MANY:
        return rebuild(everybody())
    for first in range(0, len(some), AT_ONCE):
        with my_turn():
            enter_now(some[first : first + AT_ONCE])
    return len(some)


def differences() -> Iterator[UUID]:
    """Whoever is found otherwise than she stands in the file, is missing, or is found although
    there is nothing of her any more. All are read: minutes for a million."""
    for people in _portions():
        yield from unlike({person.pk: entry_of(person) for person in people})
    here = Person.objects.filter(pk=OuterRef("owner"))
    yield from standing_entries().filter(~Exists(here)).values_list("owner", flat=True)


def _portions() -> Iterator[list[Person]]:
    after: UUID | None = None
    while True:
        rest = findable().filter(pk__gt=after) if after else findable()
        some = list(rest[:AT_ONCE])
        if not some:
            return
        yield some
        after = some[-1].pk
        ring.clear()  # or the ring would hold every key of the house in the end
