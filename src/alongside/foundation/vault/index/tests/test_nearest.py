"""Whoever asks for many together finds whom each would have found alone."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Block
from alongside.foundation.vault.index.nearest import finding as nearest_finding
from alongside.foundation.vault.index.nearest.finding import nearest
from alongside.foundation.vault.index.recent import Moved
from alongside.foundation.vault.index.tests.kit import entered
from alongside.foundation.vault.index.writing import leave
from alongside.foundation.vault.sealed import Tampered

WORDS = st.frozensets(st.sampled_from([f"x:{n}" for n in range(6)]), max_size=4)


def everybody(ids):
    return set(ids)


def asked(*words, must=()):
    return Clues(frozenset(words), tuple(frozenset(some) for some in must))


def test_nobody_is_beside_anybody_before_somebody_was_entered():
    me = uuid4()
    assert nearest({me: [asked("x:haddad")]}, keep=everybody, limit=3) == {me: []}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(people=st.lists(WORDS, max_size=12), typed=st.lists(st.tuples(WORDS, WORDS), max_size=3))
def test_each_asker_finds_what_she_would_alone(db, people, typed):
    owners = [entered(*words) for words in people]
    if len(people) % 2:
        fold()
    several = [Clues(words, (must,) if must else ()) for words, must in typed]
    found = nearest({(me := uuid4()): several}, keep=everybody, limit=50)[me]
    alone = {one.owner for clues in several for one in find(clues, keep=everybody, limit=50)}
    assert set(found) == alone and len(found) == len(alone)
    for owner in owners:
        leave(owner.pk)
    fold()


@pytest.mark.parametrize("folded", [False, True])
def test_the_best_come_first_and_never_the_asker_nor_whom_she_may_not_know_of(folded):
    me, best, good, hidden = (entered(*words) for words in ("abc", "abc", "ab", "abc"))
    others = [entered("a") for _ in range(30)]
    assert not folded or fold()

    def keep(ids):
        return set(ids) - {hidden.pk}

    found = nearest({me.pk: [asked("a", "b", "c")], best.pk: [asked("c")]}, keep=keep, limit=2)
    assert found == {me.pk: [best.pk, good.pk], best.pk: [me.pk]}
    kept = {one.pk for one in others[:1]}
    found = nearest({me.pk: [asked("a", "b", "c")]}, keep=kept.intersection, limit=2)
    assert found[me.pk] == [others[0].pk], "also behind many who are not to be known of"


def test_where_few_meet_what_has_to_match_nothing_else_is_read(django_assert_num_queries):
    me, one, two = entered("d:1", "u:1"), entered("d:1", "u:1"), entered("d:1")
    for n in range(9):
        entered(f"u:{n}")
    fold()
    clues = asked("d:1", "u:1", must=[["d:1"]])
    assert set(nearest({me.pk: [clues]}, keep=everybody, limit=5)[me.pk]) == {one.pk, two.pk}
    with django_assert_num_queries(4):  # what stands, one list, whose numbers, still the same
        nearest({me.pk: [clues], one.pk: [clues]}, keep=everybody, limit=5)


def test_a_piece_that_was_taken_away_is_told():
    for _ in range(9):
        entered("x:haddad")
    fold()
    longest = max(Block.objects.all(), key=lambda block: len(block.sealed))
    Block.objects.filter(pk=longest.pk).delete()
    with pytest.raises(Tampered):
        nearest({uuid4(): [asked("x:haddad")]}, keep=everybody, limit=5)


def test_a_fold_that_comes_in_between_is_met_by_asking_again(monkeypatch):
    sam = entered("x:haddad")
    read, folds = nearest_finding._found, []

    def as_somebody_folds(*args):
        if not folds:
            return folds.append(fold())
        return read(*args)

    monkeypatch.setattr(nearest_finding, "_found", as_somebody_folds)
    found = nearest({(me := uuid4()): [asked("x:haddad")]}, keep=everybody, limit=5)
    assert found == {me: [sam.pk]} and folds == [1]
    monkeypatch.setattr(nearest_finding.builds, "stamp", lambda: None)
    with pytest.raises(Moved):
        nearest({me: [asked("x:haddad")]}, keep=everybody, limit=5)
