"""A file lies in sealed pieces: not a byte of it, and not a piece, can be changed or moved."""

from uuid import uuid4

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.imports.commands import keep_upload
from alongside.foundation.imports.contents import PIECE, contents_of, pieces_of
from alongside.foundation.imports.models import Piece, Upload
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken, Sealed

FEW = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def brought(rows, by):
    """A file of so many rows, each of them told by its number."""
    lines = "".join(f"{n},Kingfisher {n}\n" for n in range(rows))
    table = read_table(Source("list.csv", f"Ref,Name\n{lines}".encode()))
    return keep_upload("referrals", table, contents_of(table), feed="Police", by=by)


def read(upload):
    ring.clear()
    upload = Upload.objects.get(pk=upload.pk)
    return [row.cells[0] for _n, rows in pieces_of(upload) for row in rows]


@pytest.mark.parametrize("rows", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_at_the_edges_of_a_piece_all_rows_come_back_in_order(rows, mona):
    assert read(brought(rows, mona)) == [str(n) for n in range(rows)]


def test_rows_full_of_words_make_smaller_pieces(mona):
    rows = "".join(f"{n},{'x' * 19_000}\n" for n in range(60))
    table = read_table(Source("list.csv", f"Ref,Words\n{rows}".encode()))
    upload = keep_upload("referrals", table, contents_of(table), feed="Police", by=mona)
    assert upload.pieces.count() == 3
    assert read(upload) == [str(n) for n in range(60)]


def spoil(upload, how, first, second):
    pieces = list(Piece.objects.filter(upload=upload))
    one, other = pieces[first % 3], pieces[(first + 1 + second % 2) % 3]
    if how == "flipped":
        blob = bytearray(one.__dict__["rows"].blob)
        blob[second % len(blob)] ^= 1 + second % 255
        Piece.objects.filter(pk=one.pk).update(rows=Sealed(bytes(blob)))
    elif how == "rows swapped":
        mine, theirs = one.__dict__["rows"], other.__dict__["rows"]
        Piece.objects.filter(pk=one.pk).update(rows=theirs)
        Piece.objects.filter(pk=other.pk).update(rows=mine)
    elif how == "reordered":
        Piece.objects.filter(pk=one.pk).update(n=9)
        Piece.objects.filter(pk=other.pk).update(n=one.n)
        Piece.objects.filter(pk=one.pk).update(n=other.n)
    elif how == "cut":
        Piece.objects.filter(upload=upload, n__gte=first % 3).delete()
    elif how == "left out":
        one.delete()
        Piece.objects.filter(upload=upload, n__gt=one.n).update(n=F("n") - 1)
    elif how == "doubled":
        Piece.objects.filter(pk=pieces[2].pk).update(n=3)
        copy = Piece(id=uuid4(), upload=upload, n=2)
        copy.__dict__["rows"] = one.__dict__["rows"]
        blob = one.__dict__["rows"].blob
        with pytest.MonkeyPatch.context() as as_it_lies:
            as_it_lies.setattr(
                Piece._meta.get_field("rows"), "pre_save", lambda row, add: Sealed(blob)
            )
            copy.save(force_insert=True)


HOWS = ("flipped", "rows swapped", "reordered", "cut", "left out", "doubled")


@pytest.mark.parametrize("how", HOWS)
@FEW
@given(first=st.integers(0, 2), second=st.integers(0, 100_000))
def test_whatever_was_done_to_it_is_refused(how, first, second, mona):
    upload = brought(2 * PIECE + 1, mona)
    spoil(upload, how, first, second)
    with pytest.raises((SealBroken, KeyGone)):
        read(upload)


def test_what_is_added_behind_the_last_is_never_read(mona):
    upload, stranger = brought(PIECE, mona), brought(PIECE, mona)
    Piece.objects.filter(upload=stranger).update(upload=upload, n=1)
    assert len(read(upload)) == PIECE
    with pytest.raises(SealBroken):
        read(stranger)


def test_a_piece_of_another_file_is_refused(mona):
    upload, stranger = brought(1, mona), brought(1, mona)
    Piece.objects.filter(upload=upload).delete()
    Piece.objects.filter(upload=stranger).update(upload=upload)
    with pytest.raises(SealBroken):
        read(upload)


def test_with_its_key_the_file_is_gone(mona):
    upload = brought(1, mona)
    destroy_keys_of(upload.pk)
    with pytest.raises(KeyGone):
        read(upload)
