"""Which cases somebody stands in for, what she should know, and which dates came to her."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.vault.fields import SealedText
from alongside.organisation.workforce.away.models import Absence


class Covered(models.Model):
    """One case while its worker is away. `allocation` is set where the stand-in was let in for
    these days only; the brief is sealed with the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    absence = models.ForeignKey(Absence, models.CASCADE, related_name="covered")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    allocation = models.UUIDField(null=True)
    brief = SealedText(_("what to know"), sealed_as="cover.brief", blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["absence", "case"], name="covered_once")]

    @property
    def key_id(self):
        return self.case.key_id


class Moved(models.Model):
    """A row of the agenda that goes back when she is back."""

    absence = models.ForeignKey(Absence, models.CASCADE, related_name="moved")
    item = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["absence", "item"], name="moved_once")]
