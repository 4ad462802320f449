"""A backup brought back: proved whole before anything is written, equal after.

Each part is put in its place as a whole. Killed at any moment, the same call goes on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.foundation.backups import engines
from alongside.foundation.backups.members import (
    CONTENTS,
    KEY_CHANGES,
    KEYS,
    ORGANISATION,
    SMALL_FILES,
    Reader,
)
from alongside.foundation.vault.box import BackupRefused, opened
from alongside.foundation.vault.brought_back.carrying import bring_back_key_changes, bring_back_keys
from alongside.foundation.vault.brought_back.shut import shut
from alongside.foundation.vault.models import DataKey, KeyCheck
from alongside.foundation.vault.organisation import signed_by
from alongside.foundation.vault.recovery import RecoverySecret, mark_of

DATABASES = {
    "database.sqlite3": ("sqlite", engines.bring_back_sqlite),
    "database.dump": ("postgresql", engines.bring_back_postgres),
}


@dataclass(frozen=True)
class Proved:
    """A whole backup of this organisation: when it was taken and how many rows of what. Its
    digest is that of the signed list."""

    digest: str
    at: datetime
    counts: dict[str, int]
    members: tuple[str, ...]


def prove(path: Path, secret: RecoverySecret, mark: bytes) -> Proved:
    """Reads it to its last byte and writes nothing; raises BackupRefused for anything that is
    not exactly what this organisation's Alongside once wrote."""
    with open(path, "rb") as file:
        return proved(opened(file, secret), mark)


def proved(portions: Iterator[bytes], mark: bytes) -> Proved:
    """The same, of what was opened already."""
    reader, contents, signature, found = Reader(portions), b"", b"", {}
    for name, pieces in reader.members():
        if name == CONTENTS:
            contents = b"".join(pieces)
            found = dict(reader.digests)
            found.pop(CONTENTS)
        elif name == "signature":
            signature = b"".join(pieces)
        else:
            _pass_over(pieces)
    told = _signed(contents, signature, mark)
    if found != told["digests"] or len(reader.digests) != len(found) + 2:
        raise BackupRefused("The backup's contents are not what its list says.")
    digest, at = sha256(contents).hexdigest(), datetime.fromisoformat(told["at"])
    return Proved(digest, at, told["counts"], tuple(found))


def bring_back(path: Path, secret: RecoverySecret) -> None:
    """Puts everything of a proved backup into its place, but for what stands there already from
    an earlier call that was killed. That of the keys has its tables."""
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


def refuse_taken_place() -> None:
    """A restore never writes over anything. Raises BackupRefused where there is a key, a database
    or a data key, unless they come of a restore that was begun here and not finished."""
    keys = engines.tables_of_keys()
    if keys and shut():
        return
    there = settings.KEY_FILE.exists() and str(settings.KEY_FILE)
    there = there or (engines.main_is_there() and "the database")
    if there or (keys and (DataKey.objects.exists() or KeyCheck.objects.exists())):
        raise BackupRefused(
            f"There is something here already: {there or 'data keys'}. A backup is restored into "
            "an empty place: name one with ALONGSIDE_HOME."
        )


def _put_back(name, pieces):
    if name in DATABASES:
        vendor, bring = DATABASES[name]
        if engines.connection.vendor != vendor:
            raise BackupRefused(f"This backup is of a {vendor} database: set one up and try again.")
        _unless(engines.main_is_there(), bring, pieces)
    elif name == KEYS:
        _unless(DataKey.objects.exists(), _bring_keys, pieces)
    elif name == KEY_CHANGES:
        _unless(KeyCheck.objects.exists(), _bring_key_changes, pieces)
    elif name == ORGANISATION:
        _put_key(b"".join(pieces))
    elif name in SMALL_FILES:
        _write(getattr(settings, SMALL_FILES[name]), pieces)
    elif name.startswith("checkpoints/"):
        _write(settings.CHECKPOINTS / Path(name).name, pieces)
    else:
        _pass_over(pieces)


def _bring_keys(pieces):
    bring_back_keys(_lines(pieces))


def _bring_key_changes(pieces):
    bring_back_key_changes(b"".join(pieces))


def _unless(there, bring, pieces):
    if there:
        _pass_over(pieces)
    else:
        bring(pieces)


def _put_key(key):
    """A key is the one thing that is never written over, whatever was begun here."""
    path = settings.KEY_FILE
    if not path.exists():
        _write(path, [key])
    elif path.read_bytes() != key:
        raise BackupRefused(f"{path} is another key than the backup's. Nothing was written over.")


def _pass_over(pieces):
    for _ in pieces:
        pass


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = b""
    for piece in pieces:
        *whole, waiting = (waiting + piece).split(b"\n")
        yield from whole


def _write(path, pieces):
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engines.put_whole(path, pieces)
