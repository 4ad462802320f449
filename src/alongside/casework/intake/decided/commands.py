"""A decline is taken back within its days, and decided anew."""

from datetime import timedelta
from typing import Any

from alongside.casework.intake.commands import COMPARE
from alongside.casework.intake.decided.models import Undone
from alongside.casework.intake.models import DECLINED, WAITING, Referral
from alongside.casework.keeping.guards import locked
from alongside.casework.keeping.models import Erasure
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.packs.calendar import working_deadline
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.keys import key_id_of
from alongside.foundation.vault.reading import told

UNDONE_WITHIN = timedelta(days=30)


class NotDeclined(Exception):
    """It was decided otherwise, or undone, meanwhile."""


class TooLate(Exception):
    """The days are over: whoever comes back is taken as a new referral."""


class ToBeErased(Exception):
    """Somebody ordered that it is erased, or it is: nothing is begun with it again."""


@command("decline.undone")
def undo_decline(referral: Referral, *, why: str, by: User) -> Undone:
    """It waits in triage again, with a new clock; what was said when it was declined stands
    beside it. Raises NotDeclined, TooLate, ToBeErased."""
    locked(referral.person_id)
    referral = Referral.objects.select_related("person").get(pk=referral.pk)
    if referral.state != DECLINED:
        raise NotDeclined
    if referral.decided_at is None or referral.decided_at < now() - UNDONE_WITHIN:
        raise TooLate
    ordered = Erasure.objects.filter(person=referral.person_id, called_off_at=None)
    if ordered.filter(case=None).exists() or key_id_of(referral.person_id) is None:
        raise ToBeErased
    undone = Undone(
        referral=referral,
        why=why,
        by=by,
        declined_at=referral.decided_at,
        declined_by=referral.decided_by,
        decline_reason=referral.decline_reason,
        signposted_to=told(referral, "signposted_to"),
    )
    undone.save(force_insert=True)
    days = pack().clocks["triage"].days_for(referral.danger)
    again: dict[str, Any] = {"state": WAITING, "decided_at": None, "decided_by": None}
    again |= {"decline_reason": "", "signposted_to": "", "compared_at": None}
    again["decide_by"] = working_deadline(now(), days)
    for name, value in again.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(again))
    ask_for(COMPARE, by=by)
    return undone
