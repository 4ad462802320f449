"""Support given: each contact with a person, and what she was told of confidentiality first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.records.models import CaseRecord
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText
from alongside.organisation.workforce.models import FundingStream, Programme


class Contact(CaseRecord):
    """A conversation, or the try at one. The note is purpose, safety, wishes, done, next."""

    at = models.TimeField(_("from"), null=True, blank=True)
    channel = CodedField(_("how"), vocabulary="channel")
    reached = CodedField(_("reached"), vocabulary="reached")
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    purpose = SealedText(_("purpose"), sealed_as="contact.purpose", blank=True, default="")
    safety = SealedText(_("safety"), sealed_as="contact.safety", blank=True, default="")
    wishes = SealedText(_("wishes"), sealed_as="contact.wishes", blank=True, default="")
    done = SealedText(_("done"), sealed_as="contact.done", blank=True, default="")
    next = SealedText(_("next"), sealed_as="contact.next", blank=True, default="")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, related_name="+")

    class Meta(CaseRecord.Meta):
        indexes = [models.Index(fields=["on"], name="contacts_by_day")]

    @property
    def headline(self):
        """Whether she was reached stands first: it is what the next worker must know."""
        note = self.purpose or self.done
        return note if self.reached == "yes" else f"{self.get_reached_display()}. {note}".strip()


class LimitsExplained(CaseRecord):
    """What confidentiality covers and what it cannot, explained before she tells anything."""

    mode = CodedField(_("how it was explained"), vocabulary="limits_mode")
    understood = SealedText(
        _("what she said back, in her words"),
        sealed_as="limits.understood",
        blank=True,
        default="",
    )
    wishes = SealedText(
        _("what she asked us not to do"), sealed_as="limits.wishes", blank=True, default=""
    )

    @property
    def headline(self):
        return self.understood
