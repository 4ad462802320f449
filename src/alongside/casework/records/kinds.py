"""A record kind says what is particular about one sort of entry; it holds no behaviour."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from alongside.casework.records.models import CaseRecord
from alongside.foundation.access.permissions import Permission


@dataclass(frozen=True)
class RecordKind:
    """`deed` is the verb on the button; `fields` are asked in this order, `columns` listed;
    `asks` names the form whose fields the pack explains; `told_by` is what the model's headline is
    made of, so that a chronology reads no more of each."""

    model: type[CaseRecord]
    name: str
    title: str | Promise
    deed: str | Promise
    event: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    told_by: tuple[str, ...]
    read: Permission
    write: Permission
    asks: str


@cache
def all_kinds() -> tuple[RecordKind, ...]:
    """Every kind that a module declares in its `record.py`."""
    declaring = [
        app for app in apps.get_app_configs() if module_has_submodule(app.module, "record")
    ]
    pages = [import_module(f"{app.name}.record") for app in declaring]
    return tuple(
        kind for page in pages for kind in vars(page).values() if isinstance(kind, RecordKind)
    )
