"""Writing many new rows of one model: sealed in a loop, sent as one statement.

What `bulk_create` does too, without asking every column of every row how it is stored; for what
comes in by the thousand."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Field, Model

from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.many.plain import Column, insert, plain
from alongside.foundation.vault.sealed import Lock, Sealed


def write_many(rows: Sequence[Model]) -> None:
    """Within the transaction of the deed. Raises KeyGone where a key was destroyed."""
    sealed = rows and any(isinstance(f, SealedText) for f in type(rows[0])._meta.concrete_fields)
    insert(rows, _column, once=_lock_and_id if sealed else lambda row: None)


def _lock_and_id(row):
    return Lock(row.key_id), str(row.pk)


def _column(field: Field, connection: Any) -> Column:
    if isinstance(field, SealedText):
        return partial(_sealed, field, field.attname, connection.Database.Binary)
    return plain(field, connection)


def _sealed(field, name, as_bytes, row, lock_and_id):
    value = row.__dict__[name]
    if value is None:
        return None
    lock, pk = lock_and_id
    words = field.opened(value, row) if isinstance(value, Sealed) else value
    return as_bytes(lock.shut(field.dump(words), field.place_of(pk)))
