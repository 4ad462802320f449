"""A feed's file, taken in batch by batch: what is here already is left alone, the rest counted."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_batch
from alongside.casework.intake.models import Referral
from alongside.casework.intake.rows import ReferralMap, Rejected
from alongside.foundation.accounts.models import User
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.rejects import Reasons
from alongside.foundation.imports.tables import Row, Table
from alongside.foundation.vault.organisation import token
from alongside.foundation.vault.ring import ring

BATCH = 250


@dataclass
class Tally:
    """What became of the rows of a file: every one is counted once. `filled` says how often each
    field was told."""

    rows: int = 0
    taken: int = 0
    known: int = 0
    rejected: int = 0
    filled: Counter[str] = field(default_factory=Counter)


def take_in(
    table: Table,
    plan: ReferralMap,
    *,
    rejects: Reasons,
    by: User,
    dry: bool = False,
    progress: Callable[[int], object] = lambda n: None,
) -> Tally:
    """One command for each batch; interrupted, it is simply run again. Dry, it changes nothing."""
    _check_columns(table, plan)
    tally, seen = Tally(), set[bytes]()
    for batch in _batches(table):
        arrivals = _arrivals(batch, plan, seen, rejects)
        fresh = _fresh(arrivals) if dry else _received(plan.feed, arrivals, by)
        tally.filled.update(name for arrival in fresh for name in arrival.told())
        tally.rows += len(batch)
        tally.taken += len(fresh)
        tally.known += len(arrivals) - len(fresh)
        ring.clear()  # a batch's keys are not needed for the next
        progress(len(batch))
    tally.rejected = rejects.count
    return tally


def _batches(table: Table) -> Iterator[list[Row]]:
    batch = []
    for row in table.rows():
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _arrivals(
    batch: list[Row], plan: ReferralMap, seen: set[bytes], rejects: Reasons
) -> list[Arrival]:
    """The rows that can be read as a referral; the others are given back."""
    arrivals = []
    for row in batch:
        try:
            mark = token("referral", f"{plan.feed}\0{plan.reference_of(row)}")
            if mark in seen:
                raise Rejected("the same reference stands in this file before")
            seen.add(mark)
            arrival = plan.arrival(row)
        except Rejected as reason:
            rejects.add(row, str(reason))
            continue
        arrival.referral["token"] = mark
        arrivals.append(arrival)
    return arrivals


def _received(feed: str, arrivals: list[Arrival], by: User) -> list[Arrival]:
    """Those that were not here yet, and are now."""
    if not (fresh := _fresh(arrivals)):
        return []
    try:
        receive_batch(feed, fresh, by=by)
    except IntegrityError:
        if len(fresh) == len(still_fresh := _fresh(fresh)):
            raise
        return _received(feed, still_fresh, by)  # the same file is being taken in elsewhere
    return fresh


def _fresh(arrivals: list[Arrival]) -> list[Arrival]:
    marks = [arrival.referral["token"] for arrival in arrivals]
    known = Referral.objects.filter(token__in=marks).values_list("token", flat=True)
    here = {bytes(mark) for mark in known if mark}
    return [arrival for arrival in arrivals if arrival.referral["token"] not in here]


def _check_columns(table, plan):
    missing = plan.columns() - set(table.headings)
    if missing:
        raise FileRefused(f"The file has no column {', '.join(sorted(missing))}; the map asks it.")
