"""What went wrong or nearly did: told plainly, seen by few, and never by whom it is about."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.clock import now, today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import KeyOwner

BREACH = "breach"


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To whoever told it, and to whoever handles incidents and sees the case, if there is
        one; a breach to whoever looks after data as well. Never to whom it is about."""
        mine = Q(by=user)
        if holds(user, Permission.INCIDENT_HANDLE):
            seen = Q(case=None) | Q(case__in=Case.objects.visible_to(user).values("pk"))
            if holds(user, Permission.OPENINGS_BY_REFERENCE):
                seen = Q(kind=BREACH)
            mine |= seen
        return self.filter(mine).exclude(about=user)

    def open(self):
        return self.filter(closed_at=None)


class Incident(KeyOwner):
    """Under a key of its own: what was learnt outlives the file of whoever it happened to."""

    kind = CodedField(_("what it is"), vocabulary="incident_kind")
    on = models.DateField(_("day"), default=today)
    known_at = models.DateTimeField(default=now)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    words = SealedText(_("what happened"), sealed_as="incident.words")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-known_at"]
        indexes = [
            models.Index(fields=["-known_at"], name="incidents_by_time"),
            models.Index(fields=["known_at"], name="incidents_open", condition=Q(closed_at=None)),
        ]

    @property
    def clock(self):
        """What the pack says of this kind."""
        return pack().working_day.incidents[self.kind]

    @property
    def due(self):
        """By when it has to be reported; None where no verified rule says so."""
        hours = self.clock.hours_that_count
        return self.known_at + timedelta(hours=hours) if hours else None


class Step(models.Model):
    """One line of what was done about it; lines are added and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="steps")
    kind = CodedField(_("what this is"), vocabulary="incident_step")
    words = SealedText(_("in short"), sealed_as="incident_step.words")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    @property
    def key_id(self):
        return self.incident.key_id
