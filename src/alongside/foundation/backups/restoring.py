"""A backup brought back: proved whole before anything is written, equal after."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.foundation.backups import engines
from alongside.foundation.backups.members import CONTENTS, KEY_CHANGES, KEYS, SMALL_FILES, Reader
from alongside.foundation.vault.box import BackupRefused, opened
from alongside.foundation.vault.carrying import bring_back_key_changes, bring_back_keys
from alongside.foundation.vault.organisation import signed_by
from alongside.foundation.vault.recovery import RecoverySecret, mark_of

DATABASES = {
    "database.sqlite3": ("sqlite", engines.bring_back_sqlite),
    "database.dump": ("postgresql", engines.bring_back_postgres),
}


@dataclass(frozen=True)
class Proved:
    """A whole backup of this organisation: when it was taken and how many rows of what."""

    at: datetime
    counts: dict[str, int]
    members: tuple[str, ...]


def prove(path: Path, secret: RecoverySecret, mark: bytes) -> Proved:
    """Reads it to its last byte and writes nothing; raises BackupRefused for anything that is
    not exactly what this organisation's Alongside once wrote."""
    with open(path, "rb") as file:
        reader, contents, signature = Reader(opened(file, secret)), b"", b""
        for name, pieces in reader.members():
            if name == CONTENTS:
                contents = b"".join(pieces)
                found = dict(reader.digests)
                found.pop(CONTENTS)
            elif name == "signature":
                signature = b"".join(pieces)
            else:
                for _ in pieces:
                    pass
    told = _signed(contents, signature, mark)
    if found != told["digests"] or len(reader.digests) != len(found) + 2:
        raise BackupRefused("The backup's contents are not what its list says.")
    return Proved(datetime.fromisoformat(told["at"]), told["counts"], tuple(found))


def bring_back(path: Path, secret: RecoverySecret) -> None:
    """Puts everything of a proved backup into its place. The main database has to be missing
    or empty; that of the keys has its tables and no row."""
    with open(path, "rb") as file:
        for name, pieces in Reader(opened(file, secret)).members():
            _put_back(name, pieces)


def differences(proved: Proved) -> list[str]:
    """Tables that do not have as many rows as the backup tells; none means equal."""
    here = engines.counts_here()
    return [
        f"{table}: {here.get(table, 0)} rows instead of {count}"
        for table, count in proved.counts.items()
        if here.get(table) != count
    ]


def _signed(contents: bytes, signature: bytes, mark: bytes) -> dict[str, Any]:
    organisation, said = signature[:32], b"backup\0" + sha256(contents).digest()
    if mark_of(organisation) != mark:
        raise BackupRefused("This backup was made by another organisation. Nothing was restored.")
    if not signed_by(organisation, said, signature[32:]):
        raise BackupRefused("The backup's signature is not right. Nothing was restored.")
    return json.loads(contents)


def _put_back(name, pieces):
    if name in DATABASES:
        vendor, bring = DATABASES[name]
        if engines.connection.vendor != vendor:
            raise BackupRefused(f"This backup is of a {vendor} database: set one up and try again.")
        bring(pieces)
    elif name == KEYS:
        bring_back_keys(_lines(pieces))
    elif name == KEY_CHANGES:
        bring_back_key_changes(b"".join(pieces))
    elif name in SMALL_FILES:
        _write(getattr(settings, SMALL_FILES[name]), pieces)
    elif name.startswith("checkpoints/"):
        _write(settings.CHECKPOINTS / Path(name).name, pieces)
    else:
        for _ in pieces:
            pass


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = b""
    for piece in pieces:
        *whole, waiting = (waiting + piece).split(b"\n")
        yield from whole


def _write(path, pieces):
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
