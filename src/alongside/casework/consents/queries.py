"""What the pages of the ledger show, each in a bounded number of statements."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.consents.models import CONSENT_ENDS, Consent, Said, Unreachable
from alongside.foundation.agenda.models import Item

LONGEST = 50


def ledger_of(case: Case) -> list[Consent]:
    """Every consent of this case, the newest first, with its withdrawal."""
    given = Consent.objects.filter(case=case).select_related("withdrawal", "told_by")
    found = list(given[:LONGEST])
    for consent in found:
        consent.case = case
    return found


def consent_of(case: Case, consent_id: UUID) -> Consent:
    """One that was not taken back; else 404."""
    given = Consent.objects.filter(case=case, withdrawal=None)
    consent = get_object_or_404(given, pk=consent_id)
    consent.case = case
    return consent


def waiting_on(consent: Consent) -> int:
    """How much of the agenda waits on it, besides the question whether it goes on."""
    waiting = Item.objects.open().asked_for_by([consent])
    return waiting.exclude(kind=CONSENT_ENDS).count()


def said_last(case: Case) -> dict[str, Said]:
    """The newest line about each of what is said apart from sharing."""
    lines = Said.objects.filter(case=case).select_related("by").order_by("at")[:LONGEST]
    found = {line.what: line for line in lines}
    for line in found.values():
        line.case = case
    return found


def plan_of(case: Case) -> Unreachable | None:
    """What was agreed last for when she cannot be reached."""
    plan = Unreachable.objects.filter(case=case).select_related("by").first()
    if plan:
        plan.case = case
    return plan
