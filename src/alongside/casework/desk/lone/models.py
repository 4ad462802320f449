"""Somebody works alone somewhere until a time, and a colleague knows."""

import uuid
from datetime import UTC, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now, so_long_after
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.fields import SealedText

COLLEAGUE, LEAD = "lone_late", "lone_late_lead"  # what the agenda calls it
LATE_KINDS = (COLLEAGUE, LEAD)


class VisitQuerySet(models.QuerySet):
    def out(self):
        return self.filter(back_at=None)


class Visit(models.Model):
    """Where is sealed under her own key, and shown to others only once she is late."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    place = SealedText(_("where"), sealed_as="visit.place")
    until = models.DateTimeField(_("until"))
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("colleague")
    )
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField(default=now)
    back_at = models.DateTimeField(null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["until"]
        indexes = [
            models.Index(fields=["user"], name="out_alone", condition=models.Q(back_at=None))
        ]

    @property
    def key_id(self):
        return self.user.key_id

    @property
    def minutes_late(self) -> int:
        """Not below nought."""
        late = now().astimezone(UTC) - self.until.astimezone(UTC)  # not by the hands of the clock
        return max(0, int(late / timedelta(minutes=1)))

    @property
    def is_late(self) -> bool:
        return self.back_at is None and now() >= self.until

    @property
    def lead_told_at(self):
        wait = timedelta(minutes=pack().working_day.lone_working.lead_after_minutes)
        return so_long_after(self.until, wait)

    @property
    def must_act(self) -> bool:
        """Whether it is time for the fixed words."""
        after = pack().working_day.lone_working.act_after_minutes
        return self.is_late and self.minutes_late >= after
