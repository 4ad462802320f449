"""What is left to do once a key is destroyed: write over its last traces."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import OperationalError, connections
from django.utils.timezone import localtime

from alongside.foundation.vault.models import DataKey, KeyChange

PATIENCE = 3000  # milliseconds to wait for readers of a database


def living_keys(owners: Iterable[UUID]) -> set[UUID]:
    """Which of these still have a key that opens something."""
    living = DataKey.objects.filter(owner__in=list(owners)).exclude(wrapped=None)
    return set(living.values_list("owner", flat=True))


def write_over(tables: Iterable[str] = ()) -> bool:
    """The bytes that a destroyed key and deleted rows leave in the databases' own files. False
    while somebody is still reading them: then it is tried again later. PostgreSQL keeps them in
    its log for a while, whatever is asked; there only a change of the organisation's key helps.
    `tables` are those of which rows were written over under a key that lives on: PostgreSQL would
    keep the old row in the file, so it writes these tables anew."""
    return all([_write_over(connections[name], tables) for name in connections])


def _write_over(connection, tables):
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            if connection.alias == "keys":
                cursor.execute(f"VACUUM {DataKey._meta.db_table}")
                return True
            return all([_write_anew(cursor, table) for table in tables])
        cursor.execute("PRAGMA busy_timeout")
        before = cursor.fetchone()[0]
        try:
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(before)}")
        return not busy


def _write_anew(cursor, table):
    """Nobody reads the table meanwhile; where somebody does for long, it is tried again later."""
    cursor.execute(f"SET lock_timeout = {PATIENCE}")
    try:
        cursor.execute(f"VACUUM (FULL) {table}")
    except OperationalError:
        return False
    finally:
        cursor.execute("RESET lock_timeout")
    return True


def retired_on(fingerprint: str) -> date | None:
    """When this organisation key was destroyed; None while it, or a later step of its change,
    still stands."""
    change = KeyChange.objects.filter(old=fingerprint).exclude(ended_at=None).first()
    return localtime(change.ended_at).date() if change else None
