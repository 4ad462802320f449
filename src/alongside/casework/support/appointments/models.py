"""A meeting that is arranged: where, with whom, through which interpreter, by which way."""

import uuid
from datetime import date, time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText

APPOINTMENT = "appointment"  # what the agenda calls it


def _words(label, name):
    return SealedText(label, sealed_as=f"appointment.{name}", blank=True, default="")


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Appointment(models.Model):
    """It took place or it did not; whose fault that was is not asked. Where it is can be hidden
    from every list, so that a glance at a screen tells nobody where she will be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="appointments")
    kind = CodedField(_("what for"), vocabulary="appointment_kind")
    on = models.DateField(_("day"))
    at = models.TimeField(_("time"))
    minutes = models.PositiveIntegerField(_("minutes"), default=60)
    place = _words(_("room or place"), "place")
    hidden = models.BooleanField(_("place hidden"), default=False)
    attendees = _words(_("who comes"), "attendees")
    interpreter = CodedField(_("interpreter"), vocabulary="interpreter_state", default="not_needed")
    interpreter_wants = _words(_("language and dialect"), "interpreter_wants")
    interpreter_gender = CodedField(
        _("woman or man"), vocabulary="interpreter_gender", blank=True, default=""
    )
    interpreter_avoid = _words(_("people to avoid"), "interpreter_avoid")
    interpreter_cost = models.DecimalField(
        _("cost of the interpreter"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    transport = _words(_("how they come and go"), "transport")
    childcare = _words(_("childcare"), "childcare")
    made_by = _staff()
    made_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)
    earlier = SealedJSON(sealed_as="appointment.earlier", default=list, editable=False)
    outcome = CodedField(_("how it went"), vocabulary="appointment_outcome", blank=True, default="")
    why = _words(_("in their words"), "why")
    answered_at = models.DateTimeField(null=True)
    answered_by = _staff(null=True)

    class Meta:
        ordering = ["on", "at"]
        indexes = [models.Index(fields=["case", "on"], name="appointments_of_a_case")]

    @property
    def key_id(self):
        return self.case.key_id

    @property
    def moves(self):
        """The days and times it was arranged for before."""
        stood = [kept for kept in self.earlier if {"on", "at"} & kept["words"].keys()]
        return [(date.fromisoformat(kept["on"]), time.fromisoformat(kept["at"])) for kept in stood]

    @property
    def lacks_interpreter(self):
        return self.interpreter in ("to_book", "no_show")
