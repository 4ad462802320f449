"""Whether somebody may ask how support was, and what came of asking."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText

FEEDBACK = "feedback"  # what the agenda calls it


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Feedback(models.Model):
    """One for each ending. It is about us, and stays out of the chronology of her life."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="feedback")
    ended_on = models.DateField()
    may_ask = CodedField(_("may we ask?"), vocabulary="feedback_asked")
    noted_by = _staff()
    noted_at = models.DateTimeField(default=now)
    came = CodedField(_("what came of it"), vocabulary="feedback_came", blank=True, default="")
    helped = CodedField(_("did it help?"), vocabulary="feedback_helped", blank=True, default="")
    words = SealedText(_("in their words"), sealed_as="feedback.words", blank=True, default="")
    told_by = _staff(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-noted_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "ended_on"], name="one_feedback_per_ending")
        ]

    @property
    def key_id(self):
        return self.case.key_id
