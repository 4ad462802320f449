"""An administrator hears that a conflict waits for the outsider: a number, nothing else."""

from django.utils.translation import ngettext

from alongside.casework.intake.sides.queries import conflicts_told_to
from alongside.foundation.accounts.models import User
from alongside.organisation.workforce.notices import Notice, tells_administrators


@tells_administrators
def conflict_waits_for_the_outsider(user: User) -> Notice | None:
    """No manager may know of both sides of it; nothing for whoever stands behind a wall too."""
    many = conflicts_told_to(user).count()
    words = ngettext(
        "%(num)s conflict waits for the outsider.",
        "%(num)s conflicts wait for the outsider.",
        many,
    )
    return Notice(words % {"num": many}, "intake:beyond") if many else None
