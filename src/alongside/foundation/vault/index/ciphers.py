"""The keys of one generation of the index: tokens, labels and everything it keeps sealed."""

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.foundation.vault.organisation import subkey
from alongside.foundation.vault.sealed import Tampered

BLOCK, DELTA, TOKENS = b"block", b"delta", b"tokens"


class Secrets:
    """All that makes and opens one generation. Nothing of it is ever written."""

    def __init__(self, master: bytes, generation: int):
        def key(purpose):
            return hmac.digest(master, purpose + generation.to_bytes(4, "big"), "sha256")

        self.generation = generation
        self._token = hashlib.blake2b(key=key(b"token"), digest_size=8)
        self._label = hashlib.blake2b(key=key(b"label"), digest_size=8)
        self._ciphers = {kind: AESGCM(key(kind)) for kind in (BLOCK, DELTA, TOKENS)}

    def token(self, words: str) -> int:
        """63 bits that stand for "class:value"; only here can one be made."""
        digest = self._token.copy()
        digest.update(words.encode())
        return int.from_bytes(digest.digest(), "big") >> 1

    def tokens(self, words: Iterable[str]) -> frozenset[int]:
        """Of many."""
        return frozenset(map(self.token, words))

    def label(self, token: int, piece: int) -> int:
        """Under which key the piece of a token's list lies in the table."""
        digest = self._label.copy()
        digest.update(token.to_bytes(8, "big") + piece.to_bytes(4, "big"))
        return int.from_bytes(digest.digest(), "big") >> 1

    def seal(self, kind: bytes, words: bytes, place: int = 0) -> bytes:
        """Shut for one place in one kind of table; a fresh nonce each time."""
        nonce = urandom(12)
        return nonce + self._ciphers[kind].encrypt(nonce, words, kind + place.to_bytes(8, "big"))

    def open(self, kind: bytes, sealed: bytes, place: int = 0) -> bytes:
        """The words; raises Tampered for what was altered or moved."""
        try:
            return self._ciphers[kind].decrypt(
                sealed[:12], sealed[12:], kind + place.to_bytes(8, "big")
            )
        except (InvalidTag, ValueError):
            raise Tampered(f"index.{kind.decode()}") from None


def secrets_of(generation: int) -> Secrets:
    """Derived from the organisation's lasting secret, so that they outlive a change of its key."""
    return _kept(subkey("search index"), generation)


@lru_cache(maxsize=8)
def _kept(master, generation):
    return Secrets(master, generation)


def place_of_card(owner: UUID) -> bytes:
    """What binds a card to its owner."""
    return f"index.card:{owner}".encode()
