"""What the desk does in the background: cover begins in the morning and ends at night."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.cover.commands import come_back, keep_cover
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.jobs.kinds import job
from alongside.organisation.workforce.away.models import Absence

EVERY = timedelta(minutes=15)


@job("cover.keep", _("Give the dates of whoever is away to whoever stands in"), every=EVERY)
def keep_covers(*, by: User, **asked: object) -> None:
    """What was put on an absent colleague's day since the last time goes along."""
    standing = Absence.objects.standing().filter(first__lte=today())
    for absence in standing.select_related("user", "cover"):
        if absence.last < today():
            come_back(absence, by=by)
        else:
            keep_cover(absence, by=by)
