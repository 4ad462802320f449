"""`alongside recovery-key` and `backup`."""

from pathlib import Path

import click

from alongside.config.cli_trouble import in_one_sentence

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
    """Take a sealed backup into FOLDER while people work, read it back, and throw away what was
    kept for its days. Keep a copy away from this machine."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.backups.taking import take_backup

        taken = take_backup(folder, by=the_operator())
    size = taken.size / 1_000_000
    click.echo(
        f"{taken.path}: {taken.rows} rows, {size:.1f} MB, {taken.seconds:.1f} s. Read back whole."
    )
    if taken.thrown_away:
        click.echo(f"{taken.thrown_away} old backups were thrown away.")


def _wake_with_key():
    from alongside.config import setup

    setup.wake()
    from alongside.foundation.vault.organisation import check_key

    check_key()
