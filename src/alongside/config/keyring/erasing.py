"""`alongside erase`: what is under way, the second hand of a small team, and going on."""

from pathlib import Path

import click

from alongside.config.cli_trouble import in_one_sentence


@click.group()
def erase() -> None:
    """Erasures of people and cases. They are ordered on the page of a case."""


@erase.command("list")
def list_orders() -> None:
    """Every erasure that is under way, and what it waits for."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.keeping.models import Erasure

        orders = list(Erasure.objects.under_way().select_related("ordered_by"))
    for order in orders:
        what = "one case" if order.case else "a person"
        waits = "interrupted: `alongside erase finish`" if order.agreed_at else "not agreed yet"
        said = f"ordered by {order.ordered_by.name} on {order.ordered_at:%d %B %Y}"
        click.echo(f"{order.pk}  {what}, {said}: {waits}")
    if not orders:
        click.echo("No erasure is under way.")


@erase.command()
@click.argument("erasure", type=click.UUID)
def agree(erasure: object) -> None:
    """Be the second person where nobody else leads: agree, and erase for good now."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.erasures.carrying import carry_out_everywhere
        from alongside.casework.erasures.commands import (
            CalledOff,
            NotYet,
            agree_to_erasure,
        )
        from alongside.casework.keeping.guards import OnHold
        from alongside.casework.keeping.models import Erasure
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import the_operator

        order = Erasure.objects.under_way().filter(pk=erasure, agreed_at=None).first()
        if order is None:
            raise Refused(f"No erasure {erasure} waits for a second person.")
        try:
            agreed = agree_to_erasure(order, by=the_operator())
            done = carry_out_everywhere(agreed, by=the_operator())
        except OnHold:
            raise Refused("A hold stands on this person. Nothing was erased.") from None
        except NotYet:
            raise Refused(
                "Support, a referral or a second look is open. Nothing was erased."
            ) from None
        except CalledOff:
            raise Refused("It was called off. Nothing was erased.") from None
    _tell(done)


@erase.command()
def finish() -> None:
    """Go on with every erasure that a crash has interrupted, from where it stands."""
    with in_one_sentence():
        _wake_with_key()
        from alongside.casework.erasures.carrying import carry_on
        from alongside.casework.keeping.models import Erasure
        from alongside.foundation.accounts.commands import the_operator

        done = carry_on(by=the_operator())
        left = Erasure.objects.interrupted().count()
    click.echo(
        f"{len(done)} completed, {left} still wait (a hold, or somebody reads the database)."
    )


@erase.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def again(file: Path) -> None:
    """After a restore that was done without it: destroy anew what FILE, the list of erasures kept
    elsewhere, names, and open the place."""
    with in_one_sentence():
        _wake()
        from alongside.foundation.vault.brought_back.shut import finishing
        from alongside.foundation.vault.organisation import check_key

        with finishing():
            check_key()
            destroyed = _repeated(file.read_bytes())
    click.echo(f"{destroyed} keys were destroyed again.")


def _repeated(page):
    from alongside.casework.erasures.again import repeat_erasures
    from alongside.config.trouble import Refused
    from alongside.foundation.accounts.commands import the_operator
    from alongside.foundation.vault.brought_back.lists import ListRefused
    from alongside.foundation.vault.brought_back.shut import shut, why_shut

    if (restore := shut()) and restore.whole_at is None:
        raise Refused(why_shut(restore))
    try:
        return repeat_erasures(page, by=the_operator()).keys
    except ListRefused as refused:
        raise Refused(f"{refused} Nothing was destroyed.") from None


def _tell(done):
    if done.completed_at:
        click.echo("Erased.")
    elif not done.destroyed_at:
        click.echo("Agreed. It waits until somebody agrees at their other record.")
    else:
        click.echo("The keys are destroyed. Run `alongside erase finish` in a minute.")


def _wake_with_key():
    _wake()
    from alongside.foundation.vault.organisation import check_key

    check_key()


def _wake():
    from alongside.config import setup

    setup.wake()
