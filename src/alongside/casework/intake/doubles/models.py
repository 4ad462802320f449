"""Two people who are here already and may be one; and the walk over everybody that finds them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.models import Person
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField


class Double(models.Model):
    """Of the two the one with the smaller id is `person`. How much speaks for it, and how far they
    agree in which kind of thing; neither a name nor a number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    band = models.CharField(max_length=10)
    bits = models.FloatField()
    agreement = models.JSONField(default=dict)
    found_at = models.DateTimeField(default=now)
    answer = CodedField(_("the same?"), vocabulary="likeness_answer", blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_double_of_two")
        ]
        indexes = [
            models.Index(fields=["-bits", "id"], name="doubles_open", condition=models.Q(answer=""))
        ]


class Sweep(models.Model):
    """One walk over everybody who has a case, in the order of their ids, up to `after`. `patterns`
    says how often which levels were met together; from these the weights are learnt at its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    began_at = models.DateTimeField(default=now)
    after = models.UUIDField(null=True)
    patterns = models.JSONField(default=dict)
    running = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)
    weights = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["running"], condition=models.Q(running=True), name="one_sweep_at_once"
            )
        ]
