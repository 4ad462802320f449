"""Jobs that wait, are being done, or could not be done."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedText


class JobQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody is at it, and it is not out of tries; periodic work is never out of tries."""
        alive = Q(given_up_at=None) | ~Q(every=None)
        return self.filter(alive, holder=None, set_aside_at=None)

    def due(self):
        """To be done now. A clock that was put back further than the wait makes it due too."""
        moment = now()
        return self.waiting().filter(Q(due__lte=moment) | Q(not_before__gte=moment))

    def held(self):
        return self.exclude(holder=None)

    def given_up(self):
        """Dead letters: somebody has to look at them."""
        return self.exclude(given_up_at=None).filter(set_aside_at=None)

    def periodic(self):
        return self.exclude(every=None)


class Job(models.Model):
    """One piece of background work. It holds ids and never a value; once done, its row goes.

    It is due when the clock has passed `due`, or when the clock shows a moment before `not_before`
    and so was put back. Whether its holder lives is told by `beat` and by no clock.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    ids = models.JSONField(default=dict)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=now)
    every = models.DurationField(null=True)
    token = models.UUIDField(default=uuid.uuid4)
    due = models.DateTimeField(default=now)
    not_before = models.DateTimeField(default=now)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    holder = models.UUIDField(null=True)
    beat = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200)
    given_up_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    key_id = models.UUIDField(null=True, editable=False)
    reason = SealedText(_("reason"), sealed_as="job.set_aside_because", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["due", "asked_at"]
        indexes = [models.Index(fields=["due"], name="jobs_by_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=~Q(every=None), name="one_row_per_periodic_job"
            )
        ]
