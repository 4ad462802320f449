"""The on-call log: short lines of what came while the house was closed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


class NightQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lines of a case to whoever sees the case; others to whoever leads; one's own always,
        while one still sees the case."""
        own = models.Q(by=user)
        loose = models.Q() if holds(user, Permission.CASE_ALLOCATE) else own
        seen = models.Q(case__in=Case.objects.visible_to(user).values("pk"))
        return self.filter(seen | (models.Q(case=None) & loose))

    def waiting(self):
        return self.filter(taken_at=None)


class NightEntry(models.Model):
    """Sealed with the case it belongs to, or under the key of whoever wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("when"), default=now)
    kind = CodedField(_("what it was"), vocabulary="night_kind")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    words = SealedText(_("in short"), sealed_as="night.words")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = NightQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["-at"], name="nights_by_time"),
            models.Index(fields=["at"], name="nights_waiting", condition=models.Q(taken_at=None)),
        ]

    @property
    def key_id(self):
        return self.case.key_id if self.case_id else self.by.key_id
