"""A look at everything the service relies on, each finding in one line."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection, connections

from alongside.config.setup import wake

SAFE_SQLITE = (3, 51, 3)


def examine(say: Callable[[str], None]) -> int:
    """Says what is well and what is not; returns how many things are not."""
    wake()
    faults = 0
    for well, words in _findings():
        say(("well: " if well else "FAULT: ") + words)
        faults += not well
    return faults


def _findings() -> Iterator[tuple[bool, str]]:
    from alongside.config.index.building import findable
    from alongside.foundation.audit.triggers import missing_triggers
    from alongside.foundation.packs.loader import pack
    from alongside.foundation.vault.brought_back.shut import shut, why_shut
    from alongside.foundation.vault.organisation import check_key

    if restore := shut():
        yield False, why_shut(restore)
        return
    check_key()
    yield True, f"the organisation's key {settings.KEY_FILE} opens this data"
    yield _rewrapped()
    yield _sqlite()
    for name in connections:
        yield _migrated(name)
    missing = missing_triggers()
    yield not missing, f"append-only tables: {missing or 'all guarded'}"
    yield _backed_up()
    yield _room()
    yield from _background_work()
    yield _for_the_outsider()
    yield findable()
    yield True, f"pack {pack().id}, version {pack().version}"
    if settings.DEMO:
        yield True, "this is a demo: anyone on this machine may sign in"


def _for_the_outsider():
    from alongside.casework.intake.sides.waiting import how_many_wait

    many = how_many_wait()
    return not many, f"referrals and conflicts for `alongside outsider waiting`: {many}"


def _sqlite():
    if connection.vendor != "sqlite":
        return True, f"the database is {connection.vendor}"
    from django.db.backends.sqlite3.base import Database

    words = f"SQLite {Database.sqlite_version} (a busy database needs 3.51.3 or later)"
    return Database.sqlite_version_info >= SAFE_SQLITE, words


def _rewrapped():
    from alongside.foundation.clock import now
    from alongside.foundation.vault.rewrapping import last_rewrap, not_ours, rewrap_under_way

    if strangers := not_ours():
        return False, f"{strangers} data keys are wrapped by a key that is not here"
    if rewrap_under_way():
        return False, "a change of the organisation's key was not finished: `alongside rewrap`"
    at = last_rewrap()
    if at is None:
        return True, "the organisation's key was never changed: `alongside rewrap` does, each month"
    return True, f"the organisation's key was changed {(now() - at).days} days ago"


def _backed_up():
    from alongside.casework.people.models import Person
    from alongside.foundation.backups.queries import is_late, last_backup, nightly_folder
    from alongside.foundation.clock import now

    last, folder = last_backup(), nightly_folder()
    nightly = f"one is taken every night into {folder}" if folder else "none is taken by itself"
    if last is None:
        nobody_to_lose = settings.DEMO or not Person.objects.exists()
        told = "no backup yet: `alongside recovery-key`, then `alongside backup`"
        return nobody_to_lose and not folder, f"{told}; {nightly}"
    days = (now() - last.at).days
    return not is_late(), f"the last good backup was taken {days} days ago; {nightly}"


def _room():
    from alongside.foundation import room

    left = f"{room.free() // 1_000_000:,} MB are free beside the data"
    if room.is_short():
        return False, f"nothing is being saved: only {left}"
    return True, left if room.ballast().exists() else f"{left}, too little for the ballast"


def _background_work():
    from alongside.foundation.jobs.queries import given_up, waiting_too_long

    if dead := given_up():
        told = ", ".join(f"{job.kind} ({job.trouble})" for job in dead)
        yield False, f"background work was given up: {told}. See the page Background work"
    late = waiting_too_long()
    told = "nobody does the background work: does `alongside serve` run?"
    yield not late, told if late else "background work is not late"


def _migrated(name):
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[name])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not waiting, f"database {name}: {len(waiting)} migrations wait"
