"""Building the whole index anew beside the one that counts, while people go on working.

Whoever enters or leaves meanwhile is written to both. The new one takes the place of the old in one
short transaction, and what the old one left is cleared away afterwards."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction

from alongside.foundation.clock import now
from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.ciphers import secrets_of
from alongside.foundation.vault.index.folding import bring_in
from alongside.foundation.vault.index.gathering import Gathered
from alongside.foundation.vault.index.writing import (
    Entered,
    a_generation,
    a_number,
    sealed_cards,
    sealed_tokens,
)
from alongside.foundation.vault.ring import KeyGone, ring

TOGETHER = 1000  # owners entered in one transaction
FOLDED_TOGETHER = 250_000  # owners whose tokens are held in memory, half a kilobyte each
DEAD_AFTER = timedelta(hours=24)


class Overtaken(Exception):
    """Another rebuild was begun meanwhile: that one goes on, this one does not count."""


def rebuild(source: Iterable[Entered]) -> int:
    """Everybody whom `source` tells of, and those who were entered while it ran, are found in the
    new build and nobody else. How many it told of. `source` has to read while it runs, not before:
    what changes from the beginning on is written to both. Broken off, the old build goes on as it
    was, and the next rebuild begins from nothing. Raises Overtaken."""
    generation = _begin()
    try:
        count = _built(generation, source)
        _switch(generation)
    except BaseException:
        _give_up(generation)
        raise
    _clear_what_is_over()
    return count


def clear_what_was_broken_off() -> None:
    """Of a rebuild that was killed, or killed while it cleared away. Whoever enters need not write
    to it any more, once it has not gone on for a day."""
    _, building = builds.held(hold="SHARE") or (None, None)
    if building and builds.folded_at(building) < now() - DEAD_AFTER:
        _give_up(building)
    _clear_what_is_over()


def _clear_what_is_over():
    """Rows of builds that do not count any more, in small portions."""
    for generation in builds.ended():
        for table, key in (
            ("index_delta", "seq"),
            ("index_entry", "number"),
            ("index_block", "label"),
        ):
            after = -1
            while after is not None:
                after = builds.clear(generation, table, key, after)
        builds.forget(generation)


def _built(generation, source):
    gathered = Gathered(secrets_of(generation))
    count = waiting = 0
    for some in _portions(source):
        told = _build(generation, some, gathered)
        count, waiting = count + told, waiting + told
        if waiting >= FOLDED_TOGETHER:
            _bring_in(generation, gathered)
            waiting = 0
    _bring_in(generation, gathered)
    return count


def _begin():
    generation = a_generation()
    with transaction.atomic():
        if not builds.held(hold="UPDATE"):
            builds.begin_first(a_generation())
        current, before = builds.held(hold="UPDATE") or (None, None)
        if before:
            builds.end(before)
        builds.begin_folded(generation)
        builds.set_both(current, generation)
    _clear_what_is_over()
    return generation


def _portions(source: Iterable[Entered]) -> Iterator[list[Entered]]:
    waiting = iter(source)
    while some := list(islice(waiting, TOGETHER)):
        yield some


def _build(generation, some, gathered):
    """Those who were entered or left meanwhile are there already, and newer than what was read."""
    ring.clear()
    told = {one.owner: one for one in _whose_key_is_there(some)}
    secrets, cards = secrets_of(generation), sealed_cards(told.values())
    tokens = {owner: secrets.tokens(one.tokens) for owner, one in told.items()}
    missing = set(told)
    with transaction.atomic():
        _refuse_overtaken(generation, hold="SHARE")
        while missing := missing - set(tables.entries(generation, list(missing))):
            rows = [
                (number, owner, cards[owner], sealed_tokens(secrets, number, tokens[owner]))
                for owner in missing
                for number in [a_number()]
            ]
            for owner, number in tables.add_entries(generation, rows).items():
                gathered.add(number, tokens[owner])
    return len(told)


def _whose_key_is_there(some):
    for one in some:
        ring.expect(one.key_id)
    for one in some:
        try:
            ring.key(one.key_id)
        except KeyGone:
            continue  # erased since it was read
        yield one


def _bring_in(generation, gathered):
    for changes in gathered.portions():
        if not bring_in((generation, builds.folds_of(generation)), changes, []):
            raise Overtaken


def _switch(generation):
    with transaction.atomic():
        _refuse_overtaken(generation, hold="UPDATE")
        current, _ = builds.held(hold="UPDATE") or (None, None)
        tables.drop_left(generation)
        builds.set_both(generation, None)
        if current:
            builds.end(current)


def _give_up(generation):
    with transaction.atomic():
        current, building = builds.held(hold="UPDATE") or (None, None)
        if building == generation:
            builds.set_both(current, None)
            builds.end(generation)
    _clear_what_is_over()


def _refuse_overtaken(generation, *, hold):
    found = builds.held(hold=hold)
    if not found or found[1] != generation:
        raise Overtaken
