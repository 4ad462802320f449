"""What many owners stand under, gathered until it goes into the lists.

Packed as whole numbers, twelve bytes for each token of each owner, and handed out in the order in
which the lists lie in the table: so that few of its pages are written more than once."""

from array import array
from collections.abc import Iterator

from alongside.foundation.vault.index.ciphers import Secrets
from alongside.foundation.vault.index.recent import Changes

DRAWERS = 256  # by the first bits of a list's label
LABEL_BITS = 63
TOGETHER = 100_000  # tokens of owners in one portion


class Gathered:
    """Of one build. Whoever is in it was entered, and stands in no list yet."""

    def __init__(self, secrets: Secrets):
        self._secrets = secrets
        self._empty()

    def add(self, number: int, tokens: frozenset[int]) -> None:
        """One owner, by its number."""
        for token in tokens:
            tokens_of, numbers = self._drawers[self._secrets.label(token, 0) >> LABEL_BITS - 8]
            tokens_of.append(token)
            numbers.append(number)

    def portions(self) -> Iterator[dict[int, Changes]]:
        """All of it, by token; nothing is left here afterwards."""
        portion: dict[int, Changes] = {}
        count = 0
        for tokens, numbers in self._drawers:
            for token, number in zip(tokens, numbers, strict=True):
                portion.setdefault(token, {})[number] = True
            count += len(tokens)
            if count >= TOGETHER:
                yield portion
                portion, count = {}, 0
        if portion:
            yield portion
        self._empty()

    def _empty(self):
        self._drawers = [(array("Q"), array("I")) for _ in range(DRAWERS)]
