"""The outsider says who decides about a referral of which nobody who triages may know."""

from alongside.casework.intake.beyond.queries import beyond_everybody
from alongside.casework.intake.models import Decider, Referral
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.models import NightCode
from alongside.organisation.workforce.outsiders.commands import spend


class HersAlready(Exception):
    """It waits for somebody else by now: the outsider rang two at once."""


@command("referral.decider_named")
def take_by_code(referral: Referral, *, code: NightCode, by: User) -> Decider:
    """The outsider read a code out to her: from now on it waits for her and for nobody else.
    Raises CodeSpent, and HersAlready where another was named a moment ago: the code stays good."""
    Referral.objects.select_for_update().get(pk=referral.pk)
    if not beyond_everybody().filter(pk=referral.pk).exists():
        raise HersAlready
    spend(code, by=by)
    return Decider.objects.create(referral=referral, user=by, code=code)
