"""Asking whoever takes a case to read what to know of it, and her word that she has."""

from alongside.casework.cases.handing.models import HANDOVER
from alongside.casework.cases.models import Case, Handover
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today


@command("handover.asked")
def ask_to_read(case: Case, *, to: User, words: str, by: User) -> Handover:
    """It stands on her day until she has read it; an earlier one need not be read any more."""
    settle(Item.objects.open().about(case, HANDOVER), outcome="handed_on", by=by)
    handover = Handover(case=case, to=to, by=by, words=words)
    handover.save(force_insert=True)
    put(case, HANDOVER, due=today(), source=handover.pk, owner=to.pk, by=by)
    return handover


@command("handover.read")
def confirm_reading(handover: Handover, *, by: User) -> Handover:
    """She has read it. Only she to whom it was handed can say so; anybody else changes nothing."""
    if by.pk == handover.to_id and handover.read_at is None:
        handover.read_at = now()
        handover.save(update_fields=["read_at"])
        settle(Item.objects.open().asked_for_by([handover]), outcome="read", by=by)
    return handover
