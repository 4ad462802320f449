"""Whatever happens in whatever order, the index finds whom a plain dictionary would find."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from alongside.foundation.clock import now
from alongside.foundation.vault.index import folding, rebuilding, tables
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Block, Delta, Entry, Folded
from alongside.foundation.vault.index.rebuilding import clear_what_was_broken_off, rebuild
from alongside.foundation.vault.index.recent import Recent, memory
from alongside.foundation.vault.index.tests.kit import an_owner, entered, found
from alongside.foundation.vault.index.writing import Entered, enter_many, leave

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)

WORDS = [f"x:{n}" for n in range(9)]
OWNERS, PROCESSES = 12, 3
STEPS = ["put_blocks", "drop_blocks", "drop_deltas"]
owner = some.integers(0, OWNERS - 1)
words = some.frozensets(some.sampled_from(WORDS), max_size=6)
entry = some.tuples(owner, words)
deeds = some.one_of(
    some.tuples(some.just("enter"), entry),
    some.tuples(some.just("enter"), entry),
    some.tuples(some.just("enter_many"), some.lists(entry, max_size=6)),
    some.tuples(some.just("leave"), owner),
    some.tuples(some.just("taken_back"), some.lists(entry, max_size=3)),
    some.tuples(some.just("fold"), some.integers(1, 8)),
    some.tuples(
        some.just("crash"), some.sampled_from(["put_blocks", "drop_blocks", "drop_deltas"])
    ),
    some.tuples(some.just("overtaken"), some.integers(1, 8)),
    some.tuples(some.just("rebuild"), some.lists(some.one_of(entry, owner), max_size=4)),
    some.tuples(some.just("broken_rebuild"), some.lists(some.one_of(entry, owner), max_size=4)),
    some.tuples(some.just("killed_rebuild"), some.lists(some.one_of(entry, owner), max_size=4)),
    some.tuples(some.just("process"), some.integers(0, PROCESSES - 1)),
)


class Killed(BaseException):
    """The process is gone at this point."""


class World:
    """The index and, beside it, what is true: whom each owner stands under."""

    def __init__(self, owners):
        self.owners, self.truth = owners, {}
        self.processes = [Recent(0, 0) for _ in range(PROCESSES)]
        memory.recent = self.processes[0]
        self.at = 0

    def enter(self, told):
        n, under = told
        entered(*under, owner=self.owners[n], n=n)
        self.truth[n] = under

    def enter_many(self, told):
        enter_many(self.entry(n, under) for n, under in told)
        self.truth.update(told)

    def entry(self, n, under):
        return Entered(self.owners[n].pk, under, {"n": n}, self.owners[n].key_id)

    def leave(self, n):
        leave(self.owners[n].pk)
        self.truth.pop(n, None)

    def taken_back(self, told):
        before = dict(self.truth)
        with transaction.atomic():
            for one in told:
                self.enter(one)
            self.check()
            transaction.set_rollback(True)
        self.truth = before

    def fold(self, batch):
        standing = tables.standing()
        there = standing.deltas if standing else 0
        assert fold(batch=batch) == min(batch, there)

    def crash(self, where):
        with patch.object(tables, where, side_effect=Killed), pytest.raises(Killed):
            fold()
            raise Killed

    def overtaken(self, batch):
        """Another process folds while this one has just reckoned what to write."""

        def reckoned(secrets, changes, whole=folding.changed):
            found = whole(secrets, changes)
            with patch.object(folding, "changed", whole):
                fold(batch=3)
            return found

        with patch.object(folding, "changed", reckoned):
            assert fold(batch=batch) == 0

    def rebuild(self, meanwhile):
        rebuild(self.source(meanwhile))
        assert not Delta.objects.exclude(generation=tables.standing().generation).exists()
        assert {one.generation for one in Entry.objects.all()} <= {tables.standing().generation}

    def broken_rebuild(self, meanwhile):
        with pytest.raises(Killed):
            rebuild(self.source(meanwhile, then=Killed))

    def killed_rebuild(self, meanwhile):
        """Nobody is there to say that it was given up."""
        with patch.object(rebuilding, "_give_up"):
            self.broken_rebuild(meanwhile)

    def source(self, meanwhile, then=None):
        """Whoever was read is old by the time it is built: people go on working."""
        waiting = list(meanwhile)
        for n, under in list(self.truth.items()):
            old = self.entry(n, under)
            if waiting:
                self.work(waiting.pop())
            if n in self.truth:
                yield old
        while waiting:
            self.work(waiting.pop())
        if then:
            raise then

    def work(self, told):
        self.leave(told) if isinstance(told, int) else self.enter(told)
        self.check()

    def process(self, n):
        self.processes[self.at], self.at = memory.recent, n
        memory.recent = self.processes[n]

    def check(self):
        for word in WORDS:
            assert found(word) == self.meeting(lambda under, word=word: word in under)
        first, second, third = WORDS[:2], WORDS[1:4], WORDS[4:6]
        either = self.meeting(lambda under: under & {*first, *third})
        assert found(*first, *third) == either
        must = [second, third]
        both = self.meeting(lambda under: under & {*second} and under & {*third})
        assert found(WORDS[0], must=must) == found(must=must) == both

    def meeting(self, clue):
        return {self.owners[n].pk for n, under in self.truth.items() if clue(under)}

    def end(self):
        """Once all is folded the lists hold nobody twice, and nobody who is not there."""
        while fold(batch=50):
            self.check()
        Folded.objects.update(at=now() - timedelta(days=2))
        clear_what_was_broken_off()
        memory.recent = Recent(0, 0)
        self.check()
        assert Entry.objects.count() == len(self.truth)
        for n in list(self.truth):
            self.leave(n)
        fold(batch=1000)
        assert not Block.objects.exists() and not Entry.objects.exists()


@pytest.fixture
def owners():
    return [an_owner() for _ in range(OWNERS)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=some.lists(deeds, min_size=8, max_size=40))
def test_whatever_is_done_the_same_are_found(owners, told):
    with connection.cursor() as cursor:
        for table in ("builds", "folded", "entry", "block", "delta"):
            cursor.execute(f"DELETE FROM index_{table}")  # noqa: S608
    world = World(owners)
    for deed, given_ in told:
        getattr(world, deed)(given_)
        world.check()
    world.end()
