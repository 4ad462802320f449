"""How much speaks for each number, and who comes first."""

from collections.abc import Iterable, Iterator
from heapq import nlargest

Scores = dict[int, float]


def summed(told: Iterable[Scores]) -> Scores:
    """What each of several things says of whom, all together."""
    scores: Scores = {}
    for one in sorted(told, key=len, reverse=True):
        both = {number: scores[number] + one[number] for number in scores.keys() & one.keys()}
        scores |= one
        scores |= both
    return scores


def from_the_best(scores: Scores, first: int) -> Iterator[int]:
    """All numbers; sorted no further than to the first so many, unless more are taken."""
    best = nlargest(first, scores, key=scores.__getitem__)
    yield from best
    yield from sorted(scores.keys() - set(best), key=scores.__getitem__, reverse=True)
