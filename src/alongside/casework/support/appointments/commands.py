"""Arranging an appointment, moving it, and saying whether it took place."""

from typing import Any

from alongside.casework.cases.models import Case
from alongside.casework.cases.moments import happened
from alongside.casework.support.appointments.models import APPOINTMENT, Appointment
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.clock import now

ATTENDED, NO_INTERPRETER = "attended", "interpreter_missing"


@command("appointment.made")
def make_appointment(case: Case, *, by: User, **facts: Any) -> Appointment:
    """It stands on the day of whoever arranged it."""
    appointment = Appointment(case=case, made_by=by, **facts)
    appointment.save(force_insert=True)
    _put(appointment, by.pk, by=by)
    return appointment


@command("appointment.changed")
def change_appointment(
    appointment: Appointment, *, version: int, by: User, **facts: Any
) -> Appointment:
    """Another day, another room: what stood there before is kept, so that a hold need not stop
    anybody from moving it. Raises ChangedMeanwhile."""
    claim_version(appointment, version)
    changed = {name: fact for name, fact in facts.items() if getattr(appointment, name) != fact}
    words = {name: _plain(getattr(appointment, name)) for name in changed}
    stood = {"on": appointment.on.isoformat(), "at": f"{appointment.at:%H:%M}"}
    kept = {**stood, "words": words, "by": str(by.pk), "kept_at": now().isoformat()}
    appointment.earlier = [*map(dict, appointment.earlier), kept]
    for name, fact in changed.items():
        setattr(appointment, name, fact)
    appointment.save(update_fields=["earlier", *changed])
    standing = Item.objects.open().asked_for_by([appointment]).first()
    _put(appointment, standing.owner if standing else by.pk, by=by)
    return appointment


@command("appointment.answered")
def answer_appointment(
    appointment: Appointment, *, outcome: str, why: str, by: User
) -> Appointment:
    """It took place, or it did not and why, in her words where she gave any."""
    appointment.outcome, appointment.why = outcome, why
    appointment.answered_at, appointment.answered_by = now(), by
    if outcome == NO_INTERPRETER:
        appointment.interpreter = "no_show"
    elif outcome == ATTENDED and appointment.interpreter == "booked":
        appointment.interpreter = "came"
    told = ["outcome", "why", "answered_at", "answered_by", "interpreter"]
    appointment.save(update_fields=told)
    settle(Item.objects.open().asked_for_by([appointment]), outcome=outcome[:20], by=by)
    event = "appointment" if outcome == ATTENDED else "appointment_not_held"
    happened(appointment.case, event, on=appointment.on, record=appointment, by=by)
    return appointment


def _plain(value):
    return value if isinstance(value, str | bool | int | None) else str(value)


def _put(appointment, owner, *, by):
    when = {"due": appointment.on, "at": appointment.at}
    put(appointment.case, APPOINTMENT, **when, source=appointment.pk, owner=owner, by=by)
