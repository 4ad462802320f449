"""Support given: each contact with a person, and what she was told of confidentiality first."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.casework.records.models import CaseRecord
from alongside.casework.support.appointments.models import Appointment
from alongside.casework.support.feedback.models import Feedback
from alongside.casework.support.followups.models import FollowUp
from alongside.casework.support.private.models import PrivateOpening, PrivateWords
from alongside.casework.support.promises.models import Promise
from alongside.foundation.clock import today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText
from alongside.organisation.workforce.models import FundingStream, Programme

__all__ = [
    "Appointment",
    "Contact",
    "Feedback",
    "FollowUp",
    "LimitsExplained",
    "PrivateOpening",
    "PrivateWords",
    "Promise",
    "Reasoning",
    "Rhythm",
]


def _words(label, sealed_as):
    return SealedText(label, sealed_as=sealed_as, blank=True, default="")


def _since(label, sealed_as):
    """Came later: the notes from before have nothing there, and nothing can be sealed for them."""
    return SealedText(label, sealed_as=sealed_as, blank=True, null=True)


class Contact(CaseRecord):
    """A conversation, or the try at one. The note is purpose, safety, wishes, done, next; four
    voices may be kept apart beside it, and what was agreed."""

    at = models.TimeField(_("from"), null=True, blank=True)
    channel = CodedField(_("how"), vocabulary="channel")
    reached = CodedField(_("reached"), vocabulary="reached")
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    identity = CodedField(
        _("how you knew who it was"), vocabulary="identity_check", blank=True, default=""
    )
    seemed = CodedField(_("how they were"), vocabulary="seemed", blank=True, default="")
    purpose = _words(_("purpose"), "contact.purpose")
    safety = _words(_("safety"), "contact.safety")
    wishes = _words(_("wishes"), "contact.wishes")
    done = _words(_("done"), "contact.done")
    next = _words(_("next"), "contact.next")
    saw = _since(_("what I saw or heard"), "contact.saw")
    said = _since(_("their words"), "contact.said")
    told = _since(_("told by an agency"), "contact.told")
    view = _since(_("my view"), "contact.view")
    agreed = _since(_("agreed"), "contact.agreed")
    read_back = CodedField(_("read back"), vocabulary="read_back", blank=True, default="")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, related_name="+")
    private = models.BooleanField(default=False, editable=False)  # the rest is kept elsewhere
    goes_too = ("seemed",)

    class Meta(CaseRecord.Meta):
        indexes = [
            models.Index(fields=["on"], name="contacts_by_day"),
            # Asked for each case of a day; by the day alone it would walk past everybody's.
            models.Index(fields=["case", "on"], name="contacts_of_a_case"),
        ]

    @property
    def headline(self):
        """Whether she was reached stands first: it is what the next worker must know."""
        note = self.purpose or self.done or (_("Kept private") if self.private else "")
        return note if self.reached == "yes" else f"{self.get_reached_display()}. {note}".strip()


class Rhythm(models.Model):
    """How often she and her worker agreed to speak."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="rhythm")
    every = CodedField(_("how often"), vocabulary="rhythm")
    agreed_on = models.DateField(default=today)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class LimitsExplained(CaseRecord):
    """What confidentiality covers and what it cannot, explained before she tells anything."""

    mode = CodedField(_("how it was explained"), vocabulary="limits_mode")
    understood = _words(_("what she said back, in her words"), "limits.understood")
    wishes = _words(_("what she asked us not to do"), "limits.wishes")

    @property
    def headline(self):
        return self.understood


class Reasoning(CaseRecord):
    """What we thought on a day, what else it could have been, and what would change our mind."""

    happening = SealedText(
        _("what we think is happening"),
        sealed_as="reasoning.happening",
        help_text=_("And what it rests on. It can be asked for and disclosed like any note."),
    )
    otherwise = _words(_("what else it could be"), "reasoning.otherwise")
    changes = _words(_("what would change our mind"), "reasoning.changes")

    @property
    def headline(self):
        return self.happening
