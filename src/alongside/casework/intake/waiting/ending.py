"""A wait is over, and what was found meanwhile goes on with the referral."""

from django.utils.translation import gettext as _

from alongside.casework.intake.models import Referral
from alongside.casework.intake.waiting.models import SafetyCall, Wait
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.ui.written import plain_day
from alongside.foundation.vault.reading import told


def wait_of(referral: Referral) -> Wait | None:
    """The one that is running."""
    wait = Wait.objects.open().filter(referral=referral).first()
    if wait is not None:
        wait.referral = referral
    return wait


@command("wait.ended")
def end_wait(wait: Wait, *, outcome: str, by: User) -> Wait:
    """Nobody is asked to call or to look at it any more."""
    wait.ended_at, wait.outcome = now(), outcome
    wait.save(update_fields=["ended_at", "outcome"])
    settle(Item.objects.open().asked_for_by([wait]), outcome=outcome, by=by)
    return wait


def calls_of(referral: Referral) -> list[SafetyCall]:
    """Every call while they waited, the newest first."""
    found = list(SafetyCall.objects.filter(wait__referral=referral).select_related("wait", "by"))
    for call in found:
        call.wait.referral = referral
    return found


def told_meanwhile(referral: Referral) -> str:
    """What was told at first, and what each call found, for whoever goes on."""
    lines = [told(referral, "happened")]
    for call in reversed(calls_of(referral)):
        said = {"day": plain_day(call.at), "words": told(call, "found")}
        if said["words"]:
            lines.append(_("Interim safety call, %(day)s: %(words)s") % said)
    return "\n".join(line for line in lines if line)
