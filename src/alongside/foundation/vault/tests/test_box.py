"""A sealed file: not a byte of it can be changed, cut, added or moved."""

from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.vault.box import CHUNK, FORMAT, TAG, BackupRefused, SealingWriter, opened

RECOVERY = X25519PrivateKey.generate()
WORDS = bytes(range(256)) * 700  # three chunks


def sealed(portions):
    file = BytesIO()
    box = SealingWriter(file, RECOVERY.public_key())
    for portion in portions:
        box.write(portion)
    box.finish()
    return file.getvalue()


def read(raw, key=RECOVERY):
    return b"".join(opened(BytesIO(raw), key))


@settings(deadline=None)
@given(st.lists(st.binary(max_size=3000).map(lambda some: some * 40), max_size=5))
def test_whatever_went_in_comes_out(portions):
    assert read(sealed(portions)) == b"".join(portions)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_at_the_edges_of_a_chunk_too(size):
    assert read(sealed([bytes(size)])) == bytes(size)


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_refused(place, change):
    raw = bytearray(sealed([WORDS]))
    raw[place % len(raw)] ^= change
    with pytest.raises(BackupRefused):
        read(bytes(raw))


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0))
def test_cut_off_anywhere_it_is_refused(place):
    raw = sealed([WORDS])
    with pytest.raises(BackupRefused):
        read(raw[: place % len(raw)])


def test_cut_between_two_chunks_it_is_refused():
    head = len(FORMAT) + 32
    with pytest.raises(BackupRefused, match="damaged or cut off"):
        read(sealed([WORDS])[: head + 2 * (CHUNK + TAG)])


def test_longer_than_it_was_it_is_refused():
    with pytest.raises(BackupRefused):
        read(sealed([WORDS]) + b"\0")


def test_chunks_in_another_order_are_refused():
    raw, head, step = sealed([WORDS]), len(FORMAT) + 32, CHUNK + TAG
    first, second = raw[head : head + step], raw[head + step : head + 2 * step]
    with pytest.raises(BackupRefused):
        read(raw[:head] + second + first + raw[head + 2 * step :])


def test_another_key_opens_nothing():
    with pytest.raises(BackupRefused, match="These shares do not open"):
        read(sealed([WORDS]), X25519PrivateKey.generate())


def test_another_kind_of_file_is_told_so():
    with pytest.raises(BackupRefused, match="not a backup made by Alongside"):
        read(b"PK\x03\x04")
