"""The appointments of one case, and those behind a worker's day."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.text import capfirst

from alongside.casework.cases.models import Case
from alongside.casework.people.models import Person
from alongside.casework.support.appointments.models import Appointment
from alongside.foundation.ui.asking import label_of

SHOWN = 50
WANTED, TO_BOOK = "yes", "to_book"
LONGEST_LINE = 300
INTERPRETER = ("interpreter", "interpreter_wants", "interpreter_gender", "interpreter_avoid")
AROUND = (*INTERPRETER, "interpreter_cost", "transport", "childcare", "outcome", "why")
ASKED = dict.fromkeys(("outcome", "why"), "appointment_outcome")
FACTS: tuple[str, ...] = ("kind", "on", "at", "minutes", "place", "attendees", *AROUND)


def appointments_of(case: Case) -> tuple[list[Appointment], list[Appointment]]:
    """Those ahead or not answered yet, the earliest first, and those that are over."""
    mine = Appointment.objects.filter(case=case)
    ahead = list(mine.filter(answered_at=None)[:SHOWN])
    over = list(mine.exclude(answered_at=None).order_by("-on", "-at")[:SHOWN])
    for appointment in [*ahead, *over]:
        appointment.case = case
    return ahead, over


def appointment_of(case: Case, appointment_id: UUID) -> Appointment:
    """One of this case; else 404."""
    mine = Appointment.objects.filter(case=case).select_related("made_by", "answered_by")
    appointment = get_object_or_404(mine, pk=appointment_id)
    appointment.case = case
    return appointment


def appointments_by_id(ids: Iterable[UUID], cases: dict[UUID, Case]) -> dict[UUID, Appointment]:
    """The appointments behind some rows of the agenda, in one statement."""
    found = Appointment.objects.in_bulk(list(ids))
    for appointment in found.values():
        appointment.case = cases[appointment.case_id]
    return found


def facts_of(appointment: Appointment) -> list[tuple[str, Any]]:
    """What was arranged, as far as it was; of an interpreter only where one is needed."""
    names = FACTS
    if appointment.interpreter == "not_needed":
        names = tuple(name for name in FACTS if not name.startswith("interpreter"))
    called = _called()
    rows = [(called[name], _shown(appointment, name)) for name in names]
    return [(name, value) for name, value in rows if value not in ("", None)]


def earlier_of(appointment: Appointment) -> list[tuple[str, Any]]:
    """What stood there before it was changed, the latest first."""
    called = _called()
    return [
        (called[name], words)
        for kept in reversed(appointment.earlier)
        for name, words in kept["words"].items()
        if name not in ("on", "at") and words not in ("", None)
    ]


def _called():
    """Each fact in the organisation's word for it, or in ours."""
    ours = {field.name: capfirst(str(field.verbose_name)) for field in Appointment._meta.fields}
    return {name: label_of(ASKED.get(name, "appointment"), name, ours[name]) for name in ours}


def _shown(appointment, name):
    words_of_code = getattr(appointment, f"get_{name}_display", None)
    return words_of_code() if words_of_code else getattr(appointment, name)


def wished(person: Person) -> dict[str, str]:
    """What she said once about interpreting, so that nobody asks again or books whom she fears."""
    if person.interpreter != WANTED:
        return {}
    said = [words for words in (person.languages, person.interpreter_plan) if words]
    wants = " · ".join(said)
    if len(wants) > LONGEST_LINE:
        wants = said[-1]  # who should do it says more than the languages, which the banner shows
    avoid = person.interpreter_avoid or ""
    return {"interpreter": TO_BOOK, "interpreter_wants": wants, "interpreter_avoid": avoid}
