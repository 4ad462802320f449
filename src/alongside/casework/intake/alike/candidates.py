"""Who may be somebody else: the few with whom the sealed index finds most in common, opened."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from uuid import UUID

from django.db.models import Q

from alongside.casework.intake.models import LISTED, WAITING
from alongside.casework.people.finding.cards import Traits, traits_of
from alongside.casework.people.finding.tokens import token_of_birth
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.known import known_of
from alongside.casework.people.weighing.levels import Known
from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken

OF_EACH = 10  # candidates: of those who share something of few people, and of all
OF_FEW = ("d:", "t7:", "c:", "m:")  # birth date, seven digits, postcode, e-mail address
SOUNDS = ("p:", "u:")
AT_ONCE = 40  # people whose candidates are opened together
Paired = tuple[Person, Known, Person, Known]


def paired(people: Iterable[Person], *, waiting: bool = True) -> Iterator[Paired]:
    """Each with the candidates that have a case here or, where `waiting`, a referral that waits."""
    some: list[Person] = []
    for person in people:
        some.append(person)
        if len(some) == AT_ONCE:
            yield from _opened(some, waiting)
            some = []
    yield from _opened(some, waiting)


def _opened(some, waiting):
    beside = {person.pk: _beside(person, waiting) for person in some}
    ids = {pk for found in beside.values() for pk in found}
    found = Person.objects.filter(pk__in=ids).prefetch_related("contact_points")
    others = {person.pk: person for person in found}
    for person in (*others.values(), *some):
        ring.expect(person.key_id)
    known = {pk: known_of(person) for pk, person in others.items()}
    for person in some:
        mine = known_of(person)
        for pk in beside[person.pk]:
            if pk in others:
                yield person, mine, others[pk], known[pk]
    ring.clear()


def _beside(person: Person, waiting: bool) -> list[UUID]:
    """Nobody for whoever was erased or cannot be read."""
    with suppress(KeyGone, SealBroken):
        keep = partial(_here, but=person.pk, waiting=waiting)
        found = (
            one.owner
            for clues in clues_of(traits_of(person))
            for one in find(clues, keep=keep, limit=OF_EACH)
        )
        return list(dict.fromkeys(found))
    return []


def clues_of(traits: Traits) -> Iterator[Clues]:
    """First those of her birth date, of a number or of her postcode, ranked by the sound of the
    name too; then the nearest in all. By the sum alone a birth date counts less than the many
    forms of one name, and whoever comes with her name misspelt stands behind her namesakes."""
    tokens = frozenset({*traits.tokens(), *_turned(traits.born)})
    if shared := frozenset(token for token in tokens if token.startswith(OF_FEW)):
        sounds = frozenset(token for token in tokens if token.startswith(SOUNDS))
        yield Clues(shared | sounds, must=(shared,))
    yield Clues(tokens)


def _turned(born):
    """Day and month changed round, where there is such a day."""
    if born:
        with suppress(ValueError):
            yield token_of_birth(born.replace(month=born.day, day=born.month))


def _here(ids: list[UUID], *, but: UUID, waiting: bool) -> set[UUID]:
    here = Q(cases__isnull=False)
    if waiting:
        here |= Q(referrals__state__in=(WAITING, LISTED))
    people = Person.objects.filter(here, pk__in=ids).exclude(pk=but)
    return set(people.values_list("pk", flat=True))
