"""How statements are run: plain SQL, for the rows are many and a search is short."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

AT_ONCE = 1000  # rows asked for in one statement
WRITTEN_AT_ONCE = 250


def stored(owner: UUID) -> Any:
    """As the database holds the id of a row."""
    return owner if connection.features.has_native_uuid_field else owner.hex


def uuid(stored: Any) -> UUID:
    """As it was before it was stored."""
    return stored if isinstance(stored, UUID) else UUID(stored)


def held(how: str) -> str:
    """SQLite holds everything while somebody writes."""
    return f" FOR {how}" if connection.features.has_select_for_update else ""


def marks(values: Sequence) -> str:
    """A place for each value."""
    return ",".join(["%s"] * len(values))


def portions(values: Sequence, size: int = AT_ONCE) -> Iterator[Sequence]:
    """In the order they stand."""
    return (values[begin : begin + size] for begin in range(0, len(values), size))


def rows(statement: str, values: Sequence = ()) -> list[Any]:
    """All that it answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def run(statement: str, values: Sequence = ()) -> int:
    """How many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def insert(statement: str, told: Iterable[Sequence], ending: str = "") -> list[Any]:
    """What it gives back, where the ending says RETURNING."""
    found = []
    for some in portions(list(told), WRITTEN_AT_ONCE):
        places = ",".join([f"({marks(some[0])})"] * len(some))
        values = [value for row in some for value in row]
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} {places} {ending}", values)
            if "RETURNING" in ending:
                found += cursor.fetchall()
    return found
