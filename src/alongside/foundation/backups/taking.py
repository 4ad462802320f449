"""One backup, taken while people work: the main database first, the data keys last."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import note
from alongside.foundation.backups import engines
from alongside.foundation.backups.members import (
    CONTENTS,
    KEY_CHANGES,
    KEYS,
    ORGANISATION,
    SMALL_FILES,
    Writer,
    as_bytes,
)
from alongside.foundation.clock import now
from alongside.foundation.vault.box import SealingWriter
from alongside.foundation.vault.carrying import data_keys, key_changes
from alongside.foundation.vault.organisation import public_key, sign
from alongside.foundation.vault.recovery import recovery_key
from alongside.foundation.vault.wrapping import organisation_keys

PORTION = 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """What a backup holds: where it lies, its size in bytes, how many rows, how many seconds."""

    path: Path
    size: int
    rows: int
    seconds: float


def take_backup(folder: Path, *, by: User) -> Taken:
    """A new sealed file in `folder`, whole or not there; raises KeyTrouble without a recovery
    key and OSError when it cannot be written."""
    began, recovery = time.monotonic(), recovery_key()
    path = folder / f"alongside-{now():%Y%m%dT%H%M%SZ}.backup"
    part = path.with_suffix(".part")
    note("backup.taken", subject=by, by=by)  # before, so that the backup itself tells of it
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            rows = _fill(SealingWriter(file, recovery))
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    _make_sure_of(folder)
    _remember(now())
    return Taken(path, path.stat().st_size, rows, time.monotonic() - began)


def last_backup() -> datetime | None:
    """When the last one of this place was finished."""
    try:
        return datetime.fromisoformat(settings.LAST_BACKUP_FILE.read_text())
    except (FileNotFoundError, ValueError):
        return None


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


def _make_sure_of(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remember(at):
    settings.LAST_BACKUP_FILE.write_text(at.isoformat())
