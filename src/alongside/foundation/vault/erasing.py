"""What is left to do once a key is destroyed: write over its last traces, and tell restores."""

import json
import os
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils.timezone import localtime

from alongside.foundation.clock import now
from alongside.foundation.vault.models import DataKey, KeyChange
from alongside.foundation.vault.organisation import public_key, sign, signed_by_us

LIST = "erasures.list"
KEYS_AT_ONCE = 500
PATIENCE = 3000  # milliseconds to wait for readers of a database


def living_keys(owners: Iterable[UUID]) -> set[UUID]:
    """Which of these still have a key that opens something."""
    living = DataKey.objects.filter(owner__in=list(owners)).exclude(wrapped=None)
    return set(living.values_list("owner", flat=True))


def write_over() -> bool:
    """The bytes that a destroyed key and deleted rows leave in the databases' own files. False
    while somebody is still reading them: then it is tried again later. PostgreSQL keeps them in
    its log for a while, whatever is asked; there only a change of the organisation's key helps."""
    return all([_write_over(connections[name]) for name in connections])


def _write_over(connection):
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            if connection.alias == "keys":
                cursor.execute(f"VACUUM {DataKey._meta.db_table}")
            return True
        cursor.execute("PRAGMA busy_timeout")
        before = cursor.fetchone()[0]
        try:
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(before)}")
        return not busy


def keep_list() -> None:
    """Every destroyed key, signed, in one small file beside the checkpoints: copied away from the
    machine, it keeps an old backup from bringing anyone back. It holds ids drawn by lot and no
    word of anybody."""
    folder = settings.CHECKPOINTS
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{LIST}.part"
    with open(part, "wb") as file:
        file.write(signed_list())
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / LIST)


def signed_list() -> bytes:
    """The list as it leaves the house."""
    gone = DataKey.objects.filter(wrapped=None).order_by("pk").values_list("pk", "owner")
    keys = [[str(pk), str(owner)] for pk, owner in gone.iterator()]
    said = json.dumps({"at": now().isoformat(), "keys": keys})
    signature = sign(b"erasures\0" + said.encode()).hex()
    page = {"said": said, "organisation": public_key().hex(), "signature": signature}
    return json.dumps(page).encode()


class ListRefused(Exception):
    """The list of erasures is damaged, or another organisation's."""


def erase_again(page: bytes) -> int:
    """What the list names is destroyed here too: after a backup from before was brought back.
    Answers with how many keys that were; raises ListRefused and then destroys nothing."""
    keys = _keys_on(page)
    for first in range(0, len(keys), KEYS_AT_ONCE):
        DataKey.objects.filter(pk__in=keys[first : first + KEYS_AT_ONCE]).update(wrapped=None)
    write_over()
    return len(keys)


def _keys_on(page):
    try:
        told = json.loads(page)
        said, signature = told["said"].encode(), bytes.fromhex(told["signature"])
        ours = signed_by_us(b"erasures\0" + said, signature)
        keys = [UUID(key) for key, _owner in json.loads(said)["keys"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ListRefused("This is no list of erasures, or it is damaged.") from None
    if not ours:
        raise ListRefused("This list of erasures was not signed by this organisation.")
    living = DataKey.objects.exclude(wrapped=None).values_list("pk", flat=True)
    return list(set(keys) & set(living))


def retired_on(fingerprint: str) -> date | None:
    """When this organisation key was destroyed; None while it, or a later step of its change,
    still stands."""
    change = KeyChange.objects.filter(old=fingerprint).exclude(ended_at=None).first()
    return localtime(change.ended_at).date() if change else None
