"""What she agreed to, each of four things apart: our support, being asked, our ground, sharing."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now, today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText
from alongside.foundation.vault.models import Part

CONSENT_ENDS = "consent_ends"
LONGEST = timedelta(days=366)  # she is asked again at least once a year


class WrittenOnce(Exception):
    """A line of the ledger is never changed: what is new is a line of its own."""


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Line(models.Model):
    """One line of the ledger: who wrote it down, and when. It is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        abstract = True

    def _do_update(self, *args: Any, **kwargs: Any) -> bool:  # type: ignore[override]
        raise WrittenOnce


class Consent(Line, Part):
    """She agreed that these items may be told to this one, for this purpose, until a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    purpose = CodedField(_("what for"), vocabulary="consent_purpose")
    recipient = SealedText(_("to whom"), sealed_as="consent.recipient")
    items = SealedJSON(_("what may be told"), sealed_as="consent.items", default=list)
    given_on = models.DateField(_("given on"), default=today)
    until = models.DateField(_("until"))
    how = CodedField(_("how it was given"), vocabulary="consent_how")
    told_by = _staff()

    class Meta:
        ordering = ["-given_on", "-at"]

    @property
    def key_id(self):
        return self.case.key_id

    def runs(self, on: date) -> bool:
        """Whether that day lies in it; a withdrawal is looked at apart."""
        return self.given_on <= on <= self.until


class Withdrawal(Line):
    """She took it back: from this moment nothing more is told on it."""

    consent = models.OneToOneField(Consent, models.CASCADE, related_name="withdrawal")
    by = _staff()


class Use(Line):
    """Something was told on a consent, after it had been asked whether it stands."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="uses")
    by = _staff()


class Said(Line, Part):
    """What does not share anything: whether she agrees to our support, whether she may be asked
    about herself, and on what legal ground we keep what we know."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="said")
    what = CodedField(_("about"), vocabulary="said_what")
    answer = CodedField(_("answer"), vocabulary="agreement", blank=True, default="")
    basis = CodedField(_("legal ground"), vocabulary="legal_basis", blank=True, default="")
    words = SealedText(_("in words"), sealed_as="said.words", blank=True, default="")
    by = _staff()

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.case.key_id


class Unreachable(Line):
    """What was agreed for the time when we cannot reach her: the newest line counts."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="unreachable")
    after_days = models.PositiveSmallIntegerField(_("after how many days"))
    ask = SealedText(_("whom we may ask"), sealed_as="unreachable.ask", blank=True, default="")
    police = CodedField(_("may we ask the police?"), vocabulary="yes_no_unknown")
    tries = models.PositiveSmallIntegerField(_("after how many tries we stop"))
    message = SealedText(_("last message"), sealed_as="unreachable.message", blank=True, default="")
    by = _staff()

    class Meta:
        ordering = ["-at"]

    @property
    def key_id(self):
        return self.case.key_id
