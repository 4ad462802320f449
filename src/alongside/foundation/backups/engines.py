"""How each kind of database is frozen, streamed out and brought back."""

import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction

from alongside.foundation.vault.box import BackupRefused
from alongside.foundation.vault.models import Restore

PORTION = 1024 * 1024


class Sqlite:
    """A copy beside the database, as sealed as the database itself, gone when it was read."""

    member = "database.sqlite3"

    def __init__(self, path: Path):
        self.path = path

    def portions(self) -> Iterator[bytes]:
        with open(self.path, "rb") as file:
            while piece := file.read(PORTION):
                yield piece

    def counts(self) -> dict[str, int]:
        with closing(sqlite3.connect(self.path)) as copy:
            tables = copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            names = sorted(name for (name,) in tables if not name.startswith("sqlite_"))
            return {name: _count(copy, name) for name in names}


class Postgres:
    """A dump of one moment: pg_dump and the counts look through the same snapshot."""

    member = "database.dump"

    def __init__(self, snapshot: str):
        self.snapshot = snapshot

    def portions(self) -> Iterator[bytes]:
        asked = ["--format=custom", "--no-owner", f"--snapshot={self.snapshot}"]
        with _program("pg_dump", *asked, stdout=subprocess.PIPE) as dump:
            while piece := dump.stdout.read(PORTION):
                yield piece
        if dump.returncode:
            raise BackupRefused("pg_dump failed; nothing was saved. Is it as new as the server?")

    def counts(self) -> dict[str, int]:
        return _postgres_counts()


@contextmanager
def frozen() -> Iterator[Sqlite | Postgres]:
    """The main database as it is at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        with _copied() as path:
            yield Sqlite(path)
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield Postgres(cursor.fetchone()[0])


@contextmanager
def _copied():
    source = Path(settings.DATABASES["default"]["NAME"])
    copy = source.with_name(f"being-copied-{secrets.token_hex(8)}.sqlite3")
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name)) as live, closing(sqlite3.connect(copy)) as target:
            live.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def forget_copies() -> None:
    """What a backup that was killed has left beside the database."""
    if connection.vendor == "sqlite":
        for path in Path(settings.DATABASES["default"]["NAME"]).parent.glob("being-copied-*"):
            path.unlink()


def bring_back_sqlite(portions: Iterable[bytes]) -> None:
    """Written beside, then put in its place, so that half a database is never opened."""
    put_whole(Path(connection.settings_dict["NAME"]), portions)


def put_whole(place: Path, portions: Iterable[bytes]) -> None:
    """A file for its owner's eyes that is there as a whole or not at all, whatever happens."""
    part = place.with_name(f"{place.name}.part")
    part.unlink(missing_ok=True)  # what a restore that was killed has left
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        for piece in portions:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)
    make_sure_of(place.parent)


def make_sure_of(folder: Path) -> None:
    """What was renamed in it has reached the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def bring_back_postgres(portions: Iterable[bytes]) -> None:
    """Into an empty database, in one transaction."""
    name = connection.settings_dict["NAME"]
    asked = ["--single-transaction", "--exit-on-error", "--no-owner", "--dbname", name]
    with _program("pg_restore", *asked, stdin=subprocess.PIPE) as restore:
        for piece in portions:
            restore.stdin.write(piece)
        restore.stdin.close()
    if restore.returncode:
        raise BackupRefused("pg_restore failed; the database is as empty as it was.")


def counts_here() -> dict[str, int]:
    """How many rows each table of the main database has now."""
    if connection.vendor == "sqlite":
        return Sqlite(Path(connection.settings_dict["NAME"])).counts()
    return _postgres_counts()


def main_is_there() -> bool:
    """Whether the main database stands already. It is brought back as a whole or not at all."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).exists()
    return bool(connection.introspection.table_names())


def tables_of_keys() -> bool:
    """Whether the database of the keys has its tables; asking makes no file."""
    keys = connections["keys"]
    if keys.vendor == "sqlite" and not Path(keys.settings_dict["NAME"]).exists():
        return False
    return Restore._meta.db_table in keys.introspection.table_names()


def _postgres_counts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = sorted(name for (name,) in cursor.fetchall())
        return {name: _count(cursor, name) for name in names}


def _count(database, name):
    asked = database.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - the schema's own name
    return (asked or database).fetchone()[0]


def _program(name, *asked, **pipes):
    if not (found := shutil.which(name)):
        raise BackupRefused(f"{name} is missing: install PostgreSQL's client programs.")
    told = connection.settings_dict
    # Through the environment, because what is typed behind a program is open to every user.
    place = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    there = {name: str(told[of]) for name, of in place.items() if told.get(of)}
    given = {**os.environ, **there, "PGDATABASE": told["NAME"]}
    return subprocess.Popen([found, *asked], env=given, **pipes)
