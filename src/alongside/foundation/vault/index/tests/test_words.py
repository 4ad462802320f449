"""A word that is known finds by itself and by what is more forgiving, and counts once."""

from math import isclose, log2

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.nearest import reading
from alongside.foundation.vault.index.nearest.reading import Word
from alongside.foundation.vault.index.tests.kit import EVERYBODY, as_another_process, entered

HADDAD = Word("x:haddad", frozenset({"x:hadda", "x:addad", "p:HTT"}))
SAM = Word("x:sam", frozenset({"x:sa", "p:SM"}))


def owners(*words, of=(), **told):
    found = find(Clues(frozenset(of), words=words), **{"limit": EVERYBODY} | told)
    return [one.owner for one in found]


def under(word):
    return (word.itself, *word.near)


def test_whoever_meets_two_words_stands_before_whoever_meets_one_in_many_ways():
    entered(*under(HADDAD))
    both = entered("x:addad", "x:sam", "p:SM")
    [entered("x:addad", "x:sam") for _ in range(3)]
    told = [one.owner for one in find(Clues(frozenset(), words=(HADDAD, SAM)))]
    assert told[0] == both.pk


def test_a_common_name_typed_rightly_leaves_the_budget_to_the_other(monkeypatch):
    """Of a hundred thousand Haddads each list with a letter less holds the same ones again."""
    monkeypatch.setattr(reading, "FEW", 3)
    several = {entered(*under(HADDAD)).pk for _ in range(8)}
    other = entered("x:sa", "p:HTT")
    fold()
    assert set(owners(HADDAD, SAM, budget=10)) == {*several, other.pk}
    assert set(owners(HADDAD, Word("x:sam", SAM.near | {"x:am"}), budget=0)) >= several


def test_a_list_that_holds_many_others_is_read_all_the_same(monkeypatch):
    monkeypatch.setattr(reading, "FEW", 3)
    several = {entered(*under(HADDAD)).pk for _ in range(4)}
    others = {entered("p:HTT").pk for _ in range(9)}
    assert set(owners(HADDAD)) == several | others


def test_what_others_begin_with_is_read_however_many_bear_it_as_a_name(monkeypatch):
    """Whoever types Will may mean the Wills or be on the way to Williamson."""
    monkeypatch.setattr(reading, "FEW", 3)
    wills = {entered("x:will", "x:wil").pk for _ in range(5)}
    longer = {entered("b:will").pk for _ in range(5)}
    will = Word("x:will", frozenset({"x:wil"}), frozenset({"b:will"}))
    assert set(owners(will)) == wills | longer


def test_the_rarest_of_each_word_is_read_whatever_it_costs():
    sam = entered(*under(SAM))
    several = {entered(*under(HADDAD)).pk for _ in range(9)}
    assert set(owners(HADDAD, SAM, budget=0)) == {sam.pk, *several}


names = some.sampled_from([HADDAD, SAM])
people = some.lists(some.tuples(some.sets(names), some.sets(some.sampled_from(
    ["x:hadda", "x:addad", "p:HTT", "x:sa", "p:SM", "c:sw1"]
))), min_size=1, max_size=14)  # fmt: skip


@pytest.mark.django_db(databases="__all__")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=people, folded=some.booleans(), hidden=some.sets(some.integers(0, 13)))
def test_all_add_up_as_on_paper_and_whoever_is_hidden_was_never_there(told, folded, hidden):
    with transaction.atomic(), transaction.atomic(using="keys"):
        _nobody_is_here()
        stand = {}
        for words, more in told:
            tokens = {*more}.union(*(under(word) for word in words))
            stand[entered(*tokens).pk] = tokens
        if folded:
            fold()
        pks = list(stand)
        away = {pks[n] for n in hidden if n < len(pks)}
        clues = Clues(frozenset({"c:sw1"}), words=(HADDAD, SAM))
        found = find(clues, limit=EVERYBODY, keep=lambda some: set(some) - away)
        paper = {pk: _on_paper(tokens, stand) for pk, tokens in stand.items()}
        assert {one.owner for one in found} == {pk for pk, worth in paper.items() if worth} - away
        assert all(isclose(one.score, paper[one.owner]) for one in found)
        scores = [one.score for one in found]
        assert scores == sorted(scores, reverse=True)
        whole = {pk for pk, tokens in stand.items() if HADDAD.itself in tokens}
        assert whole - away <= set(owners(HADDAD, budget=0, keep=lambda some: set(some) - away))
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    as_another_process()


def _on_paper(tokens, stand):
    """The place counts, and each word once by the rarest of what is met of it."""
    about = tables.standing()
    several = about.owners + about.deltas
    worth = 0.0
    for group in [{"c:sw1"}, {*under(HADDAD)}, {*under(SAM)}]:
        met = [sum(one in other for other in stand.values()) for one in tokens & group]
        worth += max((log2(1 + several / count) for count in met), default=0.0)
    return worth


def _nobody_is_here():
    with connection.cursor() as cursor:
        for table in ("builds", "folded", "entry", "block", "delta"):
            cursor.execute(f"DELETE FROM index_{table}")  # noqa: S608
    as_another_process()
