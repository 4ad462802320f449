"""A call is taken, written up, becomes a referral, or is forgotten."""

from datetime import timedelta

from django.utils.timezone import localtime

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Call, Referral
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import cut_key_for, destroy_keys_of
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.commands import note_time

KEPT = timedelta(days=30)


class AlreadyReferred(Exception):
    """A referral came of this call before."""


@command("call.taken")
def take_call(*, kind: str, notes: str, minutes: int, by: User) -> Call:
    """Counted from now on, whoever it was."""
    return _begun(kind, notes, minutes, False, by)


@command("call.unsafe", when_full=True)
def begin_unsafe_call(*, kind: str, notes: str, minutes: int, by: User) -> Call:
    """Somebody is unsafe right now: whatever is noted so far is kept, and the words come first."""
    return _begun(kind, notes, minutes, True, by)


def _begun(kind, notes, minutes, unsafe, by):
    call = Call(kind=kind, minutes=minutes, unsafe=unsafe, taken_by=by)
    cut_key_for(call)
    call.notes = notes
    call.save(force_insert=True)
    _time_of(call, by)
    return call


@command("call.written_up")
def write_up_call(call: Call, *, kind: str, notes: str, minutes: int, by: User) -> Call:
    """What was done, once it is over."""
    call.kind, call.notes, call.minutes = kind, notes, minutes
    call.save(update_fields=["kind", "notes", "minutes"])
    _time_of(call, by)
    return call


def _time_of(call, by):
    if call.minutes:
        facts = {"kind": "contact", "programme": None, "stream": None, "source": call.pk}
        note_time(by, on=localtime(call.began_at).date(), minutes=call.minutes, **facts, by=by)


@command("call.became_referral")
def refer_call(call: Call, arrival: Arrival, *, by: User) -> Referral:
    """What was noted goes with the referral, and the call keeps only that it was. Raises
    AlreadyReferred."""
    referral = receive_referral(arrival, by=by)
    if not Call.objects.filter(pk=call.pk, referral=None).update(referral=referral):
        raise AlreadyReferred
    call.referral, call.notes = referral, ""
    call.save(update_fields=["notes"])
    return referral


@command("call.forgotten")
def forget_calls(*, by: User) -> list[Call]:
    """The notes of calls of which no referral came within a month, for good."""
    over = list(Call.objects.filter(forgotten_at=None, began_at__lt=now() - KEPT))
    Call.objects.filter(pk__in=[call.pk for call in over]).update(forgotten_at=now())
    for call in over:
        destroy_keys_of(call.pk)
    ring.clear()
    return over
