"""Writing a line of the on-call log, and taking it into the day."""

from datetime import datetime

from alongside.casework.cases.models import Case
from alongside.casework.cases.moments import happened
from alongside.casework.desk.oncall.models import NightEntry
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now


@command("night.logged")
def log_night(*, kind: str, words: str, at: datetime, case: Case | None, by: User) -> NightEntry:
    """Whoever leads finds it the next morning; it stands in the chronology of its case."""
    entry = NightEntry(kind=kind, words=words, at=at, case=case, by=by)
    entry.save(force_insert=True)
    if case:
        happened(case, "on_call", on=at.date(), record=entry, by=by)
    return entry


@command("night.taken")
def take_into_day(entry: NightEntry, *, by: User) -> NightEntry:
    """Somebody of the day has read it and sees to it; who was first stays on record."""
    waiting = NightEntry.objects.waiting().filter(pk=entry.pk)
    waiting.update(taken_at=now(), taken_by=by)
    return entry
