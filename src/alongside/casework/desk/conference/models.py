"""A meeting about one case, the partners who took part, and what was to be done."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.casework.records.models import CaseRecord
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText

ACTION = "conference_action"  # what the agenda calls it


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Conference(CaseRecord):
    """What was decided. What other agencies told stays theirs and does not stand here."""

    at = models.TimeField(_("at"), null=True, blank=True)
    why = CodedField(_("what it was about"), vocabulary="conference_why")
    decided = SealedText(
        _("what was decided"), sealed_as="conference.decided", blank=True, default=""
    )
    staff = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta(CaseRecord.Meta):
        pass

    @property
    def headline(self):
        return self.decided or self.get_why_display()


class Partner(models.Model):
    """Somebody of another agency who took part: what they were told, and on which consent of hers;
    or on no consent, for a ground and a reason that stand here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="partners")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    agency = SealedText(_("agency"), sealed_as="partner.agency")
    name = SealedText(_("name"), sealed_as="partner.name", blank=True, default="")
    purpose = CodedField(_("what for"), vocabulary="consent_purpose")
    items = SealedJSON(_("what they were told"), sealed_as="partner.items", default=list)
    consent = models.UUIDField(null=True)
    ground = CodedField(_("ground"), vocabulary="sharing_ground", blank=True, default="")
    reason = SealedText(_("why"), sealed_as="partner.reason", blank=True, default="")
    by = _staff()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at"]

    @property
    def key_id(self):
        return self.case.key_id


class Action(models.Model):
    """What somebody is to do, and by when. For a partner one of us asks after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="actions")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    words = SealedText(_("what is to be done"), sealed_as="conference_action.words")
    partner = SealedText(
        _("by a partner"), sealed_as="conference_action.partner", blank=True, default=""
    )
    owner = _staff()
    due = models.DateField(_("by"))
    made_by = _staff()
    made_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due", "made_at"]

    @property
    def key_id(self):
        return self.case.key_id
