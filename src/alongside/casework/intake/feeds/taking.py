"""A file that came through a page: how it would be taken, and taking it batch by batch."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.feeds.commands import take_piece
from alongside.casework.intake.feeds.plans import Plan
from alongside.casework.intake.importing import Tally, mark_of, not_here_yet, sort_out
from alongside.casework.intake.maps import CODED
from alongside.casework.intake.reasons import Rejected, in_words, label_of
from alongside.casework.intake.rows import POINTS, ReferralMap
from alongside.foundation.accounts.models import User
from alongside.foundation.imports.commands import Elsewhere, finish_upload
from alongside.foundation.imports.contents import pieces_of, table_of
from alongside.foundation.imports.models import Upload
from alongside.foundation.imports.rejects import heading_back, row_back
from alongside.foundation.packs.loader import in_use
from alongside.foundation.vault.index.folding import fold_if_many
from alongside.foundation.vault.ring import ring

LOOKED_AHEAD = 40  # batches, in a preview
SHOWN = 5
HIDDEN = (*POINTS, "address")


@dataclass
class Preview:
    """What would become of the rows; the first ones as they would be."""

    tally: Tally = field(default_factory=Tally)
    reasons: Counter[str] = field(default_factory=Counter)
    first: list[Arrival] = field(default_factory=list)


def map_of(upload: Upload) -> ReferralMap:
    """By which its rows are read."""
    plan: Any = upload.plan
    return Plan.kept(plan).map_for(upload.feed)


def preview_of(upload: Upload) -> Preview:
    """Changes nothing. A long file is looked at as far as a page can wait for."""
    preview, plan, seen = Preview(), map_of(upload), set[bytes]()
    for n, rows in pieces_of(upload):
        if n == LOOKED_AHEAD:
            break
        batch = sort_out(rows, plan, seen)
        fresh = not_here_yet(batch.arrivals, by=upload.owner)
        preview.tally.count(batch, fresh)
        preview.reasons.update(str(reason) for _row, reason in batch.rejected)
        preview.first += fresh[: SHOWN - len(preview.first)]
    return preview


def go_on(upload: Upload, *, by: User) -> None:
    """From the batch after the last one that stands to the end; at once over where another process
    is at it, or somebody has stopped it."""
    plan, seen, start = map_of(upload), set[bytes](), upload.pieces_taken
    for n, rows in pieces_of(upload):
        if n < start:
            seen |= _marks(rows, plan)
            continue
        try:
            take_piece(upload, n, sort_out(rows, plan, seen), feed=plan.feed, by=by)
        except Elsewhere:
            return
        ring.clear()  # a batch's keys are not needed for the next
        fold_if_many()
    upload.refresh_from_db(fields=["state", "rejected"])
    finish_upload(upload, by=by)


def lines_back(upload: Upload) -> Iterator[list[str]]:
    """The rows that were not taken, as a table that comes back mended."""
    headings = table_of(upload).headings
    why = dict(upload.sent_back.values_list("line", "reason"))
    yield heading_back(headings)
    for _n, rows in pieces_of(upload):
        for row in rows:
            if row.line in why:
                yield row_back(headings, row, in_words(why[row.line]))


def as_it_would_be(arrival: Arrival) -> list[tuple[str, Any]]:
    """What a referral says, by the names of the form; numbers and addresses stay closed."""
    told = {**arrival.person, **arrival.referral}
    told |= {name: "" for name, kind in POINTS.items() if _has(arrival, kind)}
    return [
        (label_of(name), None if name in HIDDEN else _shown(name, value))
        for name, value in told.items()
        if name != "token"
    ]


def _has(arrival, kind):
    return any(point["kind"] == kind for point in arrival.points)


def _shown(name, value):

    if name in CODED:
        return in_use(CODED[name]).get(value, value)
    return value


def _marks(rows, plan):
    """Of batches that stand already, so that a reference that comes twice is still noticed."""
    found = set()
    for row in rows:
        try:
            found.add(mark_of(row, plan))
        except Rejected:
            continue
    return found
