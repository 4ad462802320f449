"""What the pages about a part that is taken out show."""

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.erasures.parts.reach import Kind, kind_of, part_in
from alongside.casework.keeping.models import TakingOut
from alongside.foundation.clock import today
from alongside.foundation.vault.models import Part


@dataclass(frozen=True)
class Found:
    """A part, and the order about it that stands or was carried out."""

    kind: Kind
    row: Part
    order: TakingOut | None


def part_of(case: Case, what: str, part: UUID) -> Found | None:
    """A part of this case; None where there is no such thing."""
    kind, row = kind_of(what), part_in(case, what, part)
    if kind is None or row is None:
        return None
    orders = TakingOut.objects.filter(what=what, part=part, called_off_at=None)
    if row.holds(kind.item):  # told anew since, it may go anew
        orders = orders.filter(completed_at=None)
    return Found(kind, row, orders.select_related("ordered_by", "agreed_by").first())


def order_of(case: Case, order_id: UUID) -> TakingOut:
    """An order about a part of this case that was not called off; else 404."""
    orders = TakingOut.objects.filter(case=case.pk, called_off_at=None)
    return get_object_or_404(orders.select_related("ordered_by", "agreed_by"), pk=order_id)


def still_in_backups(order: TakingOut) -> bool:
    """Whether a backup of before may still lie somewhere."""
    return bool(order.gone_from_backups_on and order.gone_from_backups_on >= today())
