"""Keeping words between two, opening them for a reason that goes before, and having seen it."""

from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.casework.support.private.models import PRIVATE_OPENED, PrivateOpening, PrivateWords
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today
from alongside.foundation.vault.keys import key_for_compartment

COMPARTMENT = "private"


@command("private.kept")
def keep_private(case: Case, *, contact: UUID, words: dict[str, str], by: User) -> PrivateWords:
    """Nobody but her reads them from now on, whoever takes the case over."""
    sealed_with = key_for_compartment(case.pk, COMPARTMENT)
    kept = PrivateWords(case=case, contact=contact, worker=by, words=words, sealed_with=sealed_with)
    kept.save(force_insert=True)
    return kept


@command("private.opened")
def open_private(kept: PrivateWords, *, ground: str, reason: str, by: User) -> PrivateOpening:
    """Somebody who may see the case reads it within the next hour, and says why. Whoever keeps it
    is told at once, or another pair of eyes where she works there no more."""
    opening = PrivateOpening(kept=kept, ground=ground, reason=reason, by=by)
    opening.save(force_insert=True)
    keeper = kept.worker
    beside = Case.objects.visible_to(keeper).filter(pk=kept.case_id).exists()
    told = keeper if beside else second_eyes_on(kept.case, by)
    put(kept.case, PRIVATE_OPENED, due=today(), source=kept.contact, owner=told.pk, by=by)
    return opening


@command("private.opening_seen")
def have_seen_opening(kept: PrivateWords, *, by: User) -> PrivateWords:
    """She has read who opened it, and why."""
    rows = Item.objects.open().filter(kind=PRIVATE_OPENED, source=kept.contact, owner=by.pk)
    settle(rows, outcome="seen", by=by)
    return kept
