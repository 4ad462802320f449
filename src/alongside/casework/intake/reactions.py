"""What intake has to say below: what waits for the outsider, unfinished forms, who confirms."""

from alongside.casework.intake.beyond import notices
from alongside.casework.intake.merging.commands import ask_others_to_confirm
from alongside.casework.intake.queries import owner_of_call, owner_of_referral, owner_of_wait
from alongside.casework.intake.sides import notices as conflicts
from alongside.foundation.accounts.drafts import OWNERS
from alongside.organisation.workforce.leaving import Left, when_somebody_leaves

__all__ = ["conflicts", "notices"]

OWNERS.update(referral_id=owner_of_referral, wait_id=owner_of_wait, call_id=owner_of_call)


@when_somebody_leaves
def find_others_who_confirm(leaver, *, by):
    ask_others_to_confirm(leaver, by=by)
    return Left()
