"""What the sealing itself costs: how often each page unwraps a key, opens and seals, times what one
of each takes on this machine."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from unittest.mock import patch
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.foundation.vault import keys
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.sealed import Sealed
from alongside.foundation.vault.wrapping import fingerprint, wrap

ROUNDS, TIMES = 9, 500
WORDS = b"She slept badly and wants to know what happens next."  # of the length of most
PLACE = b"bench:" + bytes(36)


@contextmanager
def counted() -> Iterator[Counter]:
    """How many of each, in this process, while it lasts."""
    told: Counter[str] = Counter()

    def counting(name, deed):
        def run(*args, **kwargs):
            told[name] += 1
            return deed(*args, **kwargs)

        return run

    seal = Sealed.__dict__["seal"].__func__
    with (
        patch.object(Sealed, "open", counting("opened", Sealed.open)),
        patch.object(Sealed, "seal", classmethod(counting("sealed", seal))),
        patch.object(keys, "unwrapped", counting("unwrapped", keys.unwrapped)),
    ):
        yield told


def costs_us() -> dict[str, float]:
    """Microseconds of this process for one of each: a key at hand, a value of some fifty bytes."""
    key = DataKey(id=uuid4(), owner=uuid4())
    wrap(key, AESGCM.generate_key(256), by=fingerprint())
    ring.keys[key.pk] = AESGCM(AESGCM.generate_key(256))
    shut = Sealed.seal(WORDS, key_id=key.pk, place=PLACE)
    told = {
        "unwrapped": _each(lambda: AESGCM(keys.unwrapped(key.pk, key.wrapped, key.wrapped_by))),
        "opened": _each(lambda: shut.open(PLACE)),
        "sealed": _each(lambda: Sealed.seal(WORDS, key_id=key.pk, place=PLACE)),
    }
    ring.clear()
    return told


def _each(deed):
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            deed()
        rounds.append((time.process_time() - began) / TIMES)
    return 1e6 * median(rounds)
