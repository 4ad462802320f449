"""Telling what went wrong, adding what was done about it, and closing it with what was found."""

from datetime import date
from typing import Any

from alongside.casework.desk.incidents.models import Incident, Step
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import cut_key_for

FINDING = "finding"


@command("incident.told", when_full=True)
def tell_incident(*, kind: str, on: date, words: str, by: User, **more: Any) -> Incident:
    """The clock of its kind begins now. More: whom it is about, and the case."""
    incident = Incident(kind=kind, on=on, words=words, by=by, **more)
    cut_key_for(incident)
    incident.save(force_insert=True)
    return incident


@command("incident.step_added")
def add_step(incident: Incident, *, kind: str, words: str, by: User) -> Step:
    """Who was told, what was done; a finding closes it, and whatever comes later is added."""
    step = Step(incident=incident, kind=kind, words=words, by=by)
    step.save(force_insert=True)
    if kind == FINDING:
        Incident.objects.open().filter(pk=incident.pk).update(closed_at=now())
    return step
