"""A secret address at which a calendar finds when somebody is busy."""

import uuid

from django.conf import settings
from django.db import models

from alongside.foundation.clock import now


class Feed(models.Model):
    """A keyed digest of the address: the address itself was shown once and is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="one_feed_each"
            )
        ]
