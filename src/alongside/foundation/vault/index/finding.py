"""Finding owners by tokens, the rarest first, and telling nobody of those they may not know of."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from heapq import nlargest
from math import log2
from typing import Any
from uuid import UUID

import structlog

from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.ciphers import BLOCK, place_of_card, secrets_of
from alongside.foundation.vault.index.layout import first_piece, further_piece, pieces_for
from alongside.foundation.vault.index.recent import Moved, recent_changes
from alongside.foundation.vault.index.tables import Standing
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken, Sealed, Tampered

TRIES = 20  # a search takes milliseconds, and folds come minutes apart
NOBODYS = 0  # asked about where nobody is met, so that it costs what somebody hidden does
FIRST_LOOK, LARGEST_LOOK = 100, 2000  # how many owners are asked about at once

Keep = Callable[[list[UUID]], set[UUID]]


@dataclass(frozen=True)
class Clues:
    """What is known of whoever is looked for, as "class:value". Of each set in `must` at least one
    has to match, whatever the budget; `any_of` finds by itself where there is no `must`, and
    otherwise says who comes first."""

    any_of: frozenset[str]
    must: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Found:
    """An owner with the card that a list of results shows. The score compares within one search:
    each token that matched counts the more, the fewer owners stand under it."""

    owner: UUID
    score: float
    card: dict[str, Any]


def find(
    clues: Clues, *, keep: Keep | None = None, limit: int = 50, budget: int = 20_000
) -> list[Found]:
    """The best `limit`, best first. `keep` says of some owners which of them the asker may know
    of, before any place is given away. Of `any_of` the rarest tokens are read until `budget`
    numbers were met, and at least the rarest one. Raises Tampered."""
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
        lists = Lists(standing, clues.any_of.union(*clues.must))
        return _shown(lists.scores(clues, budget), keep, limit)
    except Moved:
        return None


class Lists:
    """The lists of some tokens, as they stood at one moment; read once, however many ask."""

    def __init__(self, standing: Standing, words: Iterable[str]):
        self.owners = standing.owners + standing.deltas
        self.secrets = secrets_of(standing.generation)
        self.tokens = {word: self.secrets.token(word) for word in words}
        self.changes = recent_changes(standing, self.tokens.values())
        self.lists = self._first_pieces(self.tokens.values())
        self.read: dict[int, set[int]] = {}

    def scores(self, clues: Clues, budget: int) -> dict[int, float]:
        """By number, of everybody whom the clues meet."""
        lists = self.whole(self.needed(clues), self.further(clues, budget))
        return self.weighed(lists, self.within(clues))

    def needed(self, clues: Clues) -> set[int]:
        """What is read whatever it costs."""
        return set[int]().union(*(self.of(some) for some in clues.must))

    def further(self, clues: Clues, budget: int) -> list[int]:
        """Of all others the rarest."""
        return self._within_budget(self.of(clues.any_of) - self.needed(clues), budget)

    def within(self, clues: Clues) -> set[int] | None:
        """The numbers that meet everything that has to match; None where nothing has to."""
        if not clues.must:
            return None
        lists = self.whole(self.needed(clues))
        unions = (set[int]().union(*(lists[one] for one in self.of(some))) for some in clues.must)
        return reduce(set.intersection, unions)

    def weighed(self, lists: dict[int, set[int]], within: set[int] | None) -> dict[int, float]:
        """How much the lists speak for each number in them."""
        scores: dict[int, float] = {}
        for numbers in lists.values():
            met = numbers if within is None else numbers & within
            weight = log2(1 + self.owners / max(1, len(numbers)))
            for number in met:
                scores[number] = scores.get(number, 0.0) + weight
        return scores

    def of(self, words: Iterable[str]) -> set[int]:
        return {self.tokens[word] for word in words}

    def whole(self, *tokens: Iterable[int]) -> dict[int, set[int]]:
        """Every number in the lists of these tokens."""
        asked = set[int]().union(*tokens)
        if missing := [one for one in asked if one not in self.read]:
            self.read |= self._whole(missing)
        return {one: self.read[one] for one in asked}

    def _first_pieces(self, tokens):
        labels = {self.secrets.label(token, 0): token for token in tokens}
        sealed = tables.blocks(list(labels))
        opened = {
            labels[label]: first_piece(self.secrets.open(BLOCK, words, label))
            for label, words in sealed.items()
        }
        return {token: opened.get(token, (0, [])) for token in tokens}

    def _length(self, token):
        return self.lists[token][0] + len(self.changes.get(token, ()))

    def _within_budget(self, tokens, budget):
        spent, taken = 0, []
        for token in sorted(tokens, key=self._length):
            spent += self._length(token)
            if taken and spent > budget:
                break
            taken.append(token)
        return taken

    def _whole(self, tokens):
        wanted = {
            self.secrets.label(token, piece): (token, piece)
            for token in tokens
            for piece in range(1, pieces_for(self.lists[token][0]))
        }
        numbers = {token: set(self.lists[token][1]) for token in tokens}
        sealed = tables.blocks(list(wanted)) if wanted else {}
        if len(sealed) < len(wanted):
            raise Moved
        for label, words in sealed.items():
            token, piece = wanted[label]
            opened = self.secrets.open(BLOCK, words, label)
            numbers[token].update(further_piece(opened, piece, self.lists[token][0]))
        for token in tokens:
            for number, added in self.changes.get(token, {}).items():
                (numbers[token].add if added else numbers[token].discard)(number)
        return numbers


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


def _looks(scores: dict[int, float], size: int) -> Iterator[list[int]]:
    """Numbers, best first, in portions that grow up to a bound."""
    if not scores:
        yield [NOBODYS]
        return
    yield nlargest(size, scores, key=scores.__getitem__)
    if len(scores) > size:
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)
        while size < len(ranked):
            step = min(4 * size, LARGEST_LOOK)
            yield ranked[size : size + step]
            size += step


def _opened(numbers: Iterable[int], scores: dict[int, float]) -> list[Found]:
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
