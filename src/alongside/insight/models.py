"""What has left the house of a summary: it is fixed, so that no two files can be compared."""

import uuid

from django.conf import settings
from django.db import models

from alongside.foundation.clock import now
from alongside.insight.cut import Cut
from alongside.insight.periods import Period
from alongside.organisation.workforce.models import FundingStream, Programme


class ReleaseQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(taken_back_at=None)


class Release(models.Model):
    """The tables of a cut as they left, small numbers hidden. The same cut leaves the same again;
    one that overlaps it does not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.DateField()
    last = models.DateField()
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, related_name="+")
    tables = models.JSONField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taking_back_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["last"], name="released", condition=models.Q(taken_back_at=None))
        ]

    @property
    def cut(self):
        return Cut(Period(self.first, self.last), self.programme_id, self.stream_id)
