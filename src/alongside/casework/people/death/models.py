"""A death: who told us, and the day as far as it is known."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedDate, SealedText


class DeathQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(taken_back_at=None)


class Death(models.Model):
    """`why` and `looked` are filled where it was a mistake: how that is known, and who else has
    looked at it. The line itself stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="deaths")
    day = SealedDate(_("day of the death"), sealed_as="death.day", null=True, blank=True)
    told_by = CodedField(_("who told us"), vocabulary="death_told_by")
    words = SealedText(_("what we were told"), sealed_as="death.words", blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
    why = SealedText(_("why it was a mistake"), sealed_as="death.why", blank=True, default="")
    looked = SealedText(_("who else looked"), sealed_as="death.looked", blank=True, default="")

    objects = DeathQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(taken_back_at=None), name="one_standing_death"
            )
        ]

    @property
    def key_id(self):
        return self.person.key_id
