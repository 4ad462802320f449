"""Sealed words, as a database holds them: version, key id, nonce, ciphertext."""

import hashlib
import hmac
from collections.abc import Callable
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.foundation.vault.ring import ring

VERSION = b"\x01"
PADDED_TO = 32
PLACE = 16
TAG = 16


class SealBroken(Exception):
    """These words cannot be trusted, so they are not shown."""


class Tampered(SealBroken):
    """The sealed bytes were altered since they were written."""


class Swapped(SealBroken):
    """The sealed bytes are whole, but were sealed for another row or column."""


class PrintedShut(Exception):
    """A sealed value was about to be shown unopened: load the row instead of its values."""


class Lock:
    """A key that is at hand, for shutting several values with it."""

    __slots__ = ("head", "key")

    def __init__(self, key_id: UUID):
        self.head, self.key = VERSION + key_id.bytes, ring.key(key_id)

    def shut(self, words: bytes, place: bytes) -> bytes:
        """The sealed bytes; a fresh nonce each time."""
        nonce = urandom(12)
        inside = _digest(place) + _padded(words)
        return self.head + nonce + self.key.encrypt(nonce, inside, self.head)


class Sealed:
    """One value, shut. Inside lie a digest of its place and the words, padded against counting."""

    __slots__ = ("blob", "key_id")

    def __init__(self, blob: bytes):
        self.blob = blob
        self.key_id = UUID(bytes=blob[1:17].ljust(16, b"\0"))
        ring.expect(self.key_id)

    def __str__(self) -> str:
        raise PrintedShut

    def __repr__(self) -> str:
        return "<sealed>"

    @classmethod
    def seal(cls, words: bytes, *, key_id: UUID, place: bytes) -> "Sealed":
        """Shut the words with a key, for one place: a frozen label and the id of a row."""
        return cls(Lock(key_id).shut(words, place))

    def open(self, place: bytes) -> bytes:
        """The words; raises Tampered, Swapped or KeyGone."""
        return opened(self.blob, lambda: ring.key(self.key_id), place)


def opened(blob: bytes, key: Callable[[], AESGCM], place: bytes) -> bytes:
    """The words of sealed bytes; raises Tampered or Swapped, and whatever `key` raises."""
    head, nonce, ciphertext = blob[:17], blob[17:29], blob[29:]
    if blob[:1] != VERSION or len(ciphertext) < TAG:
        raise Tampered(place.decode())
    try:
        inside = key().decrypt(nonce, ciphertext, head)
    except InvalidTag:
        raise Tampered(place.decode()) from None
    if not hmac.compare_digest(inside[:PLACE], _digest(place)):
        raise Swapped(place.decode())
    return inside[PLACE:].rstrip(b"\0")[:-1]


def _digest(place):
    return hashlib.sha256(place).digest()[:PLACE]


def _padded(words):
    # A mark ends the words; zeros follow up to a multiple of 32 bytes.
    marked = words + b"\x80"
    return marked + b"\0" * (-len(marked) % PADDED_TO)
