"""In which order this organisation weighs who is proposed for a case."""

from django.db import models

from alongside.foundation.packs.fields import CodedField


class GroundPlace(models.Model):
    """The place of one ground; without rows the order of the pack holds."""

    ground = CodedField("ground", vocabulary="allocation_ground", unique=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
