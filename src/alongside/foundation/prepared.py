"""A question to the database whose words stay as they are while its values change.

Django composes it once in each process; every later time only the values are put in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import DateField, DateTimeField, Field, Model, QuerySet, UUIDField
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

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
        self.composed: dict[str, _Composed] = {}

    def asked(self, **values: Any) -> RawSQL:
        """With these values, to stand within another question."""
        kept = self._kept()
        return RawSQL(kept.sql, self._given(kept, values))  # noqa: S611 - the words are Django's own

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """With these values, asked by itself: what the database says."""
        kept = self._kept()
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, self._given(kept, values))
            return cursor.fetchall()

    def models(self, **values: Any) -> list[Any]:
        """With these values, asked by itself: the rows of the model, as its query has them."""
        kept = self._kept()
        again: Any = _Again(kept, self._given(kept, values))
        return list(ModelIterable(again))

    def _kept(self):
        if connection.vendor not in self.composed:
            self.composed[connection.vendor] = self._compose()
        return self.composed[connection.vendor]

    def _given(self, kept, values):
        ready = {name: _as_stored(kind, values[name]) for name, kind in self.kinds.items()}
        return [ready[p.name] if isinstance(p, _Place) else p for p in kept.places]

    def _compose(self):
        marks = {
            name: STANDS_FOR[type(kind)](n) for n, (name, kind) in enumerate(self.kinds.items())
        }
        places = {_as_stored(self.kinds[name], mark): _Place(name) for name, mark in marks.items()}
        connection.ensure_connection()  # so that it is known whom it speaks to
        with _asking_nothing():
            rows = self.build(**marks)
            compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
            sql, given = compiler.as_sql()
        found = [_known(each, places) for each in given]
        if missing := set(places.values()) - {each for each in found if isinstance(each, _Place)}:
            raise NotPrepared(f"not asked for: {sorted(place.name for place in missing)}")
        return _Composed(sql, found, rows.model, compiler)


@dataclass(frozen=True)
class _Composed:
    sql: str
    places: list[Any]
    model: type[Model]
    compiler: SQLCompiler


class _Again:
    """What Django's reader of rows takes for a queryset. The compiler has done its work and knows
    which column is what; it asks on the connection of this thread."""

    db, _known_related_objects = DEFAULT_DB_ALIAS, {}  # type: ignore[var-annotated]

    def __init__(self, kept, given):
        self.kept, self.given, self.model, self.query = kept, given, kept.model, self

    def get_compiler(self, using):
        compiler = copy(self.kept.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda *args, **kwargs: (self.kept.sql, self.given)
        return compiler


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


def knows_json(connection: BaseDatabaseWrapper, **signal: object) -> None:
    """Our SQLite knows JSON. Django would find out in each thread by beginning to write, which may
    have to wait, behind a page that only reads."""
    if connection.vendor == "sqlite":
        connection.features.supports_json_field = True


connection_created.connect(knows_json)
