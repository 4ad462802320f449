"""Counts laid out to be read: one number split into parts, or crossed by two things at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

TOTAL = "total"
Place: TypeAlias = tuple[str, str]  # a row and a column; TOTAL stands for the whole of either


@dataclass(frozen=True)
class Split:
    """One total and its parts; `words` names each part, in the order they are read."""

    title: str
    heading: str
    words: Mapping[str, str]
    counts: Mapping[str, int]

    @property
    def columns(self) -> Mapping[str, str]:
        return {}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def at(self, place: Place) -> int:
        """The number that stands in a row; the row TOTAL holds them all."""
        return self.total if place[0] == TOTAL else self.counts.get(place[0], 0)

    def places(self) -> Iterator[Place]:
        """Every place that holds a number, as it is read."""
        yield from ((row, TOTAL) for row in [*self.words, TOTAL])


@dataclass(frozen=True)
class Cross:
    """Counts by row and column with the totals of both; an absent count is none."""

    title: str
    heading: str
    words: Mapping[str, str]
    columns: Mapping[str, str]
    counts: Mapping[Place, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def at(self, place: Place) -> int:
        """The number in a row and column; TOTAL as either sums over it."""
        row, column = place
        return sum(
            count
            for (down, across), count in self.counts.items()
            if row in (down, TOTAL) and column in (across, TOTAL)
        )

    def places(self) -> Iterator[Place]:
        """Every place that holds a number, row by row."""
        for row in [*self.words, TOTAL]:
            yield from ((row, column) for column in [*self.columns, TOTAL])


Table: TypeAlias = Split | Cross
Leaving: TypeAlias = list[dict[str, Any]]  # tables as they leave, in words and numbers
