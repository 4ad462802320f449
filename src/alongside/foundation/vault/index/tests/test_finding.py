"""Entering, finding and leaving: at once, folded or not, and for those who may know."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.foundation.vault.index import recent, tables
from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Block, Delta, Entry
from alongside.foundation.vault.index.recent import Moved
from alongside.foundation.vault.index.stocktaking import unlike
from alongside.foundation.vault.index.tests.kit import an_owner, as_another_process, entered, found
from alongside.foundation.vault.index.writing import Entered, enter_many, leave
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import Tampered


def test_nobody_is_found_before_anybody_was_entered():
    assert find(Clues(frozenset({"x:haddad"}))) == []


@pytest.mark.parametrize("folded", [False, True])
def test_whoever_is_entered_is_found_with_her_card(folded):
    sam, joan = entered("x:haddad", "x:sam", name="Sam"), entered("x:pugh", name="Joan")
    assert not folded or fold() == 2
    (one,) = find(Clues(frozenset({"x:haddad"})))
    assert (one.owner, one.card) == (sam.pk, {"name": "Sam"}) and one.score > 0
    assert found("x:haddad", "x:pugh") == {sam.pk, joan.pk}
    assert found("x:hadad") == set()


@pytest.mark.parametrize("folded", [False, True])
def test_under_a_new_name_the_old_one_finds_her_no_more(folded):
    sam = entered("x:haddad", "x:sam")
    assert not folded or fold()
    entered("x:vale", "x:sam", owner=sam, name="Sam Vale")
    for _ in range(2):
        assert found("x:haddad") == set() and found("x:vale") == found("x:sam") == {sam.pk}
        fold()
    (one,) = find(Clues(frozenset({"x:vale"})))
    assert one.card == {"name": "Sam Vale"}


@pytest.mark.parametrize("folded", [False, True])
def test_whoever_left_is_in_no_list_after_the_next_fold(folded):
    sam = entered("x:haddad", "t4:0142")
    assert not folded or fold()
    leave(sam.pk)
    assert found("x:haddad") == set() and not Entry.objects.exists()
    fold()
    assert not Block.objects.exists() and not Delta.objects.exists()


def test_whoever_was_never_there_may_leave():
    leave(an_owner().pk)
    entered("x:pugh")
    leave(an_owner().pk)
    assert Delta.objects.count() == 1


def test_with_her_key_her_card_is_gone_and_her_place_goes_to_the_next():
    sam, joan = entered("x:haddad", "x:sam"), entered("x:haddad")
    destroy_keys_of(sam.pk)
    ring.clear()
    assert found("x:haddad", "x:sam", limit=1) == {joan.pk}
    with pytest.raises(KeyGone):
        entered("x:haddad", owner=sam)


@pytest.mark.parametrize("folded", [False, True])
def test_of_each_set_one_has_to_match(folded):
    sam = entered("x:haddad", "t4:0142", "d:1992-03-08")
    entered("x:haddad", "t4:0142", "d:1992-09-01")
    joan = entered("x:pugh", "t4:0142", "d:1992-08-03")
    assert not folded or fold()
    born = {"d:1992-03-08", "d:1992-08-03"}
    assert found(must=[{"t4:0142"}, born]) == {sam.pk, joan.pk}
    first, second = find(Clues(frozenset({"x:haddad"}), ({"t4:0142"}, born)))
    assert (first.owner, second.owner) == (sam.pk, joan.pk)
    assert found("x:haddad", must=[{"t4:9999"}]) == found("x:haddad", must=[set()]) == set()


def test_what_has_to_match_is_read_whatever_the_budget():
    several = {entered("t4:0142").pk for _ in range(30)}
    rare = entered("x:rare", "x:haddad").pk
    [entered("x:haddad") for _ in range(30)]
    assert found("x:haddad", must=[{"t4:0142"}], budget=0) == several
    assert found("x:haddad", "x:rare", budget=5) == {rare}
    assert len(found("x:haddad", budget=0)) == 31, "the rarest is read all the same"


def test_the_rarer_a_token_the_higher_she_stands():
    [entered("x:common") for _ in range(8)]
    both, rare = entered("x:common", "x:rare"), entered("x:rare")
    fold()
    told = [one.owner for one in find(Clues(frozenset({"x:common", "x:rare"})))]
    assert told[:2] == [both.pk, rare.pk] and len(told) == 10


def test_what_is_hidden_takes_nobodys_place():
    hidden = {entered("x:haddad", "x:sam").pk for _ in range(450)}
    shown = {entered("x:haddad").pk for _ in range(5)}
    fold()
    asked = []

    def keep(owners):
        asked.append(len(owners))
        return set(owners) - hidden

    assert found("x:haddad", "x:sam", keep=keep, limit=5) == shown
    assert asked == [100, 355]


def test_long_lists_are_whole_at_every_length():
    everybody, lengths = [], [1, 4, 5, 16, 17, 64, 65, 256, 257, 1024, 1025, 1800]
    for length in lengths:
        more = [an_owner() for _ in range(length - len(everybody))]
        enter_many(Entered(one.pk, ["y:1992"], {}, one.key_id) for one in more)
        everybody += [one.pk for one in more]
        fold(batch=5000)
        assert found("y:1992") == set(everybody), length
    for length in reversed([0, *lengths[:-1]]):
        while len(everybody) > length:
            leave(everybody.pop(len(everybody) // 2))
        fold(batch=5000)
        assert found("y:1992") == set(everybody), length
    assert not Block.objects.exists()


def test_many_tokens_go_into_several_deltas_of_one_size():
    sam = entered(*(f"x:{n}" for n in range(150)))
    entered("x:1")
    assert {len(bytes(one.sealed)) for one in Delta.objects.all()} == {546}
    assert Delta.objects.count() == 4
    for _ in range(3):
        assert all(sam.pk in found(f"x:{n}") for n in range(150))
        fold(batch=2)


def test_an_edit_of_other_things_looks_like_any_other():
    sam = entered("x:haddad", town="Leeds")
    entered("x:haddad", owner=sam, town="York")
    assert (
        Delta.objects.count() == 2 and len({len(bytes(d.sealed)) for d in Delta.objects.all()}) == 1
    )
    assert [one.card for one in find(Clues(frozenset({"x:haddad"})))] == [{"town": "York"}]


def test_of_one_owner_twice_in_a_batch_the_last_counts():
    sam = an_owner()
    enter_many(Entered(sam.pk, iter([name]), {}, sam.key_id) for name in ("x:haddad", "x:vale"))
    assert found("x:haddad") == set() and found("x:vale") == {sam.pk}


def test_the_statements_are_few_and_the_same_for_one_and_for_many():
    counts = []
    for several in (1, 900):
        enter_many(
            Entered(one.pk, ["x:haddad", f"x:{n}"], {}, one.key_id)
            for n, one in enumerate(an_owner() for _ in range(several))
        )
        fold(batch=5000)
        as_another_process()
        ring.clear()
        with CaptureQueriesContext(connection) as asked:
            find(Clues(frozenset({"x:haddad", "x:0"})), keep=set)
        counts.append(len(asked))
    assert counts == [5, 6]  # standing, first pieces, (further pieces,) owners, cards, stamp


def test_entering_one_takes_four_statements():
    entered("x:pugh")
    sam = an_owner()
    ring.key(sam.key_id)
    with CaptureQueriesContext(connection) as asked:
        enter_many([Entered(sam.pk, ["x:haddad"], {}, sam.key_id)])
    assert len(asked) == 4, [one["sql"] for one in asked]


def test_a_piece_that_was_altered_or_moved_is_refused():
    entered("x:haddad")
    entered("x:pugh")
    fold()
    first, second = Block.objects.all()
    for words in (bytes(second.sealed), bytes(first.sealed)[:-1] + b"\0", b""):
        Block.objects.filter(pk=first.pk).update(sealed=words)
        with pytest.raises(Tampered):
            found("x:haddad", "x:pugh")


def test_a_piece_that_was_taken_away_is_missed_by_search_and_fold():
    owners = [entered("all") for _ in range(20)]
    fold()
    sizes = {len(bytes(one.sealed)): one for one in Block.objects.all()}
    sizes[max(sizes)].delete()
    with pytest.raises(Tampered):
        found("all")
    entered("all")
    leave(owners[0].pk)
    with pytest.raises(Tampered):
        fold()


def test_a_damaged_card_hides_itself_alone_and_the_check_names_it():
    sam, ben = entered("x:haddad"), entered("x:haddad")
    Entry.objects.filter(owner=sam.pk).update(card=b"\1" * 90)
    assert found("x:haddad") == {ben.pk}
    told = {one.pk: Entered(one.pk, ["x:haddad"], {}, one.key_id) for one in (sam, ben)}
    assert set(unlike(told)) == {sam.pk}


def test_a_delta_that_was_taken_away_is_missed():
    entered("x:haddad")
    standing = tables.standing()
    Delta.objects.all().delete()
    with pytest.raises(Moved):
        recent.Recent(standing.generation, standing.folds).catch_up(standing)


def test_a_delta_that_was_altered_is_refused():
    entered("x:haddad")
    Delta.objects.update(sealed=b"\1" * 546)
    with pytest.raises(Tampered):
        found("x:haddad")


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_what_is_taken_back_was_never_seen_by_anybody_else():
    sam = entered("x:haddad")
    assert found("x:haddad") == {sam.pk}
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        joan = entered("x:pugh", "x:haddad")
        assert found("x:haddad") == {sam.pk, joan.pk}
        raise ZeroDivisionError
    assert found("x:haddad") == {sam.pk}
    ben = entered("x:pugh")
    assert found("x:pugh") == {ben.pk} and found("x:haddad") == {sam.pk}
    assert len(recent.memory.recent.known) == 2


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_each_process_reads_on_from_where_it_stood():
    sam = entered("x:haddad")
    assert found("x:haddad") == {sam.pk}
    joan = entered("x:haddad")
    with CaptureQueriesContext(connection) as asked:
        assert found("x:haddad") == {sam.pk, joan.pk}
    (read,) = [one["sql"] for one in asked if "sealed FROM index_delta" in one["sql"]]
    assert f"seq > {Delta.objects.order_by('seq').first().seq}" in read
    fold()
    assert found("x:haddad") == {sam.pk, joan.pk}


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_what_commits_late_under_an_earlier_number_is_read_all_the_same():
    sam, joan = entered("x:haddad"), entered("x:haddad")
    late = Delta.objects.order_by("seq").first()
    held = {"seq": late.seq, "generation": late.generation, "sealed": bytes(late.sealed)}
    late.delete()
    assert found("x:haddad") == {joan.pk}
    Delta.objects.create(**held)
    assert found("x:haddad") == {sam.pk, joan.pk}
