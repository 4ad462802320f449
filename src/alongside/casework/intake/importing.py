"""A feed's file, taken in batch by batch: what is here already is left alone, the rest counted."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.db import IntegrityError
from django.db.models import Q

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import BATCH_RECEIVED, receive_batch
from alongside.casework.intake.models import Batch, Referral
from alongside.casework.intake.reasons import Rejected
from alongside.casework.intake.rows import ReferralMap
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import subject_of
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.rejects import Reasons
from alongside.foundation.imports.tables import Row, Table
from alongside.foundation.vault.index.folding import fold_if_many
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

    def count(self, batch: "Sorted", fresh: list[Arrival]) -> None:
        """One more batch."""
        self.filled.update(name for arrival in fresh for name in arrival.told())
        self.rows += batch.rows
        self.taken += len(fresh)
        self.known += len(batch.arrivals) - len(fresh)
        self.rejected += len(batch.rejected)


@dataclass
class Sorted:
    """A batch of rows: those that can be read as a referral, and those that are given back."""

    arrivals: list[Arrival] = field(default_factory=list)
    rejected: list[tuple[Row, Rejected]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.arrivals) + len(self.rejected)


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
        rows = sort_out(batch, plan, seen)
        for row, reason in rows.rejected:
            rejects.add(row, str(reason))
        look = not_here_yet if dry else partial(receive, plan.feed)
        fresh = look(rows.arrivals, by=by)
        tally.count(rows, fresh)
        ring.clear()  # a batch's keys are not needed for the next
        if not dry:
            fold_if_many()
        progress(len(batch))
    return tally


def sort_out(batch: list[Row], plan: ReferralMap, seen: set[bytes]) -> Sorted:
    """`seen` are the references of the batches before, and grows."""
    rows = Sorted()
    for row in batch:
        try:
            mark = mark_of(row, plan)
            if mark in seen:
                raise Rejected("twice")
            seen.add(mark)
            arrival = plan.arrival(row)
        except Rejected as reason:
            rows.rejected.append((row, reason))
            continue
        arrival.referral["token"] = mark
        rows.arrivals.append(arrival)
    return rows


def mark_of(row: Row, plan: ReferralMap) -> bytes:
    """By which the same referral is known when it comes again; raises Rejected."""
    return token("referral", f"{plan.feed}\0{plan.reference_of(row)}")


def receive(feed: str, arrivals: list[Arrival], *, by: User) -> list[Arrival]:
    """Those that were not here yet, and are now."""
    if not (fresh := not_here_yet(arrivals, by=by)):
        return []
    try:
        receive_batch(feed, fresh, by=by)
    except IntegrityError:
        if len(fresh) == len(still_fresh := not_here_yet(fresh, by=by)):
            raise
        return receive(feed, still_fresh, by=by)  # the same file is being taken in elsewhere
    return fresh


def _batches(table: Table) -> Iterator[list[Row]]:
    batch = []
    for row in table.rows():
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def not_here_yet(arrivals: list[Arrival], *, by: User) -> list[Arrival]:
    """The same feed has not brought them before, as far as `by` may know. What somebody else
    brought and a wall hides from her comes once more, under a mark of its own: "here already"
    would tell her that the person is here."""
    again = {(mark := _mark(arrival)): _mark_again(mark, by) for arrival in arrivals}
    here = Referral.objects.filter(token__in=[*again, *again.values()])
    there, known, fresh = _marks(here), _marks(_known_to(by, here)), []
    for arrival in arrivals:
        mark = _mark(arrival)
        if mark in known or again[mark] in there:
            continue
        arrival.referral["token"] = again[mark] if mark in there else mark
        fresh.append(arrival)
    return fresh


def _known_to(user, referrals):
    batches = set(referrals.exclude(batch=None).values_list("batch", flat=True))
    names = {subject_of(Batch(pk=pk)): pk for pk in batches}
    lines = Entry.objects.filter(verb=BATCH_RECEIVED, actor=user.pk, subject__in=names)
    hers = [names[subject] for subject in lines.values_list("subject", flat=True)]
    in_sight = ~Q(person__in=Wall.objects.of(user))
    return referrals.filter(in_sight | Q(batch__in=hers))


def _marks(referrals):
    return {bytes(mark) for mark in referrals.values_list("token", flat=True)}


def _mark(arrival):
    return arrival.referral["token"]


def _mark_again(mark, user):
    return token("referral brought again", f"{mark.hex()}\0{user.pk}")


def _check_columns(table, plan):
    missing = plan.columns() - set(table.headings)
    if missing:
        raise FileRefused(f"The file has no column {', '.join(sorted(missing))}; the map asks it.")
