"""How old the last good backup is, and which of before are still about."""

from datetime import datetime, timedelta

from django.conf import settings

from alongside.foundation.backups.models import Backup
from alongside.foundation.clock import now
from alongside.foundation.vault.models import Restore
from alongside.foundation.vault.providers import KeyTrouble
from alongside.foundation.vault.recovery import recovery_key

OLDEST = timedelta(days=2)


def last_backup() -> Backup | None:
    """The newest that was read back whole, wherever it lies now."""
    return Backup.objects.exclude(verified_at=None).first()


def is_late() -> bool:
    """Whether the last good one is too old, or backups are switched on and there is none."""
    last = last_backup()
    return now() - last.at > OLDEST if last else nightly_folder() is not None


def nightly_folder() -> str | None:
    """Where the house takes its own backups; None while it takes none."""
    return str(settings.BACKUPS) if settings.BACKUPS and has_recovery_key() else None


def has_recovery_key() -> bool:
    """Without one no backup can be taken."""
    try:
        recovery_key()
    except KeyTrouble:
        return False
    return True


def ever_backed_up() -> bool:
    """Whether a copy of the keys may lie anywhere at all, be it one that is only being written."""
    return Backup.objects.exists()


def still_about(moment: datetime) -> bool:
    """Whether a file that was taken before this moment lies where it was written, as far as the
    house knows: it would open what was erased then. Of a machine that was lost, and after which
    a backup was restored here, the house knows nothing more."""
    here = Backup.objects.filter(at__lte=moment, thrown_away_at=None)
    if restored := Restore.objects.order_by("taken_at").last():
        here = here.filter(at__gt=restored.taken_at)
    return here.exists()
