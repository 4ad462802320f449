"""What the pages of the ledger show, each in a bounded number of statements."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Value
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.cases.together.queries import cases_elsewhere
from alongside.casework.consents.models import (
    CONSENT_ENDS,
    Consent,
    Said,
    Unreachable,
    Withdrawal,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.lots import in_halves
from alongside.foundation.packs.loader import words

LONGEST = 50
PURPOSE, ABOUT = "consent_purpose", "said_what"


@dataclass(frozen=True)
class Against:
    """What she took back or does not agree to, in another case of hers; to whom and in which words
    stands in the ledger there."""

    case: UUID
    reference: str
    at: datetime
    vocabulary: str
    about: str

    @property
    def taken_back(self) -> bool:
        return self.vocabulary == PURPOSE

    @property
    def what(self) -> str:
        return words(self.vocabulary, self.about)

    @property
    def code(self) -> str:
        """The case as it is read out."""
        return in_halves(self.reference)


def ledger_of(case: Case) -> list[Consent]:
    """Every consent of this case, the newest first, with its withdrawal."""
    given = Consent.objects.filter(case=case).select_related("withdrawal", "told_by")
    found = list(given[:LONGEST])
    for consent in found:
        consent.case = case
    return found


def against_elsewhere(case: Case, *, reader: User) -> list[Against]:
    """What she took back or refused in her cases at other records, as far as this reader sees
    them, in one statement; the newest first. For whoever has one record it costs none."""
    if case.person.lead_id is None:
        return []
    seen = cases_elsewhere(case, reader=reader).values("pk")
    back = Withdrawal.objects.filter(consent__case__in=seen).values_list(
        "consent__case", "consent__case__reference", "at", Value(PURPOSE), "consent__purpose"
    )
    newer = Said.objects.filter(case=OuterRef("case"), what=OuterRef("what"), at__gt=OuterRef("at"))
    no = Said.objects.filter(~Exists(newer), case__in=seen, answer="no").order_by()
    no = no.values_list("case", "case__reference", "at", Value(ABOUT), "what")
    lines = [Against(*line) for line in back.union(no, all=True)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LONGEST]


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
