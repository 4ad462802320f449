"""What passes through lies sealed in a file without a name, and is gone with whoever reads it."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings as place
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation import room
from alongside.foundation.vault.passing import CHUNK, Blocks, Passing
from alongside.foundation.vault.sealed import Tampered

WORDS = b"Kingfisher " * 20_000  # four chunks


def passing(*portions):
    file = Passing()
    for portion in portions:
        file.write(portion)
    file.finish()
    return file


def without_a_name():
    """The files beside the data that this process holds open and no folder names, as they lie."""
    links = {}
    for link in Path("/proc/self/fd").iterdir():
        try:
            links[link] = os.readlink(link)
        except OSError:
            continue
    mine = [link for link, to in links.items() if to.startswith(f"{place.DATA}/")]
    return [link for link in mine if links[link].endswith("(deleted)")]


@settings(deadline=None)
@given(st.lists(st.binary(max_size=3000).map(lambda some: some * 40), max_size=5))
def test_whatever_went_in_comes_out(portions):
    file = passing(*portions)
    assert file.open().read() == b"".join(portions) and file.size == len(b"".join(portions))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_at_the_edges_of_a_chunk_too(size):
    assert passing(bytes(size)).open().read() == bytes(size)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WORDS)), st.integers(0, 200_000)), max_size=8))
def test_it_is_read_from_any_place_like_a_file_in_memory(reads):
    file, model = passing(WORDS).open(), io.BytesIO(WORDS)
    for at, length in reads:
        assert file.seek(-at, io.SEEK_END) == model.seek(-at, io.SEEK_END)
        assert file.read(length) == model.read(length) and file.tell() == model.tell()


def test_no_word_of_it_lies_on_the_disk_and_no_folder_names_it():
    before = set(without_a_name())
    named = set(place.DATA.iterdir())
    file = passing(WORDS)
    [lies] = set(without_a_name()) - before
    on_the_disk = lies.read_bytes()
    assert len(on_the_disk) > len(WORDS) and b"Kingfisher" not in on_the_disk
    assert set(place.DATA.iterdir()) == named
    del file
    assert set(without_a_name()) == before


def test_a_changed_byte_and_a_moved_block_are_refused():
    blocks = Blocks()
    for n in range(2):
        blocks.append(b"%d" % n * 100)
    first, second = (os.pread(blocks._file.fileno(), 116, at) for at in (0, 116))
    os.pwrite(blocks._file.fileno(), second, 0)
    with pytest.raises(Tampered):
        blocks[0]
    os.pwrite(blocks._file.fileno(), first[:-1] + bytes([first[-1] ^ 1]), 0)
    with pytest.raises(Tampered):
        blocks[0]
    os.pwrite(blocks._file.fileno(), first, 0)
    assert list(blocks) == [b"0" * 100, b"1" * 100]


def test_the_last_room_on_the_disk_is_not_taken(monkeypatch):
    file = passing(WORDS)
    monkeypatch.setattr(room, "is_short", lambda: True)
    with pytest.raises(room.NoRoom):
        file.write(WORDS)
