"""`alongside rewrap`: a new organisation key, every month, so that old copies open nothing."""

import sys

import click

from alongside.config.cli_trouble import in_one_sentence


@click.command()
@click.option(
    "--begin",
    is_flag=True,
    help="Only put the new key into the key file, to be copied to every other machine first.",
)
def rewrap(begin: bool) -> None:
    """Change the organisation's key while people work; broken off, it goes on where it stood."""
    with in_one_sentence():
        from alongside.config import setup

        setup.wake()
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.audit.trail import note
        from alongside.foundation.vault import rewrapping

        operator = the_operator()
        rewrapping.begin_rewrap()
        note("organisation_key.change_begun", subject=operator, by=operator)
        if begin:
            click.echo("The key file holds the new key too. Copy it to every machine that serves,")
            click.echo("then run `alongside rewrap` on this one.")
            return
        done = rewrapping.rewrap()
        note("organisation_key.changed", subject=operator, by=operator)
    click.echo(f"{done.keys} data keys are wrapped by the new key, and the old one is destroyed.")
    if done.damaged:
        click.echo(f"{done.damaged} data keys are damaged or wrapped by an unknown key.", err=True)
        sys.exit(1)
