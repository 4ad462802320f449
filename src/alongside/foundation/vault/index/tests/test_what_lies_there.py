"""What somebody with the disk sees of the index: numbers drawn by lot, and bytes like noise."""

from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Block, Builds, Delta, Entry, Folded
from alongside.foundation.vault.index.tests.kit import entered
from alongside.foundation.vault.index.writing import leave

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
PLANTED = "Kingfisher"
IN_CLEAR = {"id", "folds", "owners", "at", "over", "seq", "generation", "owner"}


def twins(**card):
    """Two people of one name, one street and one number."""
    told = [f"x:{PLANTED}", f"x:{PLANTED}".lower(), "t4:0142"]
    return [entered(*told, name=PLANTED, **card) for _ in range(2)]


def columns(model):
    names = [field.attname for field in model._meta.concrete_fields]
    return {name: list(model.objects.values_list(name, flat=True)) for name in names}


def test_no_file_and_no_row_holds_the_word():
    for _ in range(2):
        twins()
        fold()
    twins()
    disk = b"".join(path.read_bytes() for path in settings.HOME.rglob("*") if path.is_file())
    if connection.vendor == "sqlite":
        assert bytes(Block.objects.first().sealed) in disk, "these are the files"
    assert PLANTED.lower().encode() not in disk.lower()
    for model in (Builds, Folded, Entry, Block, Delta):
        for value in sum(columns(model).values(), []):
            assert PLANTED.lower().encode() not in bytes(str(value).lower().encode())
            assert not isinstance(value, bytes | memoryview) or b"0142" not in bytes(value)


def test_of_two_people_of_one_name_no_two_bytes_are_equal():
    first = twins()
    fold()
    twins()
    for owner in first:
        entered("t4:0142", owner=owner)
    seen = Counter()
    for model in (Entry, Block, Delta):
        for name, values in columns(model).items():
            if name not in IN_CLEAR:
                seen.update(bytes(v) if isinstance(v, bytes | memoryview) else v for v in values)
    assert len(seen) > 20 and set(seen.values()) == {1}
    cards = {bytes(card)[:17] for card in Entry.objects.values_list("card", flat=True)}
    assert len(cards) == 4, "each lies under a key of its own"
    noise = [one[17:] if one[:17] in cards else one for one in seen if isinstance(one, bytes)]
    pieces = Counter(one[n : n + 8] for one in noise for n in range(0, len(one) - 7, 8))
    assert set(pieces.values()) == {1}


def test_the_same_list_looks_new_each_time_it_is_written():
    before: set[bytes] = set()
    for _ in range(4):
        twins()
        fold()
        now = {bytes(one.sealed) for one in Block.objects.all()}
        assert not now & before
        before |= now
    assert {len(one) for one in before} == {28 + 4 + 4 * 4, 28 + 12 * 4}, "of few sizes"


def test_columns_in_clear_say_nothing_of_anybody():
    told = {name for model in (Builds, Folded, Entry, Block, Delta) for name in columns(model)}
    assert told - IN_CLEAR == {"current", "building", "number", "label", "card", "tokens", "sealed"}


def test_numbers_do_not_follow_the_order_in_which_people_came():
    owners = [entered("x:haddad").pk for _ in range(40)]
    by_number = list(Entry.objects.order_by("number").values_list("owner", flat=True))
    assert set(by_number) == set(owners) and by_number not in (owners, owners[::-1])


def test_whoever_left_has_no_card_at_once_and_no_list_has_her_number_after_the_fold():
    sam, joan = twins()
    fold()
    before = {one.label: bytes(one.sealed) for one in Block.objects.all()}
    leave(sam.pk)
    assert [one.owner for one in Entry.objects.all()] == [joan.pk]
    fold()
    after = {one.label: bytes(one.sealed) for one in Block.objects.all()}
    assert set(after) == set(before) and not set(after.values()) & set(before.values())
