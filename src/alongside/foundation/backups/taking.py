"""One backup, taken while people work: the main database first, the data keys last.

Then it is read back from the disk, and only after that are old ones thrown away."""

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from alongside.foundation.accounts.models import User
from alongside.foundation.backups import engines
from alongside.foundation.backups.commands import begin_backup, note_good, note_thrown_away
from alongside.foundation.backups.members import (
    CONTENTS,
    KEY_CHANGES,
    KEYS,
    ORGANISATION,
    SMALL_FILES,
    Writer,
    as_bytes,
)
from alongside.foundation.backups.models import Backup
from alongside.foundation.backups.restoring import proved
from alongside.foundation.clock import now, today
from alongside.foundation.vault.box import BackupRefused, SealingWriter
from alongside.foundation.vault.brought_back.carrying import data_keys, key_changes
from alongside.foundation.vault.brought_back.lists import keep_list
from alongside.foundation.vault.brought_back.shut import refuse_while_shut
from alongside.foundation.vault.organisation import public_key, sign
from alongside.foundation.vault.recovery import mark_of, recovery_key
from alongside.foundation.vault.wrapping import organisation_keys

PORTION = 1024 * 1024
UNFINISHED = re.compile(r"alongside-\d{8}T\d{6}Z\.part")
FORGOTTEN = timedelta(days=1).total_seconds()


@dataclass(frozen=True)
class Taken:
    """What a backup holds: where it lies, its size in bytes, how many rows, how many seconds; and
    how many old ones were thrown away."""

    path: Path
    size: int
    rows: int
    seconds: float
    thrown_away: int


def take_backup(folder: Path, *, by: User) -> Taken:
    """A new sealed file in `folder`, whole and read back, or not there. Old ones are thrown away
    after that and never before. Raises KeyTrouble without a recovery key, BackupRefused where it
    does not read back or another is being taken, OSError when it cannot be written."""
    refuse_while_shut()
    began, recovery, folder = time.monotonic(), recovery_key(), folder.resolve()
    with _one_at_a_time():
        _clear_what_was_killed(folder)
        path = folder / f"alongside-{now():%Y%m%dT%H%M%SZ}.backup"
        backup, part = begin_backup(path, by=by), path.with_suffix(".part")
        try:
            rows = _written(part, recovery)
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        engines.make_sure_of(folder)
        size = path.stat().st_size
        note_good(backup, size, by=by)
        keep_list()  # so that the newest list is never older than the newest backup
        gone = throw_old_away(by=by)
    return Taken(path, size, rows, time.monotonic() - began, len(gone))


def _written(part, recovery):
    with open(part, "x+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        box = SealingWriter(file, recovery)
        rows = _fill(box)
        file.flush()
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # what the disk holds
        found = proved(box.read_back(file), mark_of(public_key()))
    if sum(found.counts.values()) != rows:
        raise BackupRefused("The new backup does not read back as it was written.")
    return rows


def throw_old_away(*, by: User) -> list[Backup]:
    """Files that were kept for their days, of this house alone; never the newest good one. A
    folder that is not here now (a disk that was taken out) is looked at the next time."""
    newest = Backup.objects.good().first()
    over = []
    for backup in Backup.objects.filter(thrown_away_at=None):
        old = (today() - localtime(backup.at).date()).days >= settings.BACKUPS_KEPT
        folder = Path(backup.folder)
        if backup != newest and old and folder.is_dir():
            (folder / backup.name).unlink(missing_ok=True)
            over.append(backup)
    return note_thrown_away(over, by=by) if over else []


@contextmanager
def _one_at_a_time():
    handle = os.open(settings.DATA, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused("Another backup is being taken at this moment.") from None
        yield
    finally:
        os.close(handle)


def _clear_what_was_killed(folder):
    """Ours alone, and old enough that no other machine is still writing it."""
    over = now().timestamp() - FORGOTTEN
    for path in folder.iterdir():
        if UNFINISHED.fullmatch(path.name) and path.stat().st_mtime < over:
            path.unlink()
    engines.forget_copies()


def _fill(box):
    into = Writer(box)
    with engines.frozen() as database:
        into.member(database.member, database.portions())
        counts = database.counts()
    for path in sorted(settings.CHECKPOINTS.glob("*.json")):
        into.member(f"checkpoints/{path.name}", _file(path))
    for name, setting in SMALL_FILES.items():
        if name != ORGANISATION:
            into.member(name, _file(getattr(settings, setting)))
    _fill_keys(into)
    told = {"at": now().isoformat(), "counts": counts, "digests": dict(into.digests)}
    contents = as_bytes(told)
    signature = sign(b"backup\0" + sha256(contents).digest())
    into.member(CONTENTS, [contents])
    into.member("signature", [public_key() + signature])
    box.finish()
    return sum(counts.values())


def _fill_keys(into):
    """The organisation's keys of before and after: it may change while the data keys are read."""
    before = organisation_keys()
    into.member(KEYS, data_keys())
    into.member(KEY_CHANGES, [key_changes()])
    into.member(ORGANISATION, list({**before, **organisation_keys()}.values()))


def _file(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(PORTION):
            yield piece
