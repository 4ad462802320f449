"""Columns whose words open only in the row they were sealed for."""

import json
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from alongside.foundation.vault.sealed import Sealed


class OpenedWhenRead(DeferredAttribute):
    """Opens a sealed value when it is first read, and keeps its seal while it is unchanged."""

    def __get__(self, row, cls=None):
        value = super().__get__(row, cls)
        return self.field.opened(value, row) if isinstance(value, Sealed) else value

    def __set__(self, row, value):
        # A form that brings back the same words leaves the ciphertext alone.
        shut = row.__dict__.get(self.field.attname)
        if isinstance(shut, Sealed) and not isinstance(value, Sealed) and row.pk:
            opened = row.__dict__.get("_opened", {}).get(self.field.attname)
            if opened is not None and opened == self.field.dump(value):
                return
        row.__dict__[self.field.attname] = value
        row.__dict__.get("_opened", {}).pop(self.field.attname, None)


class SealedText(models.TextField):
    """Sealed with `row.key_id`, bound to the row and to a label that no renaming may change."""

    descriptor_class = OpenedWhenRead

    def __init__(self, *args, sealed_as, **kwargs):
        self.sealed_as = sealed_as
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sealed_as": self.sealed_as}

    def get_internal_type(self):
        return "BinaryField"

    def to_python(self, value):
        return value

    def dump(self, value):
        return None if value is None else str(value).encode()

    def load(self, words):
        return words.decode()

    def place_in(self, row):
        return self.place_of(row.pk)

    def place_of(self, pk):
        return f"{self.sealed_as}:{pk}".encode()

    def opened(self, sealed, row):
        memory = row.__dict__.setdefault("_opened", {})
        if self.attname not in memory:
            memory[self.attname] = sealed.open(self.place_in(row))
        return self.load(memory[self.attname])

    def pre_save(self, row, add):
        value = row.__dict__[self.attname]
        if value is None or (isinstance(value, Sealed) and not add):
            return value
        words = self.dump(self.opened(value, row) if isinstance(value, Sealed) else value)
        sealed = Sealed.seal(words, key_id=row.key_id, place=self.place_in(row))
        row.__dict__[self.attname] = sealed
        row.__dict__.setdefault("_opened", {})[self.attname] = words
        return sealed

    def from_db_value(self, blob, expression, connection):
        """Nothing at all, in a row older than its column, reads as what a new row begins with."""
        if blob is None:
            return self.get_default() if self.has_default() else None
        return Sealed(bytes(blob))

    def get_prep_value(self, value):
        return value

    def get_db_prep_save(self, value, connection):
        """A column that is added to rows begins empty: nobody can seal what a migration writes."""
        begins_empty = self.null and self.has_default() and value == self.get_default()
        return super().get_db_prep_save(None if begins_empty else value, connection)

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise FieldError(f"{self.sealed_as} is sealed by save(), not by update() or filter().")
        return connection.Database.Binary(value.blob)

    def get_lookup(self, name):
        """Sealed words cannot be compared: every filter but `isnull` is refused."""
        return super().get_lookup(name) if name == "isnull" else None

    def get_transform(self, name):
        return None

    def value_to_string(self, row):
        raise FieldError(f"{self.sealed_as} does not leave the vault as text.")

    def check(self, **kwargs):
        meta = self.model._meta
        ordered = [*meta.ordering, *(f for i in meta.indexes for f in i.fields)]
        if self.unique or self.db_index or {self.name, f"-{self.name}"} & set(map(str, ordered)):
            message = f"{self.sealed_as} is sealed: no order, index or uniqueness can stand on it."
            return [*super().check(**kwargs), checks.Error(message, obj=self, id="vault.E1")]
        return super().check(**kwargs)


class SealedDate(SealedText):
    """A day, sealed: a birth date narrows a person down as well as a name does."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def dump(self, value):
        return None if value is None else value.isoformat().encode()

    def load(self, words):
        return date.fromisoformat(words.decode())

    def formfield(self, **kwargs):
        return models.DateField.formfield(models.DateField(self.verbose_name), **kwargs)


class _Thaw(json.JSONEncoder):
    def default(self, o):
        return dict(o) if isinstance(o, MappingProxyType) else super().default(o)


class SealedJSON(SealedText):
    """Structured values, sealed as a whole; what is read is frozen: a change is an assignment."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def dump(self, value):
        return None if value is None else json.dumps(value, cls=_Thaw, sort_keys=True).encode()

    def load(self, words):
        return json.loads(words, object_hook=MappingProxyType)
