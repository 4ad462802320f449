"""Two rows of bars over some months, laid out twice: columns on a wide screen, lying on a phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.foundation.ui.written import month, short_month

WIDE, HIGH, FLOOR = 600, 180, 210  # the room for columns, and where they stand
LONG, DEEP = 210, 62  # the room for lying bars, and for each month
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
MOST_LINES = 4


@dataclass(frozen=True)
class Month:
    """One month's two numbers, with the length of their bars and the place on each drawing."""

    first: date
    numbers: tuple[int, int]
    columns: tuple[int, int]
    lying: tuple[int, int]
    across: int
    down: int

    @property
    def short(self) -> str:
        return short_month(self.first)


@dataclass(frozen=True)
class Bars:
    """Numbers by the first of their month; a month without one is nought."""

    firsts: Sequence[date]
    one: Mapping[date, int]
    other: Mapping[date, int]

    @property
    def totals(self) -> tuple[int, int]:
        return sum(self.one.values()), sum(self.other.values())

    @staticmethod
    def name_of(first: date) -> str:
        return month(first)

    @property
    def most(self) -> date:
        """The month of the highest number of the first row; the earliest of equals."""
        return max(self.firsts, key=lambda first: self.one.get(first, 0))

    @property
    def highest(self) -> int:
        return max([1, *self.one.values(), *self.other.values()])

    @property
    def step(self) -> int:
        """From one line of the grid to the next."""
        return next((step for step in STEPS if step * MOST_LINES >= self.highest), self.highest)

    @property
    def top(self) -> int:
        """The number of the highest line."""
        return -(-self.highest // self.step) * self.step

    def lines(self) -> Iterator[tuple[int, int]]:
        """The grid: each number with its height on the drawing."""
        for number in range(0, self.top + 1, self.step):
            yield number, FLOOR - self._long(number, HIGH)

    def months(self) -> Iterator[Month]:
        for n, first in enumerate(self.firsts):
            numbers = self.one.get(first, 0), self.other.get(first, 0)
            yield Month(
                first,
                numbers,
                columns=tuple(self._long(number, HIGH) for number in numbers),
                lying=tuple(self._long(number, LONG) for number in numbers),
                across=48 + n * (WIDE // len(self.firsts)),
                down=6 + n * DEEP,
            )

    def _long(self, number, room):
        return round(number * room / self.top)
