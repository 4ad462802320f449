"""The promises of one case, and the words of those on a worker's day."""

from collections.abc import Iterable
from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.support.promises.models import Promise

SHOWN = 50


def promises_of(case: Case) -> tuple[list[Promise], list[Promise]]:
    """Those still to be kept, the earliest first, and those kept, the latest first."""
    mine = Promise.objects.filter(case=case, withdrawn_at=None).select_related("made_by")
    unkept = list(mine.unkept()[:SHOWN])
    kept = list(mine.exclude(kept_at=None).order_by("-kept_at")[:SHOWN])
    for promise in [*unkept, *kept]:
        promise.case = case
    return unkept, kept


def promise_of(case: Case, promise_id: UUID) -> Promise:
    """One that is still to be kept; else 404."""
    mine = Promise.objects.unkept().filter(case=case).select_related("made_by")
    promise = get_object_or_404(mine, pk=promise_id)
    promise.case = case
    return promise


def promises_by_id(ids: Iterable[UUID], cases: dict[UUID, Case]) -> dict[UUID, Promise]:
    """The promises behind some rows of the agenda, in one statement."""
    found = Promise.objects.in_bulk(list(ids))
    for promise in found.values():
        promise.case = cases[promise.case_id]
    return found
