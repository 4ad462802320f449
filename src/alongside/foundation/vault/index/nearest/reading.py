"""The lists of some tokens, read as they stand at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log2
from operator import itemgetter

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.ciphers import BLOCK, secrets_of
from alongside.foundation.vault.index.layout import first_piece, further_piece, pieces_for
from alongside.foundation.vault.index.nearest.scores import Scores, summed
from alongside.foundation.vault.index.recent import Moved, recent_changes
from alongside.foundation.vault.index.tables import Standing

FEW = 50  # owners; a list of so many costs nothing to read
SAME_AGAIN = 2  # times as long as the word's own: half of it at least are the same owners


@dataclass(frozen=True)
class Word:
    """One thing that is known, as it stands, and in tokens that are more forgiving: whoever stands
    under the word itself stands under each of `near` too, and need not under `wider`."""

    itself: str
    near: frozenset[str]
    wider: frozenset[str] = frozenset()

    @property
    def tokens(self) -> set[str]:
        """All of it."""
        return {self.itself, *self.near, *self.wider}


@dataclass(frozen=True)
class Clues:
    """What is known of whoever is looked for, as "class:value". Of each set in `must` at least one
    has to match, whatever the budget; `any_of` and `words` find by themselves where there is no
    `must`, and otherwise say who comes first. Whoever meets a word in several tokens meets it once,
    in the rarest of them."""

    any_of: frozenset[str]
    must: tuple[frozenset[str], ...] = ()
    words: tuple[Word, ...] = ()

    @cached_property
    def tokens(self) -> frozenset[str]:
        """All that are asked about."""
        return self.any_of.union(*self.must, *(word.tokens for word in self.words))


class Lists:
    """The lists of some tokens, as they stood at one moment; read once, however many ask."""

    def __init__(self, standing: Standing, words: Iterable[str]):
        self.owners = standing.owners + standing.deltas
        self.secrets = secrets_of(standing.generation)
        self.tokens = {word: self.secrets.token(word) for word in words}
        self.changes = recent_changes(standing, self.tokens.values())
        self.lists = self._first_pieces(self.tokens.values())
        self.read: dict[int, set[int]] = {}

    def scores(self, clues: Clues, budget: int) -> Scores:
        """Of everybody whom the clues meet."""
        lists = self.whole(self.needed(clues), self.further(clues, budget))
        return self.weighed(lists, self.within(clues), clues.words)

    def needed(self, clues: Clues) -> set[int]:
        """What is read whatever it costs."""
        return set[int]().union(*(self.of(some) for some in clues.must))

    def further(self, clues: Clues, budget: int) -> list[int]:
        """Of all others the rarest, and of each word the rarest whatever it costs."""
        words = [self._worth_reading(word) - self.needed(clues) for word in clues.words]
        others = self.of(clues.any_of) - self.needed(clues)
        taken = self._within_budget(others.union(*words), budget)
        return list({*taken, *(min(word, key=self._length) for word in words if word)})

    def _worth_reading(self, word):
        """The word itself, and of the rest what does not hold the same owners again."""
        itself = self.tokens[word.itself]
        own = self._length(itself)
        near = self.of(word.near)
        if own > FEW:
            near = {one for one in near if self._length(one) > SAME_AGAIN * own}
        return {itself, *near, *self.of(word.wider)}

    def within(self, clues: Clues) -> set[int] | None:
        """The numbers that meet everything that has to match; None where nothing has to."""
        if not clues.must:
            return None
        lists = self.whole(self.needed(clues))
        unions = (set[int]().union(*(lists[one] for one in self.of(some))) for some in clues.must)
        return reduce(set.intersection, unions)

    def weighed(
        self, lists: dict[int, set[int]], within: set[int] | None, words: Iterable[Word] = ()
    ) -> Scores:
        """How much these lists speak for each number in them."""
        told = self._told(lists, words)
        if within is not None:
            told = ({one: said[one] for one in said.keys() & within} for said in told)
        return summed(told)

    def _told(self, lists, words):
        """By each word, and by each token beside the words: what it says of whom."""
        weights = {one: log2(1 + self.owners / max(1, len(met))) for one, met in lists.items()}
        alone = dict(sorted(weights.items(), key=itemgetter(1)))
        for word in words:
            told, hers = dict[int, float](), self.of(word.tokens)
            for one in [one for one in alone if one in hers]:
                told |= dict.fromkeys(lists[one], alone.pop(one))
            yield told
        yield from (dict.fromkeys(lists[one], weight) for one, weight in alone.items())

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
