"""`alongside hold`: whose lifting was asked, and the second hand of a small team."""

import click

from alongside.config.cli_trouble import in_one_sentence


@click.group()
def hold() -> None:
    """Holds on what is kept of a person. They are set, and lifting is asked, on a case's page."""


@hold.command("list")
def list_holds() -> None:
    """Every hold that somebody asked to lift, and that waits for a second person."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.keeping.models import Hold

        asked = Hold.objects.standing().exclude(lifting_asked_by=None)
        holds = list(asked.select_related("set_by", "lifting_asked_by").order_by("set_at"))
    for each in holds:
        set_ = f"set by {each.set_by.name} on {each.set_at:%d %B %Y}"
        asks = f"{each.lifting_asked_by.name} asks to lift it"
        click.echo(f"{each.pk}  {each.get_ground_display()}, {set_}: {asks}")
    if not holds:
        click.echo("Nobody asks to lift a hold.")


@hold.command()
@click.argument("hold_id", metavar="ID", type=click.UUID)
def lift(hold_id: object) -> None:
    """Be the second person where nobody else leads: agree, and lift it now."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.keeping.commands import AnotherPersonMust, lift_hold
        from alongside.casework.keeping.models import Hold
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import the_operator

        standing = Hold.objects.standing().filter(pk=hold_id).first()
        try:
            if standing is None:
                raise AnotherPersonMust
            lift_hold(standing, by=the_operator())
        except AnotherPersonMust:
            raise Refused(f"Nobody asks to lift a hold {hold_id}. Nothing was lifted.") from None
    click.echo("The hold is lifted.")


def _wake_with_key():
    from alongside.config import setup

    setup.wake()
    from alongside.foundation.vault.organisation import check_key

    check_key()
