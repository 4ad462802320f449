"""Pages by key: the next page begins after the last row, however many rows there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Model, OrderBy, Q, QuerySet
from django.db.models.functions import Coalesce


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of the page after them where there is one."""

    rows: list[Any]
    next_after: str | None


def page_of(
    queryset: QuerySet,
    *,
    by: Sequence[str],
    after: str | None = None,
    size: int = 25,
    few: bool = False,
) -> Page:
    """One page in one statement. `by` names the ordering fields, `-` for descending; the primary
    key breaks ties. A cursor that was not made here begins at the first page. Where one's own
    rows are `few` among many, they are found first and then sorted; the database could otherwise
    walk along the order, past everybody's."""
    order = Order(queryset, [*by, "pk"])
    rows = queryset.order_by(*(order.sorting() if few else order.names))
    if (where := order.beyond(after)) is not None:
        rows = rows.filter(where)
    found = list(rows[: size + 1])
    more = len(found) > size
    return Page(found[:size], order.cursor(found[size - 1]) if more else None)


@dataclass(frozen=True)
class _WorkedOut:
    attname: str
    to_python: Callable[[str], Any]


class Order:
    """The fields that a list is ordered by, and the place of a row among them."""

    def __init__(self, queryset: QuerySet, names: Sequence[str]):
        self.names = names
        self.fields = [_field(queryset, name) for name in names]
        self.salt = f"page after: {queryset.model._meta.label} {' '.join(names)}"

    def sorting(self) -> list[OrderBy]:
        """The same order, in a way for which no index can be used."""
        columns = [F(name.lstrip("-")) for name in self.names]
        same = [Coalesce(column, column) for column in columns]
        pairs = zip(self.names, same, strict=True)
        return [OrderBy(column, descending=name.startswith("-")) for name, column in pairs]

    def cursor(self, row: Model) -> str:
        values = [getattr(row, field.attname) for field in self.fields]
        texts = [v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values]
        return signing.dumps(texts, salt=self.salt)

    def beyond(self, cursor: str | None) -> Q | None:
        """The rows after the cursor; None where there is none, or it was not made for this list."""
        try:
            texts = signing.loads(cursor or "", salt=self.salt)
            pairs = zip(self.fields, texts, strict=True)
            values = [field.to_python(text) for field, text in pairs]
        except (signing.BadSignature, ValidationError):
            return None
        return self._past(values)

    def _past(self, values):
        """Further in the first field, or level there and further in the next."""
        where, level = Q(), Q()
        for name, value in zip(self.names, values, strict=True):
            plain, sign = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
            where |= level & Q(**{f"{plain}__{sign}": value})
            level &= Q(**{plain: value})
        first, sign = self.names[0].lstrip("-"), "lte" if self.names[0][0] == "-" else "gte"
        return Q(**{f"{first}__{sign}": values[0]}) & where  # lets the database begin in its index


def _field(queryset, name):
    """A column, or what was worked out beside it, which then may not be empty."""
    meta, worked_out = queryset.model._meta, queryset.query.annotations.get(name.lstrip("-"))
    if worked_out is not None:
        return _WorkedOut(name.lstrip("-"), worked_out.output_field.to_python)
    field = meta.pk if name == "pk" else meta.get_field(name.lstrip("-"))
    if field.null:
        raise ValueError(f"{meta.label}.{field.name} may be empty, so nothing can stand after it")
    return field
