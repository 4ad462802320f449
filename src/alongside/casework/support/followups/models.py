"""A question that whoever leads asks about one note, and its answer."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import Part

FOLLOW_UP, ANSWERED = "follow_up", "follow_up_answered"  # what the agenda calls them


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class FollowUp(Part):
    """It stands beside the note and never in it: what the note said stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="follow_ups")
    contact = models.UUIDField(db_index=True)
    asked = SealedText(_("question"), sealed_as="follow_up.asked")
    asked_by = _staff()
    asked_at = models.DateTimeField(default=now)
    answer = SealedText(_("answer"), sealed_as="follow_up.answer", blank=True, default="")
    answered_by = _staff(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]

    @property
    def key_id(self):
        return self.case.key_id
