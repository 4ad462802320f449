"""Support taken up again: what brings them back, what has changed, and how it had ended."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now, today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


class Reopening(models.Model):
    """The ending before it moves here, so that the case may end once more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="reopenings")
    on = models.DateField(default=today)
    why = CodedField(_("what brings them back"), vocabulary="return_reason")
    repeat = CodedField(_("a repeat?"), vocabulary="repeat_kind", default="not_counted")
    changed = SealedText(_("what has changed"), sealed_as="reopening.changed")
    reason = SealedText(_("why no new case"), sealed_as="reopening.reason", blank=True, default="")
    ended_on = models.DateField()
    ending_reason = CodedField(_("reason"), vocabulary="ending_reason", blank=True, default="")
    outcome = CodedField(_("outcome"), vocabulary="outcome", blank=True, default="")
    summary = SealedText(_("summary"), sealed_as="reopening.summary", blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.case.key_id
