"""Pages by key: the next page begins after the last row, however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

SALT = "page after"


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of the page after them where there is one."""

    rows: list[Any]
    next_after: str | None


def page_of(
    queryset: QuerySet, *, by: Sequence[str], after: str | None = None, size: int = 25
) -> Page:
    """One page in one statement. `by` names the ordering fields, `-` for descending; the primary
    key breaks ties. A cursor that was not made here begins at the first page."""
    order = [*by, "pk"]
    rows = queryset.order_by(*order)
    if (where := _read(after, queryset, order)) is not None:
        rows = rows.filter(where)
    found = list(rows[: size + 1])
    more = len(found) > size
    return Page(found[:size], _cursor(found[size - 1], order) if more else None)


def _cursor(row, order):
    values = [getattr(row, name.lstrip("-")) for name in order]
    texts = [v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values]
    return signing.dumps(texts, salt=SALT)


def _read(after, queryset, order):
    if not after:
        return None
    try:
        texts = signing.loads(after, salt=SALT)
        values = [
            _field(queryset, name).to_python(text) for name, text in zip(order, texts, strict=True)
        ]
    except (signing.BadSignature, ValidationError, ValueError):
        return None
    return _beyond(order, values)


def _field(queryset, name):
    meta = queryset.model._meta
    return meta.pk if name == "pk" else meta.get_field(name.lstrip("-"))


def _beyond(order, values):
    """Rows past these values: greater in the first field, or equal there and greater next."""
    where, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        plain, sign = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        where |= equal & Q(**{f"{plain}__{sign}": value})
        equal &= Q(**{plain: value})
    return where
