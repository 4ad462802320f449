"""The data keys as lines of text: out into a backup and back, wrapped as they lie."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.vault.models import DataKey, KeyChange, KeyCheck
from alongside.foundation.vault.wrapping import fingerprint

KEYS_AT_ONCE = 2000


def data_keys() -> Iterator[bytes]:
    """Every data key, wrapped as it lies there, a line each; destroyed ones stay destroyed."""
    keys = DataKey.objects.order_by("pk").values_list(
        "pk", "owner", "compartment", "wrapped", "wrapped_by"
    )
    for key in keys.iterator(KEYS_AT_ONCE):
        yield _line(*key)


@transaction.atomic(using="keys")
def bring_back_keys(lines: Iterable[bytes]) -> None:
    """Into a key database without any: all of them, or none."""
    waiting = []
    for line in lines:
        pk, owner, compartment, wrapped, wrapped_by = json.loads(line)
        secret = base64.b64decode(wrapped) if wrapped else None
        waiting.append(
            DataKey(
                pk=UUID(pk),
                owner=UUID(owner),
                compartment=compartment,
                wrapped=secret,
                wrapped_by=wrapped_by,
            )
        )
        if len(waiting) == KEYS_AT_ONCE:
            DataKey.objects.bulk_create(waiting)
            waiting = []
    DataKey.objects.bulk_create(waiting)


def key_changes() -> bytes:
    """Which organisation key wraps, and which one took the place of which."""
    changes = KeyChange.objects.values_list("old", "new", "began_at", "ended_at")
    told = [
        [old, new, began.isoformat(), ended and ended.isoformat()]
        for old, new, began, ended in changes
    ]
    return json.dumps({"wraps": fingerprint(), "changes": told}).encode()


@transaction.atomic(using="keys")
def bring_back_key_changes(told: bytes) -> None:
    """Into a key database without any: all of them, or none."""
    read = json.loads(told)
    KeyCheck.objects.create(id=1, fingerprint=read["wraps"])
    for old, new, began, ended in read["changes"]:
        ended_at = ended and datetime.fromisoformat(ended)
        KeyChange.objects.create(
            old=old, new=new, began_at=datetime.fromisoformat(began), ended_at=ended_at
        )


def _line(pk, owner, compartment, wrapped, wrapped_by):
    secret = base64.b64encode(bytes(wrapped)).decode() if wrapped else None
    return json.dumps([str(pk), str(owner), compartment, secret, wrapped_by]).encode() + b"\n"
