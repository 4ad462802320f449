"""What the house does every night for the day on which the machine is gone."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User
from alongside.foundation.backups.queries import last_backup, nightly_folder
from alongside.foundation.backups.taking import take_backup
from alongside.foundation.clock import now
from alongside.foundation.jobs.kinds import job

LOOKED_EVERY = timedelta(hours=1)
NIGHT = range(1, 5)  # hours on the wall clock in which few are at work
HALF_A_DAY, TOO_LONG = timedelta(hours=12), timedelta(hours=26)


@job("backup.nightly", _("Back up at night"), every=LOOKED_EVERY)
def back_up_at_night(*, by: User, **asked: object) -> None:
    """Looked at every hour, so that a machine that was off at night does it when it is on again.
    What fails is tried again, and told on the page about background work."""
    folder = nightly_folder()
    if folder and _is_time():
        take_backup(Path(folder), by=by)


def _is_time():
    last = last_backup()
    if last is None:
        return True
    age = now() - last.at
    return age > TOO_LONG or (age > HALF_A_DAY and now().hour in NIGHT)
