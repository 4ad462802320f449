"""A file that came through a page, sealed in pieces under a key of its own, and feeds we know."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedJSON, SealedText
from alongside.foundation.vault.models import KeyOwner

ARRIVED, TAKING, DONE, STOPPED = "arrived", "taking", "done", "stopped"


class Upload(KeyOwner):
    """Its rows lie in pieces of one batch each. To destroy it is to destroy its key; what remains
    is that there was a file, and the counts."""

    kind = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads")
    at = models.DateTimeField(default=now)
    name = SealedText(_("file"), sealed_as="upload.name")
    columns = SealedJSON(sealed_as="upload.columns")  # headings, and what each column seems to hold
    letters = models.CharField(max_length=20)
    other_letters = models.JSONField(default=list)
    meant = models.CharField(max_length=20, blank=True, default="")
    feed = models.CharField(max_length=60)
    plan = SealedJSON(sealed_as="upload.plan", null=True)

    state = models.CharField(max_length=10, default=ARRIVED)
    rows = models.PositiveIntegerField(default=0)
    pieces_taken = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="uploads_of_somebody")]


class Piece(models.Model):
    """Up to a batch of rows: line and cells of each. Its id says of which file it is, which piece,
    and whether the last (`contents.place_of`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    n = models.PositiveIntegerField()
    rows = SealedJSON(sealed_as="upload_piece.rows")

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["upload", "n"], name="each_piece_once")]

    @property
    def key_id(self) -> Any:
        return self.upload.key_id


class SentBack(models.Model):
    """A row that was not taken: its line and why, and nothing of what it says."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="sent_back")
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=80)

    class Meta:
        ordering = ["line"]


class Feed(KeyOwner):
    """Whose files these are, and what their columns mean, so that it is asked once."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    plan = SealedJSON(sealed_as="feed.plan")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="each_feed_once")]
