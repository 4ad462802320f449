"""Writing over the words of one part, so that the key that sealed them opens nothing of it.

The key serves the whole case and cannot be destroyed for one note: so it is the bytes that go."""

from datetime import date
from typing import Any

from django.db.models import F, Model

from alongside.foundation.vault.models import Part, TakenOut
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import Sealed


def label_of(row: type[Model] | Model) -> str:
    """How the list of erasures names the table of a part."""
    return row._meta.label_lower


def take_words_out(row: Part, item: str, *, on: date, why: str) -> None:
    """Every sealed column of it is sealed anew over nothing. Of a row whose key was destroyed
    there is nothing to open, so that it is marked and no more. Whoever had it open to correct it
    finds that it changed meanwhile."""
    marked = {**row.taken_out, item: [on.isoformat(), why]}
    changes: dict[str, Any] = {"taken_out": marked}
    try:
        for name, value in row.left_without(item).items():
            changes[name] = _shut(row, row._meta.get_field(name), value)
    except KeyGone:
        changes = {"taken_out": marked}
    if hasattr(row, "version"):
        changes["version"] = F("version") + 1
    type(row)._base_manager.filter(pk=row.pk).update(**changes)
    row.refresh_from_db(fields=[*changes])


def remember(row: Part, item: str) -> None:
    """From now on the list of erasures names it."""
    gone = row.gone(item)
    if gone is not None:
        told = {"on": gone.day, "why": gone.why}
        TakenOut.objects.update_or_create(told, label=label_of(row), row=row.pk, item=item)


def _shut(row, field, value):
    if not hasattr(field, "sealed_as") or value is None:
        return value
    return Sealed.seal(field.dump(value), key_id=row.key_id, place=field.place_in(row))
