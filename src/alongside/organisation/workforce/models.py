"""Who works together, for which programme, paid from which funding stream, and for how long."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.fields import CodedField


class Programme(models.Model):
    """A service that the organisation offers; no funder's return can be right without it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    open = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class FundingStream(models.Model):
    """Whose money pays for the work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    open = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Team(models.Model):
    """Workers with one supervisor, who sees what they see unless a case is sensitive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="supervised_teams"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """Which team a worker belongs to."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="membership", primary_key=True
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")


class TimeSpent(models.Model):
    """Minutes of one worker on one day, for a programme and a funding stream."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    minutes = models.PositiveIntegerField(_("minutes"))
    kind = CodedField(_("kind of work"), vocabulary="work_kind")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, related_name="+")
    source = models.UUIDField(null=True)

    class Meta:
        ordering = ["-on"]
        indexes = [models.Index(fields=["on"], name="time_by_day")]
        # Without a condition, which would keep SQLite from finding a source by this index.
        constraints = [models.UniqueConstraint(fields=["source"], name="one_time_per_source")]
