"""Somebody waits for support: who answers for them, until when, and what calls meanwhile found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class WaitQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)


class Wait(models.Model):
    """From the decision to wait until another one. `chosen` is whom somebody behind a wall chose,
    where another answers in truth: that reader is shown nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("intake.Referral", models.CASCADE, related_name="waits")
    worker = _staff()
    chosen = _staff(null=True)
    reason = CodedField(_("why it waits"), vocabulary="wait_reason")
    danger = CodedField(_("danger"), vocabulary="danger", default="unknown")
    urgency = models.PositiveSmallIntegerField(editable=False)
    review_on = models.DateField(_("looked at again on"))
    since = models.DateTimeField(default=now)
    begun_by = _staff()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, default="")

    objects = WaitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-urgency", "since", "id"],
                name="waiting_list",
                condition=Q(ended_at=None),
            ),
            models.Index(fields=["worker"], name="waits_with", condition=Q(ended_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(ended_at=None), name="waits_once"
            )
        ]


class SafetyCall(models.Model):
    """Somebody who waits was called, or it was tried: how safe they are now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wait = models.ForeignKey(Wait, models.CASCADE, related_name="calls")
    at = models.DateTimeField(default=now)
    by = _staff()
    reached = CodedField(_("did you reach each other?"), vocabulary="reached")
    danger = CodedField(_("danger now"), vocabulary="danger")
    found = SealedText(_("what you found"), sealed_as="safety_call.found", blank=True, default="")

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.wait.referral.person.key_id
