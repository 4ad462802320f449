"""What may leave the house of a table: small numbers are hidden so that none can be worked out.

The rule. A number from 1 to 4 leaves as "fewer than 5". So that it cannot be had by taking one
number from another, others leave as "withheld": the fewest totals that will do, then the smallest
numbers. Nought always leaves as nought, so nothing hidden is ever nought. What is hidden could
then be another number too, by everything that the rest of the tables tells.

Where from. Complementary suppression by network flow: L. H. Cox, "Suppression methodology and
statistical disclosure control" (JASA 75, 1980), and "Network models for complementary cell
suppression" (JASA 90, 1995). A table with its totals is a network through which the people flow:
from the whole to each row, on to each column, back to the whole. Tables that split the same total
lie one behind the other. A number can be another one where a closed round through it can carry
one more or one fewer; the shortest such round shows what to withhold. One round a number is
enough, as withholding more never narrows what is hidden already.

What it does not stop. Whoever knows all but one of those counted in a number knows the last.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from operator import add, itemgetter
from typing import TypeAlias

from alongside.insight.tables import TOTAL, Place, Table

SMALL_BELOW = 5
WHOLE = (TOTAL, TOTAL)


class Hidden(StrEnum):
    """How a number that is not told is named."""

    FEWER = "fewer than 5"
    WITHHELD = "withheld"


Shown: TypeAlias = int | Hidden
Cost: TypeAlias = tuple[int, int, int]  # small ones that lose their name, totals, people
FREE: Cost = (0, 0, 0)


@dataclass
class Stream:
    """One number of the tables, as people who flow from one place to the next."""

    tail: Hashable
    head: Hashable
    people: int
    is_total: bool
    shown: Shown = field(init=False)

    def __post_init__(self):
        small = 0 < self.people < SMALL_BELOW
        self.shown = Hidden.FEWER if small else self.people

    def cost_of(self, step: int) -> Cost | None:
        """What it costs to let this number seem one more or one fewer; None where it cannot be."""
        seeming = self.people + step
        if self.people == 0 or seeming == 0:
            return None
        if self.shown == Hidden.FEWER:
            return FREE if seeming < SMALL_BELOW else (1, int(self.is_total), self.people)
        if seeming == SMALL_BELOW - 1:  # a large number is never withheld as if it were small
            return None
        return FREE if self.shown == Hidden.WITHHELD else (0, int(self.is_total), self.people)

    def withhold_for(self, step: int) -> None:
        """Show as little as lets this number seem one more or one fewer."""
        if self.cost_of(step) != FREE:
            self.shown = Hidden.WITHHELD


def protected(tables: Sequence[Table]) -> list[dict[Place, Shown]]:
    """What each of these tables, which all split the same total, shows when it leaves."""
    streams = dict(_streams(tables))
    touching = _touching(streams.values())
    for stream in streams.values():
        if 0 < stream.people < SMALL_BELOW:
            for passed, step in _cheapest_round(stream, touching):
                passed.withhold_for(step)
    return [
        {place: streams[_key(n, place)].shown for place in table.places()}
        for n, table in enumerate(tables)
    ]


def _streams(tables):
    for n, table in enumerate(tables):
        for place in table.places():
            tail, head = _ends(n, place, table) if place != WHOLE else (len(tables), 0)
            is_total = TOTAL in place if table.columns else place == WHOLE
            yield _key(n, place), Stream(tail, head, table.at(place), is_total)


def _key(n, place):
    # The whole is one and the same number, whichever table tells it.
    return place if place == WHOLE else (n, place)


def _ends(n, place, table):
    # The people stand whole before table n at the place n, and behind it at n + 1.
    row, column = place
    if not table.columns:
        return n, n + 1
    if column == TOTAL:
        return n, (n, "row", row)
    if row == TOTAL:
        return (n, "column", column), n + 1
    return (n, "row", row), (n, "column", column)


def _touching(streams):
    touching = defaultdict(list)
    for stream in streams:
        touching[stream.tail].append((stream, +1, stream.head))
        touching[stream.head].append((stream, -1, stream.tail))
    return touching


def _cheapest_round(stream, touching):
    """Each stream of the round with its step. One always exists: one more in the number, in its
    row, in its column and in the whole."""
    rounds = []
    for step, start, end in ((+1, stream.head, stream.tail), (-1, stream.tail, stream.head)):
        if (cost := stream.cost_of(step)) is not None:
            way = _cheapest_way(start, end, touching, around=stream, cost=cost)
            rounds += [(*way, step)] if way else []
    _, passed, step = min(rounds, key=itemgetter(0))
    return [(stream, step), *passed]


def _cheapest_way(start, end, touching, *, around, cost):
    """Dijkstra's: the cost and the streams of the way, or None when there is no way."""
    tie = count()
    ahead, done = [(cost, next(tie), start, ())], set()
    while ahead:
        cost, _, place, passed = heapq.heappop(ahead)
        if place == end:
            return cost, passed
        if place in done:
            continue
        done.add(place)
        for stream, step, beyond in touching[place]:
            more = None if stream is around or beyond in done else stream.cost_of(step)
            if more is not None:
                dearer = tuple(map(add, cost, more))
                heapq.heappush(ahead, (dearer, next(tie), beyond, (*passed, (stream, step))))
    return None
