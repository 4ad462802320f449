"""The search index of a house, built at once as `alongside index rebuild` builds it."""

from collections.abc import Callable, Iterator

from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.stocktaking import standing_entries
from alongside.foundation.vault.index.writing import Entered
from alongside.foundation.vault.models import DataKey
from bench.residents import resident

AT_ONCE = 1_000


def enter_everybody(people: int, say: Callable[[int], None]) -> None:
    """Nothing, where they stand in it."""
    if standing_entries().count() < people:
        rebuild(_everybody(people, say))


def _everybody(people: int, say: Callable[[int], None]) -> Iterator[Entered]:
    """Known by their numbers, so that nobody need be opened for it."""
    for first in range(0, people, AT_ONCE):
        some = [resident(n) for n in range(first, min(first + AT_ONCE, people))]
        keys = DataKey.objects.filter(owner__in=[one.pk for one in some], compartment="")
        key_of = dict(keys.values_list("owner", "id"))
        for one in some:
            traits = one.traits
            yield Entered(one.pk, traits.tokens(), traits.card(), key_of[one.pk])
        say(first + AT_ONCE)
