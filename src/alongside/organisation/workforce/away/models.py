"""Somebody is away for some days, and a colleague stands in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        return self.standing().filter(first__lte=day, last__gte=day)

    def standing(self):
        return self.filter(ended_at=None)


class Absence(models.Model):
    """From the first day to the last one. Why is nobody's business, and is not asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="covers", verbose_name=_("cover")
    )
    first = models.DateField(_("first day away"))
    last = models.DateField(_("last day away"))
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first"]
        indexes = [
            models.Index(
                fields=["first", "last"],
                name="absences_standing",
                condition=models.Q(ended_at=None),
            )
        ]
