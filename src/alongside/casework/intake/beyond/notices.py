"""An administrator hears that a referral waits for the outsider: a number, nothing else."""

from django.utils.translation import ngettext

from alongside.casework.intake.beyond.queries import told_to
from alongside.foundation.accounts.models import User
from alongside.organisation.workforce.notices import Notice, tells_administrators


@tells_administrators
def waits_for_the_outsider(user: User) -> Notice | None:
    """Nothing for whoever stands behind the wall."""
    many = told_to(user).count()
    words = ngettext(
        "%(num)s referral waits for the outsider.",
        "%(num)s referrals wait for the outsider.",
        many,
    )
    return Notice(words % {"num": many}, "intake:beyond") if many else None
