"""`alongside index`: what people are found by, looked through and built anew."""

import sys
from itertools import islice

import click

from alongside.config.cli_trouble import in_one_sentence

SHOWN, TOLD = 10, 1000


@click.group()
def index() -> None:
    """The sealed index by which people are found."""


@index.command()
def rebuild() -> None:
    """Build it anew from everybody who is here, while people work."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.casework.people.finding.mending import everybody
        from alongside.casework.people.models import Person
        from alongside.foundation.vault.index import rebuilding
        from alongside.foundation.vault.organisation import check_key

        check_key()
        many, quiet = Person.objects.count(), not sys.stderr.isatty()
        bar = click.progressbar(length=many, label="Entering", file=sys.stderr, hidden=quiet)
        with bar:
            built = rebuilding.rebuild(everybody(lambda done: bar.update(done - bar.pos)))
    click.echo(f"People who can be found: {built:,}.")


@index.command()
def check() -> None:
    """Hold it against everybody who is here, and name who stands there otherwise."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.casework.people.finding.mending import differences
        from alongside.foundation.vault.organisation import check_key

        check_key()
        found = list(differences())
    if found:
        for person in found[:SHOWN]:
            click.echo(f"person {person} stands otherwise in the index than in the file")
        click.echo(f"{len(found):,} differ: `alongside index rebuild` puts that right.")
        sys.exit(1)
    click.echo("The index says what the file says.")


def findable() -> tuple[bool, str]:
    """For the doctor: whether anybody is here whom no search finds."""
    from alongside.casework.people.finding.mending import missing

    lost = len(list(islice(missing(), TOLD)))
    if not lost:
        return True, "everybody who is here can be found"
    many = f"{lost:,} or more" if lost == TOLD else str(lost)
    return False, f"people whom no search finds: {many}. `alongside index rebuild`"
