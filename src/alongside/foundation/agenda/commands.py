"""Putting a date on the agenda, settling it, and giving it to somebody else."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Model, QuerySet

from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now


@dataclass(frozen=True)
class Stopped:
    """Why nothing of this kind is asked about a subject any more: the record that stopped it, and
    a short code that says which."""

    because: UUID
    outcome: str


# A storey above says here what stops; called with the subject and the kind of the row.
STOPS: list[Callable[[Model, str], Stopped | None]] = []


def stops(
    why: Callable[[Model, str], Stopped | None],
) -> Callable[[Model, str], Stopped | None]:
    """Ask this each time before something is put on the agenda."""
    STOPS.append(why)
    return why


@command("agenda.put")
def put(
    subject: Model,
    kind: str,
    *,
    due: date,
    source: UUID,
    owner: UUID,
    by: Model,
    at: time | None = None,
) -> Item:
    """Put again from the same source, it moves to the new date. What is stopped stands there as
    settled, and comes back with the rest if it was stopped by mistake."""
    particulars = {"subject": subject.pk, "owner": owner, "due": due, "at": at}
    stopped = next(filter(None, (why(subject, kind) for why in STOPS)), None)
    if stopped:
        particulars |= {"settled_at": now(), "outcome": stopped.outcome}
        item, _ = Item.objects.update_or_create(
            particulars, source=source, kind=kind, settled_by=stopped.because
        )
        return item
    item, _ = Item.objects.open().update_or_create(particulars, source=source, kind=kind)
    return item


@command("agenda.settled")
def settle(
    items: QuerySet[Item], *, outcome: str, by: Model, because: UUID | None = None
) -> list[Item]:
    """Seen to, or no longer needed; `outcome` is a short code that says which, `because` the
    record that saw to it."""
    settled = list(items)
    Item.objects.filter(pk__in=[item.pk for item in settled]).update(
        settled_at=now(), outcome=outcome, settled_by=because
    )
    return settled


@command("agenda.reopened")
def reopen(because: UUID, *, by: Model, subjects: Collection[UUID] | None = None) -> list[Item]:
    """The record that saw to these was a slip, everywhere or for some subjects alone: they are due
    again, unless asked anew since."""
    settled = Item.objects.filter(settled_by=because)
    if subjects is not None:
        settled = settled.filter(subject__in=subjects)
    again = [
        item
        for item in settled
        if not Item.objects.open().filter(source=item.source, kind=item.kind).exists()
    ]
    Item.objects.filter(pk__in=[item.pk for item in again]).update(
        settled_at=None, outcome="", settled_by=None
    )
    return again


@command("agenda.handed_over")
def hand_over(items: QuerySet[Item], *, to: UUID, by: Model) -> list[Item]:
    """From now on these stand on another person's day."""
    moved = list(items)
    Item.objects.filter(pk__in=[item.pk for item in moved]).update(owner=to)
    return moved
