"""The rota: who has the duty line on which day, from when to when."""

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _


class Turn(models.Model):
    """One turn of duty; one that ends earlier than it begins goes on into the next morning."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="turns")
    on = models.DateField(_("day"))
    begins = models.TimeField(_("from"), default=time(17, 0))
    ends = models.TimeField(_("until"), default=time(9, 0))
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "begins"]
        indexes = [models.Index(fields=["on", "begins"], name="rota_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["user", "on", "begins"], name="one_turn_at_a_time")
        ]

    @property
    def start(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.on, self.begins, tzinfo=get_current_timezone())

    @property
    def end(self) -> datetime:
        """The moment at which it is over, the next day where it goes through a night."""
        day = self.on if self.ends > self.begins else self.on + timedelta(days=1)
        return datetime.combine(day, self.ends, tzinfo=get_current_timezone())
