"""Adding, correcting and withdrawing a record, the same for every kind."""

from datetime import date, time
from typing import Any

from alongside.casework.cases.models import Case
from alongside.casework.cases.moments import happened, unhappened
from alongside.casework.keeping.guards import refuse_on_hold
from alongside.casework.records.kinds import RecordKind
from alongside.casework.records.models import CaseRecord
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import reopen, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.clock import now
from alongside.organisation.workforce.commands import correct_time, take_time_back


class Withdrawn(Exception):
    """What was withdrawn no longer counts, and what was taken out is gone: neither is corrected."""


@command("record.added")
def add_record(kind: RecordKind, case: Case, *, by: User, **values: Any) -> CaseRecord:
    """A new entry in the file, and its line in the chronology."""
    record = kind.model.objects.create(case=case, recorded_by=by, **values)
    happened(case, kind.event, on=record.on, record=record, by=by)
    return record


@command("record.corrected")
def correct_record(
    kind: RecordKind, record: CaseRecord, *, version: int, by: User, **better: Any
) -> CaseRecord:
    """The better words take the place of the earlier ones, which are kept with who and when.
    Raises ChangedMeanwhile, and OnHold while what is written may not be rewritten."""
    refuse_on_hold(record.case.person_id)
    if record.withdrawn_at or record.gone():
        raise Withdrawn
    claim_version(record, version)
    changed = {name: now_ for name, now_ in better.items() if getattr(record, name) != now_}
    before = {name: _plain(getattr(record, name)) for name in changed}
    kept = {"words": before, "by": str(by.pk), "at": now().isoformat()}
    record.earlier = [*map(dict, record.earlier), kept]
    for name, words in changed.items():
        setattr(record, name, words)
    record.save(update_fields=["earlier", *changed])
    if {"on", "minutes"} & changed.keys():
        correct_time(record.pk, on=record.on, minutes=getattr(record, "minutes", 0), by=by)
    if "on" in changed:
        unhappened(record, by=by)
        happened(record.case, kind.event, on=record.on, record=record, by=by)
    return record


@command("record.withdrawn")
def withdraw_record(record: CaseRecord, *, by: User) -> CaseRecord:
    """It should not stand in this file; it stays readable to those who could read it, and what it
    had seen to is due again. Raises OnHold."""
    refuse_on_hold(record.case.person_id)
    record.withdrawn_at = now()
    record.save(update_fields=["withdrawn_at"])
    unhappened(record, by=by)
    settle(Item.objects.open().asked_for_by([record]), outcome="withdrawn", by=by)
    reopen(record.pk, by=by)
    take_time_back(record.pk, by=by)
    return record


def _plain(value):
    return value.isoformat() if isinstance(value, date | time) else value
