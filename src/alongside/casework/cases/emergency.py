"""A case opened in an emergency: by whom, why, let in by whom, and who looked at it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText
from alongside.organisation.workforce.models import NightCode


class EmergencyAccessQuerySet(models.QuerySet):
    def running(self, at=None):
        return self.filter(until__gt=at or now())

    def unanswered(self):
        return self.filter(reviewed_at=None)


class EmergencyAccess(models.Model):
    """Somebody opened a case that was not open to her, said why, and had an hour. Another person
    looks at it by the next working day; through a wall `second` let her, or a named outsider by
    phone, by a `code`. Where nobody inside can look, the outsider answers by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="emergency_accesses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    code = models.OneToOneField(NightCode, models.PROTECT, null=True, related_name="+")
    said = SealedText(_("what was said on the phone"), sealed_as="emergency_access.said", null=True)
    reason = SealedText(_("why"), sealed_as="emergency_access.reason")
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    review_by = models.DateField()
    finding = CodedField(_("finding"), vocabulary="emergency_finding", blank=True, default="")
    found = SealedText(
        _("what was found"), sealed_as="emergency_access.found", blank=True, default=""
    )
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answer_code = models.OneToOneField(NightCode, models.PROTECT, null=True, related_name="+")

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["by", "until"], name="emergency_running"),
            models.Index(
                fields=["review_by"],
                name="emergency_unanswered",
                condition=Q(reviewed_at=None),
            ),
        ]

    @property
    def key_id(self):
        return self.case.key_id

    @property
    def let_in_by(self):
        """Who let her through a wall: somebody inside, or the outsider who was rung."""
        return self.second or (self.code.outsider if self.code else None)

    @property
    def answered_by(self):
        """Who looked at it: somebody inside, or the outsider."""
        return self.reviewed_by or (self.answer_code.outsider if self.answer_code else None)
