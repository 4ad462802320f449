"""The outsider says who decides about a referral of which nobody who triages may know."""

from alongside.casework.intake.models import Decider, Referral
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.models import NightCode
from alongside.organisation.workforce.outsiders.commands import spend


@command("referral.decider_named")
def take_by_code(referral: Referral, *, code: NightCode, by: User) -> Decider:
    """The outsider read a code out to her: from now on it waits for her and for nobody else.
    Raises CodeSpent."""
    spend(code, by=by)
    return Decider.objects.create(referral=referral, user=by, code=code)
