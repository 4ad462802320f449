"""The trail: who did what to which row, and when. Never what was said."""

import uuid

from django.db import models


class Entry(models.Model):
    """Actor and subject are plain ids: a line outlives the rows it names."""

    stream = models.UUIDField()
    n = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    actor = models.UUIDField()
    subject = models.CharField(max_length=120)
    mac = models.BinaryField()

    class Meta:
        ordering = ["stream", "n"]
        constraints = [models.UniqueConstraint(fields=["stream", "n"], name="one_line_per_place")]
        indexes = [
            models.Index(fields=["subject", "at"], name="trail_of_a_row"),
            models.Index(fields=["at"], name="trail_by_time"),
            models.Index(fields=["actor", "at"], name="trail_of_a_person"),
        ]


class Checkpoint(models.Model):
    """The heads of the streams that grew since the checkpoint before, signed; a copy leaves
    the machine."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    previous = models.UUIDField(null=True)
    heads = models.JSONField()
    signature = models.BinaryField()

    class Meta:
        ordering = ["at"]


class Deed(models.Model):
    """A form sent once: its token, a keyed digest of who did what with it, and the row that
    came of it."""

    token = models.UUIDField(primary_key=True)
    what = models.BinaryField()
    claim = models.UUIDField()
    subject = models.CharField(max_length=120)
    at = models.DateTimeField()
