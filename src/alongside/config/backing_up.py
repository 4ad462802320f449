"""`alongside recovery-key`, `backup` and `restore`: for the worst day."""

import sys
from pathlib import Path
from typing import Any

import click

from alongside.config.cli_trouble import in_one_sentence

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("recovery-key")
def recovery_key() -> None:
    """Make the key that opens backups, and print its three shares once. Any two open them."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.audit.trail import note
        from alongside.foundation.vault.recovery import make_recovery_key

        shares, operator = make_recovery_key(), the_operator()
        note("recovery_key.made", subject=operator, by=operator)
    click.echo("Write each share on a sheet of its own and give them to three people you trust.")
    click.echo("Any two open every backup from now on; they are shown this once and kept nowhere.")
    for number, share in enumerate(shares, 1):
        click.echo(f"\nShare {number} of 3\n{share}")
    click.echo("\nBackups taken before still need the shares they were taken with.")


@click.command()
@click.argument("folder", type=A_FOLDER)
def backup(folder: Path) -> None:
    """Take a sealed backup into FOLDER while people work. Keep it away from this machine."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.backups.taking import take_backup

        taken = take_backup(folder, by=the_operator())
    size = taken.size / 1_000_000
    click.echo(f"{taken.path}: {taken.rows} rows, {size:.1f} MB, {taken.seconds:.1f} s.")


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--check", is_flag=True, help="Prove that it opens and is whole; write nothing.")
def restore(file: Path, check: bool) -> None:
    """Bring a backup back into an empty place. Asks for two of the three shares."""
    with in_one_sentence():
        from alongside.config import setup

        if not check:
            setup.refuse_full_place()
        setup.wake()
        secret, mark = _two_shares()
        from alongside.foundation.backups.restoring import prove

        proved = prove(file, secret, mark)
        rows = sum(proved.counts.values())
        told = f"taken {proved.at:%d %B %Y, %H:%M} UTC, {rows} rows in {len(proved.counts)} tables"
        if check:
            click.echo(f"The backup is whole: {told}.")
            return
        faults = _bring_back(file, secret, proved)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(f"Restored and equal: {told}. The trail is whole.")
    click.echo("Now: alongside erase again LIST, with the newest erasures.list kept elsewhere.")


def _bring_back(file: Path, secret: Any, proved: Any) -> list[str]:
    from alongside.config import setup
    from alongside.foundation.audit.verify import problems
    from alongside.foundation.backups.restoring import bring_back, differences

    setup.make_room_for_a_restore()
    bring_back(file, secret)
    faults = differences(proved)
    setup.prepare()
    return [*faults, *problems()]


def _two_shares() -> tuple[Any, bytes]:
    from alongside.foundation.vault.recovery import secret_key
    from alongside.foundation.vault.shares import read

    first, second = (read(_asked(f"{which} share")) for which in ("First", "Second"))
    return secret_key(first, second), first.mark


def _asked(words):
    """Never on the command line, where it would stay in the shell's history."""
    if sys.stdin.isatty():
        return click.prompt(words, hide_input=True)
    return sys.stdin.readline()


def _wake_with_key():
    from alongside.config import setup

    setup.wake()
    from alongside.foundation.vault.organisation import check_key

    check_key()
