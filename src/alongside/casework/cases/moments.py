"""How one module hears from another: something happened, and others react to it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from operator import attrgetter
from threading import local

from django.db.models import Model

from alongside.casework.cases.models import Case, Moment
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.packs.loader import known_event

REACTIONS: dict[str, list[Callable]] = defaultdict(list)


class Here(local):
    reacting = False


here = Here()


def when(*events: str) -> Callable[[Callable], Callable]:
    """Call the function when one of these happens; a misspelt event stops the server's start."""
    known = [known_event(event) for event in events]

    def keep(react):
        for event in known:
            REACTIONS[event].append(react)
        return react

    return keep


@command("moment.happened")
def happened(case: Case, event: str, *, on: date, record: Model, by: User) -> Moment:
    """Write the line of the chronology, and let the modules that wait for this event react."""
    moment = Moment.objects.create(
        case=case, event=known_event(event), on=on, record=record.pk, by=by
    )
    with _one_level_deep():
        for react in sorted(REACTIONS[event], key=attrgetter("__module__", "__name__")):
            react(moment, by=by)
    return moment


@command("moment.withdrawn")
def unhappened(record: Model, *, by: User) -> list[Moment]:
    """It did not happen after all, or not then: nobody need see to what the moment asked for."""
    moments = Moment.objects.filter(record=record.pk)
    moments.update(withdrawn=True)
    settle(Item.objects.open().asked_for_by(moments), outcome="withdrawn", by=by)
    return list(moments)


@contextmanager
def _one_level_deep() -> Iterator[None]:
    if here.reacting:
        raise RuntimeError("A reaction may not cause another moment.")
    here.reacting = True
    try:
        yield
    finally:
        here.reacting = False
