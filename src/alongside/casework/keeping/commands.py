"""Setting a hold on what we keep of a person, and lifting it by two people."""

from datetime import date

from alongside.casework.keeping.guards import locked
from alongside.casework.keeping.models import Hold
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
