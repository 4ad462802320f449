"""Calls whose notes are still kept, for whoever took them and for nobody else."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.intake.models import Call
from alongside.foundation.accounts.models import User

SHOWN = 20


def kept_for(user: User) -> QuerySet[Call]:
    """The newest first; no referral came of them yet, and they are not forgotten."""
    return Call.objects.filter(taken_by=user, referral=None, forgotten_at=None)


def call_of(call_id: UUID, *, user: User) -> Call:
    """One of her own, kept or not; else 404."""
    return get_object_or_404(Call.objects.filter(taken_by=user, forgotten_at=None), pk=call_id)
