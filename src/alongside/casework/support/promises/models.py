"""What a worker said she would do, and by when."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText

PROMISE = "promise"  # what the agenda calls it


class PromiseQuerySet(models.QuerySet):
    def unkept(self):
        return self.filter(kept_at=None, withdrawn_at=None)


class Promise(models.Model):
    """Made in a contact. It stands on somebody's agenda until it is kept; a new date is told
    first, and the first one is not forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="promises")
    contact = models.UUIDField(db_index=True)
    words = SealedText(_("promised"), sealed_as="promise.words")
    due = models.DateField(_("by"))
    first_due = models.DateField()
    told = CodedField(_("told first"), vocabulary="promise_told", blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    kept_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due", "made_at"]

    @property
    def key_id(self):
        return self.case.key_id
