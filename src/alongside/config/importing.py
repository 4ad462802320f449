"""`alongside import`: files in, with progress on a terminal and quiet in a pipe."""

import sys
from pathlib import Path

import click

from alongside.config.cli_trouble import in_one_sentence

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def imports() -> None:
    """Take files in."""


@imports.command()
@click.argument("file", type=A_FILE)
@click.option("--map", "plan", type=A_FILE, required=True, help="Which column means what.")
@click.option("--dry-run", is_flag=True, help="Read everything, change nothing, tell the counts.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where unread rows come back.")
@click.option("--by", "email", help="In whose name; else the command line's own.")
def referrals(
    file: Path, plan: Path, dry_run: bool, rejects: Path | None, email: str | None
) -> None:
    """Referrals from a feed. What is here already is left alone, so it can be run again."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.casework.intake.importing import rejects_beside, take_in
        from alongside.casework.intake.maps import read_map
        from alongside.foundation.imports.rejects import Rejects
        from alongside.foundation.imports.tables import read_table

        mapping, table = read_map(plan), read_table(file)
        back = Rejects(rejects or rejects_beside(file), table.headings)
        total = sum(1 for _row in table.rows())
        quiet = not sys.stdout.isatty()
        with click.progressbar(length=total, label="Referrals", hidden=quiet) as bar:
            tally = take_in(
                table, mapping, rejects=back, by=_whoever(email), dry=dry_run, progress=bar.update
            )
        back.close()
    _tell(tally, back, dry_run)


def _tell(tally, back, dry_run):
    would = "would be taken" if dry_run else "taken"
    click.echo(
        f"{tally.rows:,} rows: {tally.taken:,} {would}, {tally.known:,} already here, "
        f"{tally.rejected:,} rejected."
    )
    if tally.rejected:
        click.echo(f"The rejected rows and why are in {back.path}")


def _whoever(email):
    from alongside.config.trouble import Refused
    from alongside.foundation.accounts.commands import the_operator
    from alongside.foundation.accounts.models import User

    if email is None:
        return the_operator()
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise Refused(f"Nobody on staff has the address {email}.")
    return user
