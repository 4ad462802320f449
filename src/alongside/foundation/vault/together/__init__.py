"""Rows of several tables read in one statement, what is sealed among them still shut."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from django.db.models import (
    BinaryField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Field,
    JSONField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from alongside.foundation.vault.fields import SealedText


def rows_together(*asked: tuple[QuerySet, Iterable[str]]) -> list[Any]:
    """The rows of each question with the columns that are named beside it; to read another one of
    them costs a statement, as after `only()`. In no order. What is not sealed travels as JSON, so
    a number with decimals or a length of time may not be among it."""
    wanted = [(rows, _fields(rows.model, names)) for rows, names in asked]
    if not wanted:
        return []
    widest = max(len(_sealed(fields)) for _rows, fields in wanted)
    first, *others = [_columns(n, *each, widest) for n, each in enumerate(wanted)]
    found = first.union(*others, all=True) if others else first
    return [_row(wanted[n], plain, shut) for n, plain, *shut in found]


def _fields(model, names):
    named = {model._meta.get_field(name) for name in names}
    return [field for field in model._meta.concrete_fields if field.primary_key or field in named]


def _sealed(fields: Sequence[Field]) -> list[SealedText]:
    return [field for field in fields if isinstance(field, SealedText)]


def _columns(number, rows, fields, widest):
    sealed = _sealed(fields)
    plain = {field.attname: field.attname for field in fields if field not in sealed}
    shut = [ExpressionWrapper(F(field.attname), BinaryField()) for field in sealed]
    nothing = [Cast(Value(None), BinaryField())] * (widest - len(sealed))
    return rows.order_by().values_list(Value(number), JSONObject(**plain), *shut, *nothing)


def _row(asked, plain, shut):
    rows, fields = asked
    blobs = iter(shut)
    values = [
        field.from_db_value(next(blobs), None, None)
        if isinstance(field, SealedText)
        else _value(field, plain[field.attname])
        for field in fields
    ]
    return rows.model.from_db(rows.db, [field.attname for field in fields], values)


def _value(field, told):
    """SQLite writes a moment in UTC without saying so, and a column of JSON as its text."""
    if isinstance(field, JSONField):
        return json.loads(told) if isinstance(told, str) else told
    if isinstance(field, DateTimeField) and told is not None:
        at = parse_datetime(told)
        return at.replace(tzinfo=UTC) if at and is_naive(at) else at
    return field.to_python(told)
