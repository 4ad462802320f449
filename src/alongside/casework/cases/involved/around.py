"""What stands around a case: other people, notices pinned above it, overrides."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.models import ContactPoint
from alongside.foundation.clock import now, today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText

APART = ("suspect", "opponent")  # never beside a button that makes contact


class PartyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def apart(self):
        return self.filter(kind__in=APART)


class Party(models.Model):
    """Somebody else in the case: family, a professional, a witness; or the suspect and whoever
    else she is not safe from, who stand apart under a key of their own compartment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="parties")
    kind = CodedField(_("who is it?"), vocabulary="party_kind")
    stage = CodedField(_("stage"), vocabulary="party_stage", blank=True, default="")
    name = SealedText(_("name"), sealed_as="party.name", blank=True, default="")
    relation = SealedText(_("relation"), sealed_as="party.relation", blank=True, default="")
    phone = SealedText(_("phone"), sealed_as="party.phone", blank=True, default="")
    email = SealedText(_("email"), sealed_as="party.email", blank=True, default="")
    address = SealedText(_("address"), sealed_as="party.address", blank=True, default="")
    household = models.BooleanField(_("lives with them"), default=False)
    never_contact = models.BooleanField(_("never to be contacted or told"), default=False)
    sealed_with = models.UUIDField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    @property
    def key_id(self):
        return self.sealed_with

    @property
    def is_apart(self):
        return self.kind in APART

    @property
    def ways(self):
        """Each number and address by which this one could be reached."""
        told = (("mobile", self.phone), ("email", self.email), ("post", self.address))
        return [(kind, value) for kind, value in told if value]


class NoticeQuerySet(models.QuerySet):
    def running(self, day=None):
        return self.filter(taken_down_at=None, until__gte=day or today())

    def pinned_to(self, case):
        found = list(self.running().filter(case=case).select_related("owner")[:5])
        for notice in found:
            notice.case = case
        return found


class Notice(models.Model):
    """Pinned above every page of a case by somebody, for somebody to see to, until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    words = SealedText(_("what everybody must know"), sealed_as="notice.words")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateField(_("until"))
    pinned_at = models.DateTimeField(default=now)
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["until", "id"]

    @property
    def key_id(self):
        return self.case.key_id


class Override(models.Model):
    """Someone rang outside what was called safe, and said why; a second person looks at it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="overrides")
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="+")
    ground = CodedField(_("ground"), vocabulary="override_ground")
    reason = SealedText(_("reason"), sealed_as="override.reason")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    @property
    def key_id(self):
        return self.case.key_id
