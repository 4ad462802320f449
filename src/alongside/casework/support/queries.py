"""What stands behind the rows that support put on somebody's agenda."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.support.appointments.models import APPOINTMENT
from alongside.casework.support.appointments.queries import appointments_by_id
from alongside.casework.support.promises.models import PROMISE
from alongside.casework.support.promises.queries import promises_by_id
from alongside.foundation.agenda.models import Item

LOOKED_UP: dict[str, Callable[[list[UUID], dict[UUID, Case]], dict[UUID, Any]]] = {
    PROMISE: promises_by_id,
    APPOINTMENT: appointments_by_id,
}


def behind(items: Iterable[Item], cases: dict[UUID, Case]) -> dict[UUID, Any]:
    """By its id, each promise and appointment among them: a statement for each kind there is."""
    found: dict[UUID, Any] = {}
    for kind, look_up in LOOKED_UP.items():
        sources = [item.source for item in items if item.kind == kind]
        if sources:
            found |= look_up(sources, cases)
    return found
