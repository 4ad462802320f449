"""How much somebody may read in an hour before another person looks, and what they found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


class Budget(models.Model):
    """What the organisation set for one role, and from when on. A change is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = CodedField("role", vocabulary="role")
    per_hour = models.PositiveSmallIntegerField()
    since = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since"]


class Counted(models.Model):
    """Up to when the trail was counted: what came while no worker ran is counted later."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    until = models.DateTimeField()


class AlertQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(waits=True)


class Alert(models.Model):
    """Somebody opened more in an hour than her role's budget: one a day, with the fullest hour
    of that day. `waits` until whoever was asked has looked at it as it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()  # the end of the fullest hour
    files = models.PositiveIntegerField()
    lists = models.PositiveIntegerField()
    budget = models.PositiveSmallIntegerField()
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    waits = models.BooleanField(default=True)
    said = SealedText("what she says", sealed_as="reading_alert.said", blank=True, default="")

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="one_alert_a_day")]
        indexes = [models.Index(fields=["asked"], name="alerts_waiting", condition=Q(waits=True))]

    @property
    def key_id(self):
        return self.user.key_id

    @property
    def opened(self):
        """Files and lists together: what the budget is held against."""
        return self.files + self.lists


class Finding(models.Model):
    """What a second person says about the openings behind an alert; `opened` is what she saw."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="findings")
    opened = models.PositiveIntegerField()
    finding = CodedField("finding", vocabulary="opening_finding")
    found = SealedText("what was found", sealed_as="reading_finding.found", blank=True, default="")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    @property
    def key_id(self):
        return self.alert.key_id


class Look(models.Model):
    """Somebody looked at who opened a file up to this moment, and says what she found. Her own
    openings are not in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    finding = CodedField("finding", vocabulary="opening_finding")
    found = SealedText("what was found", sealed_as="file_look.found", blank=True, default="")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="looks_at_a_file")]

    @property
    def key_id(self):
        return self.case.key_id
