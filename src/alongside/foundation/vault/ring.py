"""The key ring of one request: filled by one query, emptied before the next request."""

import threading
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.signals import request_finished, request_started

from alongside.foundation.vault.keys import ciphers_of

MOST_AWAITED = 1000


class KeyGone(Exception):
    """The key was destroyed: what it sealed is erased."""


class Ring(threading.local):
    """The keys this thread has fetched, and the ids of those it will probably need."""

    def __init__(self):
        self.clear()

    def clear(self, **signal: object) -> None:
        """Forget every key: an erased one must die at once, and no request lends to the next."""
        self.keys: dict[UUID, AESGCM | None] = {}
        self.awaited: set[UUID] = set()

    def expect(self, key_id: UUID) -> None:
        """A row was loaded that may be opened; its key is fetched together with the others."""
        if key_id not in self.keys and len(self.awaited) < MOST_AWAITED:
            self.awaited.add(key_id)

    def key(self, key_id: UUID) -> AESGCM:
        """The cipher of a key; raises KeyGone when it was destroyed."""
        if key_id not in self.keys:
            self._fetch(self.awaited | {key_id})
        cipher = self.keys[key_id]
        if cipher is None:
            raise KeyGone(key_id)
        return cipher

    def _fetch(self, key_ids):
        self.keys |= dict.fromkeys(key_ids) | ciphers_of(key_ids)
        self.awaited = set()


ring = Ring()
request_started.connect(ring.clear)
request_finished.connect(ring.clear)
