"""A decline that was undone: what it said stands noted, and why it stands no more."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Undone(models.Model):
    """Sealed with the person, as the decline was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("intake.Referral", models.CASCADE, related_name="undone")
    at = models.DateTimeField(default=now)
    by = _staff()
    why = SealedText(_("why it is decided anew"), sealed_as="undone.why")
    declined_at = models.DateTimeField()
    declined_by = _staff()
    decline_reason = CodedField(_("why not"), vocabulary="decline_reason")
    signposted_to = SealedText(
        _("where we pointed to instead"), sealed_as="undone.signposted_to", blank=True, default=""
    )

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.referral.person.key_id
