"""Finding owners by tokens, the rarest first, and telling nobody of those they may not know of."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

import structlog

from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.ciphers import place_of_card
from alongside.foundation.vault.index.nearest.reading import Clues, Lists
from alongside.foundation.vault.index.nearest.scores import Scores, from_the_best
from alongside.foundation.vault.index.recent import Moved
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken, Sealed, Tampered

TRIES = 20  # a search takes milliseconds, and folds come minutes apart
NOBODYS = 0  # asked about where nobody is met, so that it costs what somebody hidden does
FIRST_LOOK, LARGEST_LOOK = 100, 2000  # how many owners are asked about at once

__all__ = ["Clues"]  # and what stands below
Keep = Callable[[list[UUID]], set[UUID]]


@dataclass(frozen=True)
class Found:
    """An owner with the card that a list of results shows. The score compares within one search:
    each token that matched counts the more, the fewer owners stand under it."""

    owner: UUID
    score: float
    card: dict[str, Any]


def find(
    clues: Clues, *, keep: Keep | None = None, limit: int = 80, budget: int = 20_000
) -> list[Found]:
    """The best `limit`, best first. `keep` says of some owners which of them the asker may know
    of, before any place is given away. Of what need not match the rarest tokens are read until
    `budget` numbers were met, and at least the rarest of all and of each word. Raises Tampered."""
    for _ in range(TRIES):
        standing = tables.standing()
        if standing is None:
            return []
        found = _found(standing, clues, keep, limit, budget)
        if builds.stamp() == (standing.generation, standing.folds):
            if found is None:
                raise Tampered("index.block")
            return found
    raise Moved


def _found(standing, clues, keep, limit, budget):
    """None where a piece is missing, because others fold at this moment or because it was taken."""
    try:
        lists = Lists(standing, clues.tokens)
        return _shown(lists.scores(clues, budget), keep, limit)
    except Moved:
        return None


def _shown(scores, keep, limit):
    found: list[Found] = []
    for some in _looks(scores, limit if keep is None else FIRST_LOOK):
        if keep is not None:
            owners = tables.owners(some)
            kept = keep(list(owners.values()))
            some = [number for number in some if owners.get(number) in kept]
        while some and len(found) < limit:
            taken, some = some[: limit - len(found)], some[limit - len(found) :]
            found += _opened(taken, scores)
        if len(found) >= limit:
            break
    return found


def _looks(scores: Scores, size: int) -> Iterator[list[int]]:
    """Numbers, best first, in portions that grow up to a bound."""
    best = from_the_best(scores, size)
    yield list(islice(best, size)) or [NOBODYS]
    while some := list(islice(best, size := min(4 * size, LARGEST_LOOK))):
        yield some


def _opened(numbers: Iterable[int], scores: Scores) -> list[Found]:
    cards = tables.cards(list(numbers))
    sealed = [(number, *cards[number]) for number in numbers if number in cards]
    shut = [(number, owner, Sealed(card)) for number, owner, card in sealed if card]
    return [
        Found(owner, scores[number], card)
        for number, owner, one in shut
        if (card := _card(owner, one)) is not None
    ]


def _card(owner, sealed):
    try:
        return json.loads(sealed.open(place_of_card(owner)))
    except KeyGone:
        return None
    except SealBroken:  # one that was damaged hides itself alone; a check of the index names it
        structlog.get_logger().error("a card of the search index is damaged")
        return None
