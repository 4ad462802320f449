"""`alongside import`: files in, with progress on a terminal and quiet in a pipe."""

import sys
from pathlib import Path

import click

from alongside.config.cli_trouble import in_one_sentence

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LINES_SHOWN = 10


@click.group()
def imports() -> None:
    """Take files in."""


@imports.command()
@click.argument("file", type=A_FILE)
@click.option("--map", "plan", type=A_FILE, required=True, help="Which column means what.")
@click.option("--dry-run", is_flag=True, help="Read everything, change nothing, tell the counts.")
@click.option("--feed", help="The feed's name, where one map serves several.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where unread rows come back.")
@click.option("--encoding", help="How the letters are written, where a guess is wrong.")
@click.option("--by", "email", help="In whose name; else the command line's own.")
def referrals(
    file: Path,
    plan: Path,
    dry_run: bool,
    feed: str | None,
    rejects: Path | None,
    encoding: str | None,
    email: str | None,
) -> None:
    """Referrals from a feed. What is here already is left alone, so it can be run again."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.casework.intake.maps import read_map
        from alongside.foundation.imports.rejects import Reasons, Rejects
        from alongside.foundation.imports.tables import read_table
        from alongside.foundation.vault.organisation import check_key

        check_key()
        mapping, table = read_map(plan, feed), read_table(file, encoding)
        beside = rejects or file.with_name(f"{file.stem}.rejects.csv")
        back = Reasons() if dry_run else Rejects(beside, of=table)
        by = _whoever(email, dry_run)
        tally = _take_in(table, mapping, rejects=back, by=by, dry=dry_run)
    if dry_run:
        _tell_what_would_be(table, mapping, tally, back)
    else:
        given_back = f", given back in {beside}" if tally.rejected else ""
        click.echo(f"{_counts(tally, 'taken')}{given_back}.")


def _take_in(table, mapping, **how):
    from alongside.casework.intake.importing import take_in

    try:
        total = sum(1 for _row in table.rows())  # also refuses what is no table, before any of it
        hidden = not sys.stderr.isatty()
        with click.progressbar(length=total, hidden=hidden, file=sys.stderr) as bar:
            return take_in(table, mapping, progress=bar.update, **how)
    finally:
        how["rejects"].close()


def _tell_what_would_be(table, mapping, tally, reasons):
    """Counts, lines and names of columns: nothing of what the cells say."""
    unread = [name for name in table.headings if name and name not in mapping.columns()]
    click.echo(f"Feed {mapping.feed}, read as {table.encoding}.")
    if table.others:
        click.echo(f"That is a guess; --encoding takes another: {', '.join(table.others)}.")
    for name, count in sorted(tally.filled.items()):
        click.echo(f"  {name}: {count:,}")
    click.echo(f"Columns that are not read: {', '.join(unread) or 'none'}.")
    for reason, lines in sorted(reasons.lines.items()):
        more = f" and {len(lines) - LINES_SHOWN:,} more" if len(lines) > LINES_SHOWN else ""
        click.echo(f"Rejected, {reason}: line {', '.join(map(str, lines[:LINES_SHOWN]))}{more}.")
    click.echo(f"{_counts(tally, 'would be taken')}. Nothing was changed.")


def _counts(tally, taken):
    known, rejected = f"{tally.known:,} already here", f"{tally.rejected:,} rejected"
    return f"{tally.rows:,} rows: {tally.taken:,} {taken}, {known}, {rejected}"


def _whoever(email, dry_run):
    from alongside.config.trouble import Refused
    from alongside.foundation.access.permissions import Permission
    from alongside.foundation.access.roles import holds
    from alongside.foundation.accounts.commands import the_operator
    from alongside.foundation.accounts.models import User

    if email is None:
        return User() if dry_run else the_operator()  # who is added when first asked for
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise Refused(f"Nobody on staff has the address {email}.")
    if not holds(user, Permission.REFERRAL_ADD):
        raise Refused(f"{user.name} may not add referrals.")
    return user
