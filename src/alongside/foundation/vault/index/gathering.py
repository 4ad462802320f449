"""What many owners stand under, gathered until it goes into the lists: twelve bytes a token."""

from array import array
from collections.abc import Iterator

from alongside.foundation.vault.index.ciphers import Secrets
from alongside.foundation.vault.index.recent import Changes

DRAWERS, SHIFT = 256, 55  # by the first eight bits of a list's label of 63
TOGETHER = 100_000  # tokens of owners in one portion


class Gathered:
    """Of one build. Whoever is in it was entered, and stands in no list yet."""

    def __init__(self, secrets: Secrets):
        self._secrets = secrets
        self._drawers = [(array("Q"), array("I")) for _ in range(DRAWERS)]

    def add(self, number: int, tokens: frozenset[int]) -> None:
        """One owner, by its number."""
        for token in tokens:
            drawer = self._drawers[self._secrets.label(token, 0) >> SHIFT]
            drawer[0].append(token)
            drawer[1].append(number)

    def portions(self) -> Iterator[dict[int, Changes]]:
        """All, by token, as the lists lie in the table: few of its pages are written twice."""
        portion: dict[int, Changes] = {}
        for tokens, numbers in self._drawers:
            for token, number in zip(tokens, numbers, strict=True):
                portion.setdefault(token, {})[number] = True
            if sum(map(len, portion.values())) >= TOGETHER:
                yield portion
                portion = {}
            del tokens[:], numbers[:]
        yield portion
