"""A question to the database whose words stay as they are while its values change.

Django composes it once in each process; every later time only the values are put in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

# What stands for a value while the question is composed: nobody's id, and days before computers.
STANDS_FOR: dict[type[Field], Callable[[int], Any]] = {
    UUIDField: lambda n: UUID(int=(0xA1 << 120) + n),
    DateField: lambda n: date(1901, 1, 1) + timedelta(days=n),
    DateTimeField: lambda n: datetime(1902, 2, 2, n % 24, n // 24, 7, 7, tzinfo=UTC),
}
LOOKS_LIKE_A_VALUE = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{4}-\d\d-\d\d.*")


class NotPrepared(Exception):
    """A question that would be answered with the values of whoever asked it first."""


class Prepared:
    """`build` takes its values by name and composes the question without asking anything. Each
    value is named here with its kind of column. Nothing that was answered is kept: words only."""

    def __init__(self, build: Callable[..., QuerySet], **kinds: Field) -> None:
        self.build, self.kinds = build, kinds
        self.composed: dict[str, tuple[str, list[Any]]] = {}

    def asked(self, **values: Any) -> RawSQL:
        """With these values, to stand within another question."""
        return RawSQL(*self._with(values))  # noqa: S611 - the words are Django's own

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """With these values, asked by itself."""
        sql, given = self._with(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall()

    def _with(self, values):
        if connection.vendor not in self.composed:
            self.composed[connection.vendor] = self._compose()
        sql, places = self.composed[connection.vendor]
        ready = {name: _as_stored(kind, values[name]) for name, kind in self.kinds.items()}
        return sql, [ready[p.name] if isinstance(p, _Place) else p for p in places]

    def _compose(self):
        marks = {
            name: STANDS_FOR[type(kind)](n) for n, (name, kind) in enumerate(self.kinds.items())
        }
        places = {_as_stored(self.kinds[name], mark): _Place(name) for name, mark in marks.items()}
        with _asking_nothing():
            sql, given = self.build(**marks).query.sql_with_params()
        found = [_known(each, places) for each in given]
        if missing := set(places.values()) - {each for each in found if isinstance(each, _Place)}:
            raise NotPrepared(f"not asked for: {sorted(place.name for place in missing)}")
        return sql, found


class _Place:
    """Where a value belongs among the parameters."""

    def __init__(self, name):
        self.name = name


def _as_stored(kind, value):
    return kind.get_db_prep_value(value, connection)


def _known(given, places):
    if (place := places.get(given)) is not None:
        return place
    if isinstance(given, (UUID, date)) or LOOKS_LIKE_A_VALUE.fullmatch(str(given)):
        raise NotPrepared(f"{given!r} would be asked for every time")
    return given


@contextmanager
def _asking_nothing() -> Iterator[None]:
    def refuse(execute, sql, params, many, context):
        raise NotPrepared(sql)

    with connection.execute_wrapper(refuse):
        yield
