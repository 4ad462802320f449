"""Promising, keeping a promise, and giving it a new date."""

from datetime import date
from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.support.promises.models import PROMISE, Promise
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now


@command("promise.made")
def make_promise(case: Case, *, contact: UUID, words: str, due: date, by: User) -> Promise:
    """It stands on the agenda of whoever made it."""
    promise = Promise(case=case, contact=contact, words=words, due=due, first_due=due, made_by=by)
    promise.save(force_insert=True)
    put(case, PROMISE, due=due, source=promise.pk, owner=by.pk, by=by)
    return promise


@command("promise.kept")
def keep_promise(promise: Promise, *, by: User) -> Promise:
    """Done, by whoever did it."""
    promise.kept_at = now()
    promise.save(update_fields=["kept_at"])
    settle(Item.objects.open().asked_for_by([promise]), outcome="kept", by=by)
    return promise


@command("promise.moved")
def move_promise(promise: Promise, *, due: date, told: str, by: User) -> Promise:
    """A new date; `told` says whether she heard of it before. It stays on the agenda it stands on,
    and comes back to one when it stands on none."""
    promise.due, promise.told = due, told
    promise.save(update_fields=["due", "told"])
    standing = Item.objects.open().asked_for_by([promise]).first()
    owner = standing.owner if standing else by.pk
    put(promise.case, PROMISE, due=due, source=promise.pk, owner=owner, by=by)
    return promise


@command("promise.withdrawn")
def withdraw_promises(case: Case, *, contact: UUID, by: User) -> list[Promise]:
    """The contact they were made in was a slip."""
    slips = list(Promise.objects.unkept().filter(case=case, contact=contact))
    Promise.objects.filter(pk__in=[slip.pk for slip in slips]).update(withdrawn_at=now())
    settle(Item.objects.open().asked_for_by(slips), outcome="withdrawn", by=by)
    return slips
