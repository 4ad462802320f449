"""Setting a hold on what we keep of a person, keeping what stood meanwhile, lifting it by two."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from alongside.casework.keeping.guards import locked
from alongside.casework.keeping.models import Hold, Kept
from alongside.casework.people.models import Person
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import key_id_of


class ErasedAlready(Exception):
    """The keys were destroyed: there is nothing left to hold."""


class AnotherPersonMust(Exception):
    """Whoever asked for it, or holds both accounts, is not the second person."""


@command("hold.set")
def set_hold(person: Person, *, ground: str, reason: str, until: date | None, by: User) -> Hold:
    """From now on nothing of hers is erased, no entry corrected or withdrawn. Raises
    ErasedAlready."""
    locked(person.pk)
    if key_id_of(person.pk) is None:
        raise ErasedAlready
    hold = Hold(person=person, ground=ground, reason=reason, until=until, set_by=by)
    hold.save(force_insert=True)
    return hold


@command("hold.lifting_asked")
def ask_to_lift_hold(hold: Hold, *, by: User) -> Hold:
    """One person asks, another agrees; until then the hold stands."""
    Hold.objects.standing().filter(pk=hold.pk).update(lifting_asked_by=by)
    return hold


@command("hold.lifted")
def lift_hold(hold: Hold, *, by: User) -> Hold:
    """The second person agrees. Raises AnotherPersonMust for the one who asked, for an account
    that the same hand could hold, and where nobody has asked."""
    hold.refresh_from_db(fields=["lifting_asked_by"])
    if hold.lifting_asked_by_id is None or one_hand(hold.lifting_asked_by_id, by.pk):
        raise AnotherPersonMust
    Hold.objects.standing().filter(pk=hold.pk).update(lifted_at=now(), lifted_by=by)
    return hold


@command("hold.kept")
def keep_what_stood(
    row: Model,
    words: Mapping[str, Any],
    *,
    of: UUID,
    case: UUID | None,
    taken_out: bool,
    by: User,
) -> Kept:
    """The earlier words of a row, by the names of its columns, before they are changed."""
    kept = Kept(person_id=of, case=case, what=row._meta.label_lower, row=row.pk, words=dict(words))
    kept.sealed_with, kept.taken_out, kept.by = row.key_id, taken_out, by  # type: ignore[attr-defined]
    kept.save(force_insert=True)
    return kept
