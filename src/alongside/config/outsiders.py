"""`alongside outsider`: what whoever keeps the machine does about named outsiders."""

import click

from alongside.config.cli_trouble import in_one_sentence

SAYS = {
    "let_in": "To let somebody in",
    "answer": "To answer for it afterwards",
    "pass_on": "To say who decides about a referral",
}


@click.group()
def outsiders() -> None:
    """Named outsiders, and what waits for them."""


@outsiders.command()
def agree() -> None:
    """Be the second person for an outsider whom an administrator has appointed."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import the_operator
        from alongside.organisation.workforce.outsiders.commands import agree_to_outsider
        from alongside.organisation.workforce.outsiders.queries import outsiders_waiting

        waiting = outsiders_waiting()
        if not waiting:
            raise Refused("No outsider waits for a second person.")
        for outsider in waiting:
            told = f"{outsider.name}, {outsider.organisation}, {outsider.phone}"
            if click.confirm(f"{told}, appointed by {outsider.appointed_by.name}. Agree?"):
                agree_to_outsider(outsider, by=the_operator())
                click.echo("Agreed. An administrator can make a sheet of codes now.")


@outsiders.command()
def sheet() -> None:
    """Make an outsider's sheet of codes, where whoever would make it on the page invited everybody:
    for none of them would it work. Shown once; print it, hand it over, keep no copy."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import the_operator
        from alongside.organisation.workforce.outsiders.commands import make_sheet
        from alongside.organisation.workforce.outsiders.queries import outsiders_to_ring

        appointed = outsiders_to_ring()
        if not appointed:
            raise Refused("No outsider is appointed and agreed to. Nothing was made.")
        for outsider in appointed:
            told = f"{outsider.name}, {outsider.organisation}: a new sheet"
            if click.confirm(f"{told}? An earlier one opens nothing from then on."):
                for purpose, codes in make_sheet(outsider, by=the_operator()).sheet.items():
                    click.echo("\n".join([f"\n{SAYS[purpose]}", *codes]))


@outsiders.command()
def waiting() -> None:
    """How many referrals wait of which nobody who triages may know, and how many conflicts of which
    no manager may: numbers, nothing else."""
    with in_one_sentence():
        _wake()
        from alongside.casework.intake.sides.waiting import what_waits

        told = what_waits()
    if not told:
        click.echo("No referral waits for the outsider.")
        return
    click.echo("\n".join(told))
    click.echo("Ring them, and tell no colleague: any of them may be who must not know.")


def _wake():
    from alongside.config import setup

    setup.wake()
