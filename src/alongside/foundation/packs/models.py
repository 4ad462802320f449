"""What an organisation asks otherwise than its pack: one row for each field or vocabulary."""

import uuid

from django.db import models


class Fitting(models.Model):
    """`of` is a field, `referral.postcode`, or a vocabulary, `crime`. A field may be hidden,
    required, or called otherwise in some language; of a vocabulary codes may be hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.CharField(max_length=120, unique=True)
    hidden = models.BooleanField(default=False)
    required = models.BooleanField(default=False)
    labels = models.JSONField(default=dict)
    codes = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
