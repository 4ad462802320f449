"""What is kept in mind about backups: one is begun, proved good, thrown away."""

from pathlib import Path

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.backups.models import Backup
from alongside.foundation.clock import now


@command("backup.taken")
def begin_backup(path: Path, *, by: User) -> Backup:
    """Before it is written, so that the backup itself tells of it."""
    return Backup.objects.create(folder=str(path.parent), name=path.name, at=now())


@command("backup.verified")
def note_good(backup: Backup, size: int, *, by: User) -> Backup:
    """It was read back from the disk to its last byte."""
    backup.size, backup.verified_at = size, now()
    backup.save(update_fields=["size", "verified_at"])
    return backup


@command("backup.thrown_away")
def note_thrown_away(backups: list[Backup], *, by: User) -> list[Backup]:
    """Their files are gone from where they were written."""
    for backup in backups:
        backup.thrown_away_at = now()
        backup.save(update_fields=["thrown_away_at"])
    return backups
