"""Keys for each person, case, crime event, member of staff: to destroy one is to erase."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import models


class DataKey(models.Model):
    """Kept in the database `keys`. Merging two people moves `owner`; nothing is sealed anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.UUIDField()
    compartment = models.CharField(max_length=40, blank=True, default="")
    wrapped = models.BinaryField(null=True)
    wrapped_by = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["owner", "compartment"], name="key_owner")]

    def __repr__(self):
        return f"<DataKey {self.pk}>"


class KeyCheck(models.Model):
    """One row: the fingerprint of the organisation key that this key database belongs to."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_key_check")]


class KeyChange(models.Model):
    """One organisation key took the place of another; ended when the old one was destroyed."""

    old = models.CharField(max_length=32)
    new = models.CharField(max_length=32)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_at"]


class Restore(models.Model):
    """A backup was brought back into this place. Until what was erased since is destroyed again,
    no data key opens here: the row stands before the first key comes, and says how far it is."""

    backup = models.CharField(max_length=64)  # the digest of its signed list of contents
    taken_at = models.DateTimeField()
    began_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)


class TakenOut(models.Model):
    """The words of one part were written over for good. It stands here with the keys, by ids drawn
    by lot, so that the list which every restore reads can name it; `item` is empty for a whole
    row."""

    label = models.CharField(max_length=60)
    row = models.UUIDField()
    item = models.CharField(max_length=30, blank=True, default="")
    on = models.DateField()
    why = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["label", "row", "item"], name="taken_out_once")
        ]


@dataclass(frozen=True)
class Gone:
    """When words were taken out, and on which ground, as a code."""

    day: date
    why: str


class Part(models.Model):
    """A row whose words can be taken out while the row, and what is counted of it, stay.

    `taken_out` holds a day and a ground for the whole of it (under no name) or for one item."""

    taken_out = models.JSONField(default=dict, editable=False)
    goes_too: ClassVar[tuple[str, ...]] = ()  # codes that tell of her and are not counted

    class Meta:
        abstract = True

    def gone(self, item: str = "") -> Gone | None:
        """Since when these words are not here any more; None while they are."""
        said = self.taken_out.get(item)
        return Gone(date.fromisoformat(said[0]), said[1]) if said else None

    def holds(self, item: str = "") -> bool:
        """Whether there is anything to take out. An item may have been told anew since."""
        return not self.gone(item)

    def left_without(self, item: str) -> dict[str, Any]:
        """What the columns hold once it is taken out. A part of one item says its own."""
        sealed = (field for field in self._meta.concrete_fields if hasattr(field, "sealed_as"))
        return {field.name: field.get_default() for field in sealed} | dict.fromkeys(
            self.goes_too, ""
        )


class KeyOwner(models.Model):
    """A row with a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True
