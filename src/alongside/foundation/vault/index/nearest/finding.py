"""Owners by tokens as `find` finds them, for many askers and rankings in one look at the lists.

Nothing is opened here: whoever asks opens the owners themselves."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from uuid import UUID

from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.finding import LARGEST_LOOK, TRIES, Keep
from alongside.foundation.vault.index.nearest.reading import Clues, Lists
from alongside.foundation.vault.index.nearest.scores import from_the_best
from alongside.foundation.vault.index.recent import Moved
from alongside.foundation.vault.sealed import Tampered

Places = list[tuple[UUID, Iterator[int]]]  # an asker, and numbers from the best on


def nearest(
    asked: Mapping[UUID, Sequence[Clues]], *, keep: Keep, limit: int, budget: int = 20_000
) -> dict[UUID, list[UUID]]:
    """By asker, the best `limit` for each of the clues, each owner once and never herself. Where no
    more than `limit` meet what has to match, they are taken without being ranked by the rest.
    Raises Tampered."""
    for _ in range(TRIES):
        standing = tables.standing()
        if standing is None:
            return {one: [] for one in asked}
        found = _found(standing, asked, keep, limit, budget)
        if builds.stamp() == (standing.generation, standing.folds):
            if found is None:
                raise Tampered("index.block")
            return found
    raise Moved


def _found(standing, asked, keep, limit, budget):
    """None where a piece is missing, because others fold at this moment or because it was taken."""
    try:
        ranked = list(_ranked(standing, asked, limit, budget))
    except Moved:
        return None
    found: dict = {one: {} for one in asked}
    for one, owners in _kept(ranked, keep, limit):
        found[one] |= dict.fromkeys(owners)
    return {one: list(owners) for one, owners in found.items()}


def _ranked(standing, asked, limit, budget):
    """Each asker as often as there are clues of hers, and the numbers from the best on."""
    every = [(one, clues) for one, several in asked.items() for clues in several]
    words = {word for _one, clues in every for word in clues.tokens}
    lists = Lists(standing, words)
    lists.whole(*(lists.needed(clues) for _one, clues in every))
    read = [(one, clues, _further(lists, clues, limit, budget)) for one, clues in every]
    lists.whole(*(further for _one, _clues, further in read))
    for one, clues, further in read:
        told = lists.whole(lists.needed(clues), further)
        scores = lists.weighed(told, lists.within(clues))
        yield one, from_the_best(scores, 2 * limit)


def _further(lists, clues, limit, budget):
    within = lists.within(clues)
    few = within is not None and len(within) <= limit
    return [] if few else lists.further(clues, budget)


def _kept(ranked: Places, keep: Keep, limit: int) -> Iterator[tuple[UUID, list[UUID]]]:
    """Who may be known of is asked for all of them at once, and again for whoever has too few."""
    kept: dict[int, list[UUID]] = {place: [] for place in range(len(ranked))}
    waiting, look = list(kept), 2 * limit
    while waiting:
        some = {place: list(islice(ranked[place][1], look)) for place in waiting}
        owners = tables.owners(list({number for numbers in some.values() for number in numbers}))
        here = keep(list(owners.values())) if owners else set()
        for place, numbers in some.items():
            told = (owners.get(number) for number in numbers)
            kept[place] += [owner for owner in told if owner in here and owner != ranked[place][0]]
        waiting = [n for n in waiting if len(some[n]) == look and len(kept[n]) < limit]
        look = min(4 * look, LARGEST_LOOK)
    return ((ranked[place][0], owners[:limit]) for place, owners in kept.items())
