"""What one worker and her client keep between them, and who opened it all the same."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText
from alongside.foundation.vault.models import Part

PRIVATE_OPENED = "private_opened"  # what the agenda calls it


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class PrivateWords(Part):
    """The words of one note that nobody but this worker reads. They do not stand in the note, so
    that no list, line or question can show them; what keeps somebody safe stays in the note. A
    compartment of the case seals them, so that they are erased with it. `contact` is a plain id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    contact = models.UUIDField(unique=True)
    worker = _staff()
    words = SealedJSON(sealed_as="private.words", default=dict)
    sealed_with = models.UUIDField(editable=False)

    @property
    def key_id(self):
        return self.sealed_with


class PrivateOpening(models.Model):
    """Somebody else read it for a reason that goes before: she is told at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(PrivateWords, models.CASCADE, related_name="openings")
    ground = CodedField(_("ground"), vocabulary="private_ground")
    reason = SealedText(_("reason"), sealed_as="private_opening.reason")
    at = models.DateTimeField(default=now)
    by = _staff()

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.kept.sealed_with
