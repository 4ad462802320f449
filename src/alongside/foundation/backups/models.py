"""The backups that were taken here: which are good, and which are thrown away."""

import uuid

from django.db import models


class BackupQuerySet(models.QuerySet):
    def good(self):
        """Read back to the last byte after they were written, and not thrown away."""
        return self.exclude(verified_at=None).filter(thrown_away_at=None)


class Backup(models.Model):
    """One file. The row says where it was written; whoever carries it elsewhere knows of that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.CharField(max_length=1000)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    size = models.PositiveBigIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)
    thrown_away_at = models.DateTimeField(null=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
