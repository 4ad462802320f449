"""`alongside team`: who supervises whom, where whoever administers would set it for herself."""

import click

from alongside.config.cli_trouble import in_one_sentence


@click.group()
def team() -> None:
    """Teams and who supervises them. An administrator sets it on the page, but not for herself."""


@team.command()
@click.argument("name")
@click.option("--supervisor", metavar="EMAIL", required=True, help="Who sees what the team sees.")
def add(name: str, supervisor: str) -> None:
    """A new team, and who supervises it."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.config.users import somebody
        from alongside.foundation.accounts.commands import the_operator
        from alongside.organisation.workforce.commands import add_team
        from alongside.organisation.workforce.models import Team

        if Team.objects.filter(name=name).exists():
            raise Refused(f"There is a team {name} already.")
        leads = somebody(supervisor)
        add_team(name, supervisor=leads, by=the_operator())
    click.echo(f"{name} is a team now, supervised by {leads.name}.")


@team.command()
@click.argument("email")
@click.argument("name", metavar="TEAM")
def join(email: str, name: str) -> None:
    """Move somebody into a team: its supervisor sees their cases from then on."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.config.users import somebody
        from alongside.foundation.accounts.commands import the_operator
        from alongside.organisation.workforce.commands import join_team
        from alongside.organisation.workforce.models import Team

        found = Team.objects.select_related("supervisor").filter(name=name).first()
        if found is None:
            raise Refused(f"There is no team {name}.")
        mover = somebody(email)
        join_team(mover, found, by=the_operator())
    click.echo(f"{mover.name} belongs to {name}, supervised by {found.supervisor.name}.")


def _wake():
    from alongside.config import setup

    setup.wake()
