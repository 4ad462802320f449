"""What has to stand before a request can be answered: folders, keys, databases, static files."""

import os
import secrets
import socket
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command

from alongside.config.catalogues import compile_catalogues
from alongside.config.trouble import Refused

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def wake() -> None:
    """Load the settings and the modules; makes nothing."""
    from alongside.config.logs import configure

    configure()
    django.setup()


def prepare() -> None:
    """Everything that is missing is made; what stands is checked and left alone."""
    _make_folders()
    compile_catalogues()
    wake()
    _refuse_unfinished_restore()
    _make_keys()
    from alongside.foundation.audit.triggers import missing_triggers
    from alongside.foundation.room import take_ballast_in
    from alongside.foundation.vault.organisation import check_key
    from alongside.foundation.vault.wrapping import organisation_keys

    organisation_keys()
    _check()
    call_command("migrate", database="keys", verbosity=0, interactive=False)
    check_key()
    call_command("migrate", database="default", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if tables := missing_triggers():
        raise Refused(f"The trail could be rewritten: {', '.join(tables)} lost their triggers.")
    _collect_static()
    take_ballast_in()


def _refuse_unfinished_restore():
    """Before a key is made or missed: what was begun here is to be finished first."""
    from alongside.foundation.backups.engines import tables_of_keys
    from alongside.foundation.vault.brought_back.shut import refuse_while_shut

    if tables_of_keys():
        refuse_while_shut()


def _check():
    from django.core import checks

    for found in checks.run_checks():
        if found.is_serious():
            raise Refused(found.msg)


def fill_demo_once(people: int = 60) -> None:
    """A small invented organisation, the first time only."""
    from alongside.casework.people.models import Person

    if not Person.objects.exists():
        from alongside.demo.fill import fill_demo

        fill_demo(people)


def refuse_demo_over_real_people() -> None:
    """`alongside start` lets anyone in with one click, so it opens nothing but the demo."""
    from alongside.casework.people.models import Person
    from alongside.demo.fill import is_the_demo

    if Person.objects.exists() and not is_the_demo():
        raise Refused(
            "There are people here who are not the demo's. `alongside start` lets anyone in with "
            "one click: use `alongside serve`, or another ALONGSIDE_HOME."
        )


def refuse_open_demo(host: str) -> None:
    """In the demo anyone may sign in with one click, so it is served to this machine alone."""
    demo = os.environ.get("ALONGSIDE_DEMO", "").lower() in {"1", "yes", "on", "true"}
    if demo and host not in LOOPBACK:
        raise Refused(
            f"The demo signs anyone in with one click, so it cannot be served on {host}: "
            "use 127.0.0.1, or leave ALONGSIDE_DEMO out."
        )


def refuse_unready() -> None:
    """What works beside a server makes nothing itself: keys and tables have to be there."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from alongside.foundation.vault.organisation import check_key

    for name in connections:
        executor = MigrationExecutor(connections[name])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise Refused("The databases are not up to date: run `alongside setup` first.")
    check_key()


def make_room_for_a_restore() -> None:
    """Folders, and the tables of the data keys; nothing else, and no key."""
    _make_folders()
    call_command("migrate", database="keys", verbosity=0, interactive=False)


def refuse_without_proxy() -> None:
    """The server speaks plain http; in production a proxy in front of it ends TLS."""
    from alongside.config import settings as plain

    if plain.HTTPS and not plain.BEHIND_PROXY:
        raise Refused(
            "TLS ends at a proxy in front of Alongside: set ALONGSIDE_BEHIND_PROXY=yes once it is "
            "there, or ALONGSIDE_HTTPS=no to try it on this machine alone."
        )


def refuse_taken_port(host: str, port: int) -> None:
    """A port in use is told before anything is made."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(
                f"Port {port} is in use already: choose another one, such as PORT={port + 1}."
            ) from None


def tell_where(say: Callable[[str], None], host: str, port: int) -> None:
    """The address to open, and in the demo who to sign in as."""
    address = f"http://localhost:{port}" if host in LOOPBACK else f"{host}:{port}"
    say(f"Alongside is at {address}")
    if settings.DEMO:
        say("This is the demo: choose who you are on the sign-in page, for example")
        say("  Ada Okafor (support worker), Mona Farrell (senior), Otto Brandt (administrator)")
    say("Stop it with Ctrl-C.")


def _make_folders():
    from alongside.config import settings as plain

    for folder in (plain.HOME, plain.DATA, plain.HOME / "keys", plain.CHECKPOINTS):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "not writable", str(folder))


def _make_keys():
    from alongside.config import settings as plain
    from alongside.foundation.vault.providers import KeyFile

    # A key is made only with the first data: beside existing data a missing key is a mishap.
    if not plain.KEY_FILE.exists() and not (plain.DATA / "keys.sqlite3").exists():
        KeyFile(plain.KEY_FILE).make()
    if not plain.SIGNING_FILE.exists():
        handle = os.open(plain.SIGNING_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))


def _collect_static():
    stamp = settings.STATIC_ROOT / "collected"
    version = _version_of_static()
    if not stamp.exists() or stamp.read_text() != version:
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(version)


def _version_of_static():
    from django.contrib.staticfiles.finders import get_finders

    seen = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            seen.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(sorted(seen))
