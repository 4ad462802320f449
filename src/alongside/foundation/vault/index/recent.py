"""What came since the last fold, opened: kept in memory by each process, and read on from there."""

from bisect import bisect_left
from collections.abc import Iterable
from threading import Lock

from django.db import connection

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.ciphers import DELTA, Secrets, secrets_of
from alongside.foundation.vault.index.layout import told_by_delta
from alongside.foundation.vault.index.tables import Standing

YOUNG = 4000  # operations that are sorted again each time some come
Changes = dict[int, bool]  # by number: whether it was added to the list, or taken out of it


class Moved(Exception):
    """A fold or a rebuild came in between: what was read so far is of two moments."""


class Recent:
    """The deltas of one generation between two folds; small, for it lies in every process: each
    operation is one whole number, in which token, order, owner and kind stand side by side."""

    def __init__(self, generation: int, folds: int, below: "Recent | None" = None):
        self.stamp = (generation, folds)
        self.below = below
        self.known: set[int] = set()
        self.sum = 0
        self._old: list[int] = []
        self._young: list[int] = []

    def catch_up(self, asked: Standing) -> None:
        """Reads what is not known yet of what there was when it was asked; raises Moved."""
        newest = max(self.known, default=0)
        newest = max(newest, max(self.below.known, default=0)) if self.below else newest
        if not self._knows_all(asked):
            self._take(tables.deltas_after(asked.generation, newest))
        if not self._knows_all(asked):  # one that came late, by a transaction that took long
            there = tables.delta_numbers(asked.generation)
            self._take(tables.deltas([seq for seq in there if not self._has(seq)]))
            if len(there) < asked.deltas:
                raise Moved

    def changes(self, tokens: Iterable[int]) -> dict[int, Changes]:
        """What there is to change in the list of each of these tokens."""
        found = self.below.changes(tokens) if self.below else {}
        for token in tokens:
            told = sorted(_of(token, self._old) + _of(token, self._young))
            if told:
                found.setdefault(token, {}).update(map(_read, told))
        return found

    def _knows_all(self, asked):
        below = self.below
        known = len(self.known) + (len(below.known) if below else 0)
        return (known, self.sum + (below.sum if below else 0)) == (asked.deltas, asked.sum)

    def _has(self, seq):
        return seq in self.known or (self.below is not None and seq in self.below.known)

    def _take(self, rows):
        secrets = secrets_of(self.stamp[0])
        for seq, sealed in rows:
            if not self._has(seq):
                self.known.add(seq)
                self.sum += seq
                self._young += operations(secrets, seq, sealed)
        self._young.sort()
        if len(self._young) > YOUNG:
            self._old = sorted(self._old + self._young)
            self._young = []


def operations(secrets: Secrets, seq: int, sealed: bytes) -> list[int]:
    """Those of one delta; sorted, they stand by token and then in the order they came."""
    number, told = told_by_delta(secrets.open(DELTA, bytes(sealed)))
    return [(((token << 48 | seq) << 32 | number) << 1) | added for token, added in told]


def by_token(told: Iterable[int]) -> dict[int, Changes]:
    """Sorted operations, as changes of lists: of one number in one list the last counts."""
    found: dict[int, Changes] = {}
    for one in told:
        number, added = _read(one)
        found.setdefault(one >> 81, {})[number] = added
    return found


def _of(token, told):
    begin = bisect_left(told, token << 81)
    return told[begin : bisect_left(told, (token + 1) << 81, lo=begin)]


def _read(one):
    return (one >> 1) & 0xFFFFFFFF, bool(one & 1)


class Memory:
    """What this process knows outside of transactions: what is committed, and no more."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.recent = Recent(0, 0)


memory = Memory()


def recent_changes(asked: Standing, tokens: Iterable[int]) -> dict[int, Changes]:
    """What came since the last fold to the lists of these tokens. Within a transaction nothing of
    it is remembered: it may be our own, and taken back. Raises Moved."""
    stamp = (asked.generation, asked.folds)
    with memory.lock:
        if connection.in_atomic_block:
            below = memory.recent if memory.recent.stamp == stamp else None
            recent = Recent(*stamp, below)
        else:
            if memory.recent.stamp != stamp:
                memory.recent = Recent(*stamp)
            recent = memory.recent
        recent.catch_up(asked)
        return recent.changes(tokens)
