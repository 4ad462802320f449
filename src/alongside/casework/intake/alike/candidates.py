"""Who may be somebody else: the few with whom the sealed index finds most in common, opened."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.intake.models import Referral
from alongside.casework.people.finding.cards import FoundBy, found_by
from alongside.casework.people.finding.tokens import token_of_birth
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.known import known_of_many
from alongside.casework.people.weighing.levels import Known
from alongside.foundation.vault.index.finding import Clues
from alongside.foundation.vault.index.nearest.finding import nearest
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken

OF_EACH = 10  # candidates: of those who share something of few people, and of all
OF_FEW = ("d:", "t7:", "c:", "m:")  # birth date, seven digits, postcode, e-mail address
SOUNDS = ("p:", "u:")
AT_ONCE = 60  # people whose candidates are looked for and opened together
BUDGET = 5_000  # numbers of people that are met in the lists for one ranking
Paired = tuple[Person, Known, UUID, Known]


def paired(people: Iterable[Person], *, waiting: bool = True) -> Iterator[Paired]:
    """Each with the candidates that have a case here or, where `waiting`, a referral that waits."""
    for some in _batched(people, AT_ONCE):
        yield from _opened(some, waiting)
        ring.clear()


def _opened(some, waiting):
    for person in some:
        ring.expect(person.key_id)
    asked = {person.pk: clues for person in some if (clues := _clues_of(person))}
    beside = nearest(asked, keep=partial(_here, waiting=waiting), limit=OF_EACH, budget=BUDGET)
    others = {pk for found in beside.values() for pk in found}
    known = known_of_many(others | {*beside})
    for person in some:
        for pk in beside.get(person.pk, ()):
            if pk in known and person.pk in known:
                yield person, known[person.pk], pk, known[pk]


def _clues_of(person: Person) -> list[Clues]:
    """None of whoever was erased or cannot be read."""
    with suppress(KeyGone, SealBroken):
        return list(clues_of(found_by(person)))
    return []


def _batched(people: Iterable[Person], size: int) -> Iterator[list[Person]]:
    waiting = iter(people)
    while some := list(islice(waiting, size)):
        yield some


def clues_of(traits: FoundBy) -> Iterator[Clues]:
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


def _here(ids: list[UUID], *, waiting: bool) -> set[UUID]:
    here = set(Case.objects.filter(person__in=ids).values_list("person", flat=True))
    if waiting:
        undecided = Referral.objects.undecided().filter(person__in=ids)
        here |= set(undecided.values_list("person", flat=True))
    return here
