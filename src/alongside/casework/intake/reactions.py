"""What intake has to say below: what waits for the outsider, and whose an unfinished form is."""

from alongside.casework.intake.beyond import notices
from alongside.casework.intake.queries import owner_of_call, owner_of_referral, owner_of_wait
from alongside.casework.intake.sides import notices as conflicts
from alongside.foundation.accounts.drafts import OWNERS

__all__ = ["conflicts", "notices"]

OWNERS.update(referral_id=owner_of_referral, wait_id=owner_of_wait, call_id=owner_of_call)
