"""Who works together, for which programme, paid from which funding stream, and for how long."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import KeyOwner
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.programmes.models import Takes
from alongside.organisation.workforce.rota.models import Turn
from alongside.organisation.workforce.strengths.models import Languages, Specialism

__all__ = ["Absence", "Languages", "Specialism", "Takes", "Turn"]  # and what stands below

LET_IN, ANSWER, PASS_ON = "let_in", "answer", "pass_on"  # what a code of the outsider says


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


class OutsiderQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(agreed_by=None, ended_at=None)

    def standing(self):
        return self.filter(ended_at=None).exclude(agreed_by=None)


class Outsider(KeyOwner):
    """Somebody outside the house who may be the second person by phone when nobody inside can:
    appointed by an administrator, agreed to by whoever leads. She signs in nowhere."""

    name = SealedText(_("name"), sealed_as="outsider.name")
    organisation = SealedText(
        _("organisation"), sealed_as="outsider.organisation", blank=True, default=""
    )
    phone = SealedText(_("telephone"), sealed_as="outsider.phone")
    appointed_at = models.DateTimeField(default=now)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    codes_made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = OutsiderQuerySet.as_manager()

    class Meta:
        ordering = ["appointed_at"]


class NightCode(models.Model):
    """One code of an outsider's printed sheet: a keyed digest, good for one thing, once, and
    never for whoever made the sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outsider = models.ForeignKey(Outsider, models.PROTECT, related_name="codes")
    purpose = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )


class DutyLine(models.Model):
    """The number that is always on screen: the house's own, so it is not sealed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, default="")
    hours = models.CharField(_("when"), max_length=120, blank=True, default="")
