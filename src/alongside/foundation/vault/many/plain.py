"""One statement for many new rows, each column asked once how it is stored."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from django.db import connections, router
from django.db.models import AutoField, Field, Model

Column = Callable[[Any, Any], Any]  # what of a row goes into it


def insert(
    rows: Sequence[Model],
    column: Callable[[Field, Any], Column] | None = None,
    once: Callable[[Any], Any] = lambda row: None,
) -> None:
    """All of one model and none of them here yet; afterwards they are as if they had been saved.
    `column` says how a field of a connection is stored, where it is not as usual, and is given what
    is found out `once` of each row."""
    if not rows:
        return
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = connections[using]
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = [(column or plain)(field, connection) for field in fields]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608
            [_told(row, once(row), columns) for row in rows],
        )
    for row in rows:
        row._state.adding, row._state.db = False, using


def _told(row, known, columns):
    return [told(row, known) for told in columns]


def plain(field: Field, connection: Any) -> Column:
    """As any column is stored."""
    value = attrgetter(field.attname)
    if type(field).pre_save is not Field.pre_save:
        value = partial(field.pre_save, add=True)  # type: ignore[assignment]
    return partial(_stored, value, partial(field.get_db_prep_save, connection=connection), {})


def _stored(value_of, prepared, known, row, _once):
    """Of a value that came before, the answer is known: codes and defaults are the same in most."""
    value = value_of(row)
    try:
        return known[value]
    except KeyError:
        known[value] = stored = prepared(value)
        return stored
    except TypeError:  # a list, or something else that may change
        return prepared(value)
