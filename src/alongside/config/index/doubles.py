"""`alongside doubles`: everybody compared now, and not at the pace of the week."""

import sys

import click

from alongside.config.cli_trouble import in_one_sentence


@click.command()
def doubles() -> None:
    """Find now who may be here twice, among everybody; after a register was brought in."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.casework.intake.doubles.sweeping import sweep_in_one_go
        from alongside.casework.intake.models import Double
        from alongside.casework.people.models import Person
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.vault.organisation import check_key

        check_key()
        many, quiet = Person.objects.count(), not sys.stderr.isatty()
        before = Double.objects.count()
        with click.progressbar(length=many, file=sys.stderr, hidden=quiet) as bar:
            sweep_in_one_go(by=the_operator(), tell=bar.update)
        found = Double.objects.count() - before
    click.echo(
        f"New pairs that may be one person: {found:,}. Whoever sees both of their cases finds them "
        "under “Perhaps here twice”."
    )
