"""Reading sealed columns of many rows for comparing: no rows of the ORM are made of them.

What was erased or damaged reads as nothing, as `reading.if_readable` has it for a single row."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.index.sql import marks, portions, rows, stored, uuid
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken, opened

KEY = slice(1, 17)  # of sealed bytes


class Told:
    """What one row says, by column: opened when it is asked for. What is not sealed is as the
    database has it."""

    __slots__ = ("cells", "fields", "key", "pk", "sealed_by")

    def __init__(self, fields: dict[str, Any], cells: Sequence[Any]):
        self.fields, self.pk, self.cells = fields, str(uuid(cells[0])), cells[1:]
        self.sealed_by = b""

    def __getitem__(self, name: str) -> Any:
        place, field = self.fields[name]
        cell = self.cells[place]
        return self._opened(field, cell) if isinstance(field, SealedText) else cell

    def _opened(self, field, cell):
        if cell is None:
            return field.get_default() if field.has_default() else None
        blob, place = bytes(cell), field.place_of(self.pk)
        try:
            return field.load(opened(blob, lambda: self._key(blob[KEY]), place))
        except (KeyGone, SealBroken):
            return None

    def _key(self, sealed_by):
        """The same for most of a row."""
        if sealed_by != self.sealed_by:
            self.key, self.sealed_by = ring.key(UUID(bytes=sealed_by)), sealed_by
        return self.key


def told_by_many(
    model: type[Model], names: Sequence[str], ids: Collection[UUID], *, by: str = "id"
) -> Iterator[tuple[UUID, Told]]:
    """Of each row whose `by` is among the ids: that id, and what it says; in no order. The keys of
    a portion are fetched together."""
    fields = {name: (n, model._meta.get_field(name)) for n, name in enumerate(names)}
    columns = [field.column for _n, field in fields.values()]  # type: ignore[union-attr]
    of = model._meta.get_field(by).column  # type: ignore[union-attr]
    quote = connection.ops.quote_name
    wanted = ", ".join(map(quote, ("id", *map(str, columns), str(of))))
    head = f"SELECT {wanted} FROM {quote(model._meta.db_table)} WHERE {quote(str(of))} IN"  # noqa: S608
    sealed = 1 + next(n for n, field in fields.values() if isinstance(field, SealedText))
    for some in portions(list(ids)):
        found = rows(f"{head} ({marks(some)})", [*map(stored, some)])
        for cells in found:
            if cells[sealed] is not None:
                ring.expect(UUID(bytes=bytes(cells[sealed])[KEY]))
        yield from ((uuid(cells[-1]), Told(fields, cells)) for cells in found)
