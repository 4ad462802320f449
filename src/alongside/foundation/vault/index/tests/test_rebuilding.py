"""The whole index is built anew beside the old one, while people go on working."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from alongside.foundation.clock import now
from alongside.foundation.vault.index import builds, gathering, rebuilding, tables
from alongside.foundation.vault.index.folding import fold, fold_if_many, fold_what_is_due
from alongside.foundation.vault.index.models import Block, Builds, Delta, Entry, Folded
from alongside.foundation.vault.index.rebuilding import (
    Overtaken,
    clear_what_was_broken_off,
    rebuild,
)
from alongside.foundation.vault.index.tests.kit import an_owner, entered, found
from alongside.foundation.vault.index.writing import Entered
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def told(owner, *words):
    return Entered(owner.pk, words, {}, owner.key_id)


def test_a_house_that_had_no_index_gets_one():
    sam, joan = an_owner(), an_owner()
    assert rebuild(iter([told(sam, "x:haddad"), told(joan, "x:pugh")])) == 2
    assert found("x:haddad") == {sam.pk} and not Delta.objects.exists()


def test_no_label_and_no_byte_is_what_it_was():
    sam = entered("x:haddad")
    fold()
    labels = set(Block.objects.values_list("label", flat=True))
    numbers = set(Entry.objects.values_list("number", flat=True))
    rebuild([told(sam, "x:haddad")])
    assert not labels & set(Block.objects.values_list("label", flat=True))
    assert not numbers & set(Entry.objects.values_list("number", flat=True))
    assert len(labels) == len(numbers) == Block.objects.count() == Folded.objects.count() == 1


def test_whom_it_does_not_tell_of_is_found_no_more():
    sam, joan = entered("x:haddad"), entered("x:haddad")
    rebuild([told(joan, "x:haddad")])
    assert found("x:haddad") == {joan.pk} != {sam.pk}


def test_whoever_was_erased_since_it_was_read_is_left_out():
    sam, joan = an_owner(), an_owner()
    destroy_keys_of(sam.pk)
    ring.clear()
    assert rebuild([told(sam, "x:haddad"), told(joan, "x:haddad")]) == 1
    assert found("x:haddad") == {joan.pk}


def test_in_portions_it_is_the_same():
    owners = [an_owner() for _ in range(30)]
    with (
        patch.object(rebuilding, "TOGETHER", 4),
        patch.object(rebuilding, "FOLDED_TOGETHER", 7),
        patch.object(gathering, "TOGETHER", 5),
    ):
        rebuild(told(one, "x:haddad", f"x:{n % 3}") for n, one in enumerate(owners))
    assert found("x:haddad") == {one.pk for one in owners}
    assert found("x:1") == {one.pk for one in owners[1::3]}


def test_of_two_the_later_goes_on():
    sam, joan = entered("x:haddad"), an_owner()

    def source():
        rebuild([told(sam, "x:haddad"), told(joan, "x:haddad")])
        yield told(sam, "x:haddad")

    with pytest.raises(Overtaken):
        rebuild(source())
    assert found("x:haddad") == {sam.pk, joan.pk}
    assert Folded.objects.count() == 1 and Builds.objects.get().building is None


def test_one_that_was_killed_is_written_to_for_a_day_and_no_longer():
    sam = entered("x:haddad")
    with (
        patch.object(rebuilding, "_switch", side_effect=KeyboardInterrupt),
        patch.object(rebuilding, "_give_up"),
        pytest.raises(KeyboardInterrupt),
    ):
        rebuild([told(sam, "x:haddad")])
    clear_what_was_broken_off()
    building = Builds.objects.get().building
    assert Entry.objects.filter(generation=building).count() == 1
    Folded.objects.update(at=now() - timedelta(hours=25))
    clear_what_was_broken_off()
    assert Builds.objects.get().building is None and Entry.objects.count() == 1
    assert found("x:haddad") == {sam.pk} and builds.ended() == []


def test_a_small_batch_waits_for_a_day_and_a_large_one_for_nothing():
    entered("x:haddad")
    assert fold_what_is_due() == 0
    Folded.objects.update(at=now() - timedelta(hours=25))
    assert fold_what_is_due() == 1 and tables.standing().deltas == 0
    with patch("alongside.foundation.vault.index.folding.ENOUGH", 3):
        [entered("x:pugh") for _ in range(3)]
        assert fold_what_is_due() == 3
    assert fold_what_is_due() == 0


def test_whoever_takes_in_many_lets_few_wait():
    with patch("alongside.foundation.vault.index.folding.MANY", 3):
        assert [(entered("x:pugh"), fold_if_many())[1] for _ in range(7)] == [0, 0, 3, 0, 0, 3, 0]
        [entered("x:pugh") for _ in range(2)]
        Delta.objects.filter(seq=Delta.objects.first().seq).update(sealed=b"altered")
        assert fold_if_many() == 0 and Delta.objects.count() == 3
