"""One handover: from whom, to whom, what to know first, and when it was read."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedText

HANDOVER = "handover"  # what the agenda calls it


class Handover(models.Model):
    """The page that is read is composed of the file as it stands; only these words are its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="handovers")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = SealedText(_("what to know first"), sealed_as="handover.words", blank=True, default="")
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.case.key_id
