"""A feed's file, taken in batch by batch: what is here already is left alone, the rest counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_batch
from alongside.casework.intake.maps import ReferralMap, Rejected
from alongside.casework.intake.models import Referral
from alongside.foundation.accounts.models import User
from alongside.foundation.imports.rejects import Rejects
from alongside.foundation.imports.tables import FileRefused, Table
from alongside.foundation.vault.organisation import token
from alongside.foundation.vault.ring import ring

BATCH = 250


@dataclass
class Tally:
    """What became of the rows of a file: every one is counted once."""

    rows: int = 0
    taken: int = 0
    known: int = 0
    rejected: int = 0


def take_in(
    table: Table,
    plan: ReferralMap,
    *,
    rejects: Rejects,
    by: User,
    dry: bool = False,
    progress: Callable[[int], object] = lambda n: None,
) -> Tally:
    """One command for each batch; interrupted, it is simply run again. Dry, it changes nothing."""
    _check_columns(table, plan)
    tally, seen = Tally(), set[bytes]()
    for batch in _batches(table):
        fresh = _fresh(batch, plan, seen, rejects, tally)
        if fresh and not dry:
            receive_batch(plan.feed, fresh, by=by)
        tally.taken += len(fresh)
        ring.clear()  # a batch's keys are not needed for the next
        progress(len(batch))
    tally.rejected = rejects.count
    return tally


def rejects_beside(path: Path) -> Path:
    """Where rows that were not taken come back, unless another place is named."""
    return path.with_name(f"{path.stem}.rejects.csv")


def _batches(table: Table) -> Iterator[list]:
    batch = []
    for numbered in table.rows():
        batch.append(numbered)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _fresh(
    batch: list, plan: ReferralMap, seen: set[bytes], rejects: Rejects, tally: Tally
) -> list[Arrival]:
    """The rows of a batch that are referrals and not here yet."""
    readable = []
    for line, row in batch:
        tally.rows += 1
        try:
            mark = token("referral", f"{plan.feed}\0{plan.reference_of(row)}")
            if mark in seen:
                raise Rejected("the same reference stands in this file before")
            seen.add(mark)
            readable.append((mark, line, row))
        except Rejected as reason:
            rejects.add(line, row, str(reason))
    known = Referral.objects.filter(token__in=[mark for mark, _, _ in readable])
    here = {bytes(mark) for mark in known.values_list("token", flat=True) if mark}
    tally.known += len(here)
    return list(_arrivals([entry for entry in readable if entry[0] not in here], plan, rejects))


def _arrivals(entries, plan, rejects):
    for mark, line, row in entries:
        try:
            arrival = plan.arrival(row)
        except Rejected as reason:
            rejects.add(line, row, str(reason))
            continue
        arrival.referral["token"] = mark
        yield arrival


def _check_columns(table, plan):
    missing = plan.columns() - set(table.headings)
    if missing:
        raise FileRefused(f"The file has no column {', '.join(sorted(missing))}; the map asks it.")
