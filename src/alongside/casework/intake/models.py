"""A referral: somebody asks us to stand beside a person, and a clock starts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.casework.intake.decided.models import Undone
from alongside.casework.intake.doubles.models import Double, Sweep
from alongside.casework.intake.waiting.models import SafetyCall, Wait
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.weights import LOOK
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import KeyOwner
from alongside.organisation.workforce.models import NightCode, Programme

__all__ = ["Double", "SafetyCall", "Sweep", "Undone", "Wait"]  # and what stands below

WAITING, LISTED, ACCEPTED, DECLINED = "waiting", "listed", "accepted", "declined"


class Batch(models.Model):
    """One file from one feed, taken in as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feed = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)
    taken = models.PositiveIntegerField(default=0)


class ReferralQuerySet(models.QuerySet):
    def waiting(self):
        """For a decision, in triage."""
        return self.filter(state=WAITING)

    def undecided(self):
        """Also those who wait for support, with a named person."""
        return self.filter(state__in=(WAITING, LISTED))


class Referral(models.Model):
    """Sealed under the person's own key, so that a declined one can be erased alone. `token` is
    a keyed digest of the feed and its reference: the same referral never enters twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    source = CodedField(_("how it came to us"), vocabulary="referral_source")
    sender = SealedText(_("who refers"), sealed_as="referral.sender", blank=True, default="")
    received_at = models.DateTimeField(default=now)
    decide_by = models.DateTimeField()
    danger = CodedField(_("danger as received"), vocabulary="danger", default="unknown")
    urgency = models.PositiveSmallIntegerField(editable=False)
    crime = CodedField(_("crime"), vocabulary="crime", blank=True, default="")
    crime_on = models.DateField(_("when it happened"), null=True, blank=True)
    happened = SealedText(_("what happened"), sealed_as="referral.happened", blank=True, default="")
    safety_word = SealedText(
        _("what they say about safe contact"),
        sealed_as="referral.safety_word",
        blank=True,
        default="",
    )
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="referrals")
    compared_at = models.DateTimeField(null=True)
    token = models.BinaryField(max_length=32, null=True, unique=True, editable=False)

    state = models.CharField(max_length=10, default=WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="referrals")
    decline_reason = CodedField(_("why not"), vocabulary="decline_reason", blank=True, default="")
    signposted_to = SealedText(
        _("where we pointed to instead"),
        sealed_as="referral.signposted_to",
        blank=True,
        default="",
    )

    anyway = SealedText(
        _("why all the same"), sealed_as="referral.anyway", blank=True, null=True, default=""
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-urgency", "decide_by", "id"],
                name="triage_queue",
                condition=models.Q(state=WAITING),
            ),
            models.Index(fields=["received_at"], name="referrals_by_day"),
            models.Index(
                fields=["-decided_at", "id"],
                name="referrals_decided",
                condition=models.Q(decided_at__isnull=False),
            ),
        ]

    @property
    def key_id(self):
        return self.person.key_id


class Decider(models.Model):
    """Nobody who triages may know of the person, or no manager of both sides of a conflict: the
    outsider chose somebody who decides about this one, and read a code out to her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.CASCADE, null=True, related_name="deciders")
    conflict = models.ForeignKey("Conflict", models.CASCADE, null=True, related_name="deciders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.OneToOneField(NightCode, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=now)


class Call(KeyOwner):
    """Somebody called the line: counted, without a person. What was noted lies under a key of its
    own until it goes with the referral that the call becomes, or is forgotten."""

    kind = CodedField(_("kind of call"), vocabulary="call_kind", default="other")
    began_at = models.DateTimeField(default=now)
    minutes = models.PositiveSmallIntegerField(default=0)
    notes = SealedText(_("notes"), sealed_as="call.notes", blank=True, default="")
    unsafe = models.BooleanField(default=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="calls")
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-began_at"]
        indexes = [
            models.Index(fields=["began_at"], name="calls_by_day"),
            models.Index(
                fields=["taken_by", "-began_at"],
                name="calls_kept",
                condition=models.Q(referral=None, forgotten_at=None),
            ),
        ]


class Likeness(models.Model):
    """Who came in may be somebody who is here already: how much speaks for it, and how far they
    agree in which kind of thing. Neither a name nor a number is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="likenesses")
    person = models.ForeignKey(Person, models.CASCADE, related_name="likenesses")
    band = models.CharField(max_length=10, default=LOOK)
    bits = models.FloatField(default=0)
    agreement = models.JSONField(default=dict)
    answer = CodedField(_("the same?"), vocabulary="likeness_answer", blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "person"], name="one_likeness_of_two")
        ]


class Conflict(models.Model):
    """Who came in may be somebody whom another person here is not safe from, or on the other side
    of the same crime; or the people of two cases are. Only a manager learns of it, and no page of
    triage or of a case shows it. Of two cases the one with the smaller id is `case`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.CASCADE, null=True, related_name="conflicts")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    other = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    found_at = models.DateTimeField(default=now)
    finding = CodedField(_("finding"), vocabulary="conflict_finding", blank=True, default="")
    said = SealedText(_("what was decided"), sealed_as="conflict.said", blank=True, default="")
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "case", "other"],
                nulls_distinct=False,
                name="one_conflict_of_two",
            )
        ]

    @property
    def key_id(self):
        side = self.referral or self.other
        return side.person.key_id

    @property
    def sides(self):
        """The cases it is between; of somebody who came in there is none yet."""
        return [case for case in (self.case, self.other) if case]
