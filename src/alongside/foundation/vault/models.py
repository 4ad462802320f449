"""Keys for each person, case, crime event, member of staff: to destroy one is to erase."""

import uuid

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


class KeyOwner(models.Model):
    """A row with a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True
