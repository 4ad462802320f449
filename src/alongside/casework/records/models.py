"""The shape every entry in a case file shares."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now, today
from alongside.foundation.vault.fields import SealedJSON
from alongside.foundation.vault.models import Part


class CaseRecord(Part):
    """Sealed under the case's key; what it said before a correction is kept in `earlier`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    on = models.DateField(_("on"), default=today)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    earlier = SealedJSON(sealed_as="record.earlier", default=list, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager]

    class Meta:
        abstract = True
        ordering = ["-on", "-recorded_at"]

    @property
    def key_id(self):
        return self.case.key_id

    @property
    def headline(self):
        """The one line of the chronology; a kind may say more."""
        return ""
