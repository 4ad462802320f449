"""Which machines may bring referrals, and what each of them has sent."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField


class FeedKeyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(revoked_at=None)


class FeedKey(models.Model):
    """A partner's machine, bound to one feed. Of its token only a keyed digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feed = models.CharField(_("feed"), max_length=60)
    source = CodedField(_("how it comes to us"), vocabulary="referral_source")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = FeedKeyQuerySet.as_manager()

    class Meta:
        ordering = ["feed", "-made_at"]


class Receipt(models.Model):
    """Something a machine sent was taken. It leads to no referral: the answer to its sender is an
    id that means nothing, and the same one whenever the same is sent again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(FeedKey, models.PROTECT, related_name="receipts")
    once = models.BinaryField(max_length=32, unique=True, editable=False)
    body = models.BinaryField(max_length=32, editable=False)
    taken_at = models.DateTimeField(default=now)
