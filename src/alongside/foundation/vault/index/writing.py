"""Entering and leaving the index, within the transaction of the deed itself.

No block is touched here: which blocks change together would tell what one owner stands under. One
sealed delta of a fixed size is added for each owner, and folding brings many of them into the
blocks at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from secrets import randbelow
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.ciphers import (
    DELTA,
    TOKENS,
    Secrets,
    place_of_card,
    secrets_of,
)
from alongside.foundation.vault.index.layout import packed_deltas, packed_tokens, told_tokens
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.sealed import Sealed

TOGETHER = 200  # owners in one round of statements


@dataclass(frozen=True)
class Entered:
    """What an owner is found by ("class:value"), what a list of results shows of it, and the key
    that shuts this card: with the key it is gone."""

    owner: UUID
    tokens: Iterable[str]
    card: dict[str, Any]
    key_id: UUID


def enter_many(entries: Iterable[Entered]) -> None:
    """Takes the place of whatever stood for these owners, and is found from the moment on at which
    the caller's transaction is over; of one owner the last counts. Raises KeyGone where a key was
    destroyed."""
    waiting = iter(entries)
    with transaction.atomic(savepoint=False):
        while some := list(islice(waiting, TOGETHER)):
            told = {one.owner: replace(one, tokens=frozenset(one.tokens)) for one in some}
            cards = sealed_cards(told.values())
            for generation in _written_to():
                _enter(secrets_of(generation), told, cards)


def leave(owner: UUID) -> None:
    """Not found any more once the transaction is over, and the card is gone. The lists lose the
    number with the next fold. Nothing happens where the owner is not in the index."""
    with transaction.atomic(savepoint=False):
        current, building = builds.held(hold="SHARE") or (None, None)
        if current and (found := _left(current, owner)):
            tables.drop_entry(found)
        if building:
            _leave_while_building(building, owner)


def sealed_cards(entries: Iterable[Entered]) -> dict[UUID, bytes]:
    """Each under its owner's key; raises KeyGone."""
    entries = list(entries)
    for entry in entries:
        ring.expect(entry.key_id)
    return {entry.owner: _sealed_card(entry) for entry in entries}


def a_number() -> int:
    """Any of 32 bits but zero, by lot: in which order owners came is nobody's business."""
    return 1 + randbelow(2**32 - 1)


def a_generation() -> int:
    """Drawn by lot, so that no two builds ever have keys or labels in common."""
    return 1 + randbelow(2**31 - 1)


def sealed_tokens(secrets: Secrets, number: int, tokens: frozenset[int]) -> bytes:
    """What an owner stands under, for the day on which it is taken out."""
    return secrets.seal(TOKENS, packed_tokens(tokens), number)


def _written_to():
    found = builds.held(hold="SHARE")
    if not found:
        builds.begin_first(a_generation())
        found = builds.held(hold="SHARE")
    return [generation for generation in found if generation]


def _enter(secrets, told, cards):
    """Round by round: who is entered by somebody else at this moment is met in the next."""
    missing = dict(told)
    while missing:
        known = tables.entries(secrets.generation, list(missing))
        after = {owner: secrets.tokens(missing[owner].tokens) for owner in missing}
        rows, deltas = [], []
        for owner, (number, sealed) in known.items():
            before = told_tokens(secrets.open(TOKENS, sealed, number))
            rows.append(_row(secrets, number, owner, cards, after))
            deltas += _deltas(secrets, number, before, after[owner])
        tables.change_entries(secrets.generation, rows)
        new = [_row(secrets, a_number(), o, cards, after) for o in missing if o not in known]
        placed = tables.add_entries(secrets.generation, new)
        for owner, number in placed.items():
            deltas += _deltas(secrets, number, frozenset(), after[owner])
        tables.add_deltas(secrets.generation, deltas)
        missing = {o: missing[o] for o in missing if o not in known and o not in placed}


def _row(secrets, number, owner, cards, tokens):
    return number, owner, cards[owner], sealed_tokens(secrets, number, tokens[owner])


def _deltas(secrets, number, before, after):
    told = packed_deltas(number, after - before, before - after)
    return [secrets.seal(DELTA, words) for words in told]


def _left(generation, owner):
    """The number it had, which its deltas take out of the lists; None where it has none."""
    found = tables.entries(generation, [owner]).get(owner)
    if not found:
        return None
    number, sealed = found
    secrets = secrets_of(generation)
    before = told_tokens(secrets.open(TOKENS, sealed, number))
    tables.add_deltas(generation, _deltas(secrets, number, before, frozenset()))
    return number


def _leave_while_building(generation, owner):
    """A sign that this one is not to be built, whatever was read of it a moment ago."""
    found, number, placed = _left(generation, owner), a_number(), True
    secrets = secrets_of(generation)
    nothing = sealed_tokens(secrets, found or number, frozenset())
    if found:
        tables.change_entries(generation, [(found, owner, b"", nothing)])
    else:
        placed = tables.add_entries(generation, [(number, owner, b"", nothing)])
    if not placed:  # built at this very moment
        _leave_while_building(generation, owner)


def _sealed_card(entry):
    words = json.dumps(entry.card, sort_keys=True, ensure_ascii=False).encode()
    return Sealed.seal(words, key_id=entry.key_id, place=place_of_card(entry.owner)).blob
