"""The operator's one door: `alongside`, and what it can do."""

import os
import sys

import click

from alongside.config.cli_trouble import in_one_sentence


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Alongside, the working tool of a victim support service."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")


@main.command()
@click.option("--port", default=lambda: os.environ.get("PORT", "8000"), type=int)
def start(port: int) -> None:
    """Everything at once, for a first look: set up, fill a small demo, serve on this machine."""
    from alongside.config import setup

    os.environ["ALONGSIDE_DEMO"] = "yes"
    with in_one_sentence():
        setup.refuse_taken_port("127.0.0.1", port)
        setup.prepare()
        setup.refuse_demo_over_real_people()
        setup.fill_demo_once()
    serve_on("127.0.0.1", port)


@main.command()
@click.option("--host", default=lambda: os.environ.get("ALONGSIDE_BIND", "127.0.0.1"))
@click.option("--port", default=lambda: os.environ.get("PORT", "8000"), type=int)
def serve(host: str, port: int) -> None:
    """Answer requests until told to stop."""
    from alongside.config import setup

    with in_one_sentence():
        setup.refuse_open_demo(host)
        setup.refuse_without_proxy()
        setup.refuse_taken_port(host, port)
        setup.prepare()
    serve_on(host, port)


@main.command()
def worker() -> None:
    """Do background work until told to stop; `serve` runs one, more machines may run more."""
    from alongside.config import setup

    with in_one_sentence():
        setup.wake()
        setup.refuse_unready()
        from alongside.foundation.jobs.worker import Worker

    Worker().run()


@main.command("setup")
def set_up() -> None:
    """Make keys and databases, or bring them up to date; change nothing that is right."""
    from alongside.config import setup

    with in_one_sentence():
        setup.prepare()
    click.echo("Keys and databases are in order.")


@main.command()
@click.option("--people", default=60, type=click.IntRange(60, 900), show_default=True)
def demo(people: int) -> None:
    """Fill an empty place with a small invented organisation; --people 400 is a service of two
    years."""
    from alongside.config import setup

    with in_one_sentence():
        setup.prepare()
        setup.fill_demo_once(people)
    click.echo("The demo organisation is there.")


@main.command()
def doctor() -> None:
    """Look whether everything stands that the service relies on."""
    from alongside.config import doctor as practice

    with in_one_sentence():
        faults = practice.examine(click.echo)
    if faults:
        sys.exit(1)


@main.group()
def audit() -> None:
    """The trail: who did what, and when."""


@audit.command()
def verify() -> None:
    """Read the whole trail again and name the first broken line."""
    from alongside.config import setup

    with in_one_sentence():
        setup.wake()
        from alongside.foundation.audit.models import Entry
        from alongside.foundation.audit.verify import problems

        faults = list(problems())
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo(f"The trail is whole: {Entry.objects.count()} lines.")


@audit.command()
def checkpoint() -> None:
    """Sign the heads of all streams now; keep a copy of the folder away from this machine."""
    from alongside.config import setup

    with in_one_sentence():
        setup.wake()
        from alongside.foundation.audit.checkpoints import make_checkpoint

        made = make_checkpoint()
    click.echo(f"Checkpoint {made.pk}." if made else "Nothing was written since the last one.")


def serve_on(host: str, port: int) -> None:
    """Server and worker side by side; they stop within five seconds of being asked to."""
    from alongside.config import setup
    from alongside.config.supervising import THE_WORKER, Supervisor, the_server

    setup.tell_where(click.echo, host, port)
    sys.stdout.flush()
    sys.exit(Supervisor(the_server(host, port), THE_WORKER).run())


def add_groups() -> None:
    from alongside.config.backups.restoring import restore
    from alongside.config.backups.taking import backup, recovery_key
    from alongside.config.importing import imports
    from alongside.config.index.building import index
    from alongside.config.index.doubles import doubles
    from alongside.config.keyring.erasing import erase
    from alongside.config.keyring.holding import hold
    from alongside.config.keyring.rewrapping import rewrap
    from alongside.config.outsiders import outsiders
    from alongside.config.small_teams.teams import team
    from alongside.config.small_teams.walls import wall
    from alongside.config.users import users

    main.add_command(imports, "import")
    main.add_command(users, "user")
    main.add_command(outsiders, "outsider")
    for command in (backup, doubles, erase, hold, index, recovery_key, restore, rewrap, team, wall):
        main.add_command(command)


add_groups()
