"""`alongside wall`: walls whose lifting was asked, and the second hand of a small team."""

import click

from alongside.config.cli_trouble import in_one_sentence


@click.group()
def wall() -> None:
    """Walls between a person and a colleague. They are raised, and lifting is asked, on a case's
    page."""


@wall.command("list")
def list_walls() -> None:
    """Every wall that somebody asked to lift: neither whom it hides nor from whom."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.people.models import Wall

        asked = Wall.objects.standing().exclude(lifting_asked_by=None)
        walls = list(asked.select_related("raised_by", "lifting_asked_by").order_by("raised_at"))
    for each in walls:
        by = each.raised_by.name if each.raised_by else "the program"
        raised = f"raised by {by} on {each.raised_at:%d %B %Y}"
        click.echo(f"{each.pk}  {raised}: {each.lifting_asked_by.name} asks to lift it")
    if not walls:
        click.echo("Nobody asks to lift a wall.")


@wall.command()
@click.argument("wall_id", metavar="ID", type=click.UUID)
def lift(wall_id: object) -> None:
    """Be the second person where nobody else leads: agree, and lift it now."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.people.models import Wall
        from alongside.casework.walls.commands import AnotherPersonMust, lift_wall
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import the_operator

        standing = Wall.objects.standing().filter(pk=wall_id).first()
        try:
            if standing is None:
                raise AnotherPersonMust
            lift_wall(standing, by=the_operator())
        except AnotherPersonMust:
            raise Refused(f"Nobody asks to lift a wall {wall_id}. Nothing was lifted.") from None
    click.echo("The wall is lifted.")


def _wake_with_key():
    from alongside.config import setup

    setup.wake()
    from alongside.foundation.vault.organisation import check_key

    check_key()
