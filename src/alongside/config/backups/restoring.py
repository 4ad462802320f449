"""`alongside restore`: everything back, and nobody with it who was erased since."""

import sys
from pathlib import Path
from typing import Any

import click

from alongside.config.cli_trouble import in_one_sentence

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CONSEQUENCE = (
    "Whoever was erased after {day:%d %B %Y, %H:%M} UTC can be opened again here. That was "
    "answered for, and stands on the trail."
)


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--check", is_flag=True, help="Prove that it opens and is whole; write nothing.")
@click.option(
    "--erased",
    type=A_FILE,
    metavar="LIST",
    help="The newest erasures.list that was kept elsewhere; asked for where it is left out.",
)
@click.option(
    "--no-erasures-since",
    is_flag=True,
    help="Answer for it that nobody was erased since LIST or, without one, since the backup: "
    "whoever was is brought back, and everybody who works here can open them.",
)
def restore(file: Path, check: bool, erased: Path | None, no_erasures_since: bool) -> None:
    """Bring a backup back into an empty place, and erase again who was erased since. Asks for two
    of the three shares and for the list of erasures. Killed at any moment, run it again."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.foundation.backups.restoring import prove, refuse_taken_place

        if not check:
            refuse_taken_place()
        secret, mark = _two_shares()
        page = None if check else _list_of_erasures(erased, mark, answered=no_erasures_since)
        proved = prove(file, secret, mark)
        rows = sum(proved.counts.values())
        told = f"taken {proved.at:%d %B %Y, %H:%M} UTC, {rows} rows in {len(proved.counts)} tables"
        if check:
            click.echo(f"The backup is whole: {told}.")
            return
        _refuse_old_list(page, mark, proved.at, answered=no_erasures_since)
        faults = _bring_back(file, secret, proved)
        if not faults:
            click.echo(f"Restored and equal: {told}. The trail is whole.")
            faults = _erase_again(page, proved.at, answered=no_erasures_since)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)


def _bring_back(file: Path, secret: Any, proved: Any) -> list[str]:
    from alongside.config import setup
    from alongside.foundation.audit.verify import problems
    from alongside.foundation.backups.restoring import bring_back, differences
    from alongside.foundation.vault.brought_back import shut

    setup.make_room_for_a_restore()
    if shut.begin(proved.digest, proved.at).whole_at is None:
        bring_back(file, secret)
        if faults := differences(proved):
            return faults
        shut.note_whole()
    with shut.finishing():
        setup.prepare()
        return list(problems())


def _erase_again(page: bytes | None, backup_at: Any, *, answered: bool) -> list[str]:
    """In the same run, so that nobody opens the place in between. Tells why it stays shut."""
    from alongside.casework.erasures.again import answer_for_none, repeat_erasures
    from alongside.foundation.accounts.commands import the_operator
    from alongside.foundation.vault.brought_back import shut

    since = backup_at
    with shut.finishing():
        if page:
            done = repeat_erasures(page, by=the_operator())
            since = done.listed_at
            listed = f"by the list of {since:%d %B %Y, %H:%M} UTC"
            click.echo(f"{done.keys} keys were destroyed again, {listed}.")
        if answered:
            answer_for_none(by=the_operator())
            click.echo(CONSEQUENCE.format(day=since))
        left = shut.shut()
        return [shut.why_shut(left)] if left else []


def _list_of_erasures(path: Path | None, mark: bytes, *, answered: bool) -> bytes | None:
    """Looked at before anything is written, so that a wrong one is told at once."""
    if path is None and not answered:
        words = _asked("The newest erasures.list, by its path (empty: later)", hidden=False)
        path = Path(words.strip()) if words.strip() else None
    page = path.read_bytes() if path else None
    if page:
        _dated(page, mark)
    return page


def _refuse_old_list(page: bytes | None, mark: bytes, backup_at: Any, *, answered: bool) -> None:
    """Each backup writes the list anew, so one from before it cannot be the newest."""
    from alongside.config.trouble import Refused

    if page and not answered and _dated(page, mark) < backup_at:
        raise Refused(
            "This list of erasures is older than the backup: there is a newer one. Give that one, "
            "or say with --no-erasures-since that nobody was erased since. Nothing was restored."
        )


def _dated(page: bytes, mark: bytes) -> Any:
    from alongside.config.trouble import Refused
    from alongside.foundation.vault.brought_back.lists import ListRefused, read_list

    try:
        return read_list(page, mark).at
    except ListRefused as refused:
        raise Refused(f"{refused} Nothing was restored.") from None


def _two_shares() -> tuple[Any, bytes]:
    from alongside.foundation.vault.recovery import secret_key
    from alongside.foundation.vault.shares import read

    first, second = (read(_asked(f"{which} share", hidden=True)) for which in ("First", "Second"))
    return secret_key(first, second), first.mark


def _asked(words: str, *, hidden: bool) -> str:
    """Shares never stand on the command line, where they would stay in the shell's history."""
    if sys.stdin.isatty():
        return click.prompt(words, hide_input=hidden, default="" if not hidden else None)
    return sys.stdin.readline()
