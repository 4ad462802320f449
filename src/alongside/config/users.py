"""`alongside user`: invite, list, end; what an administrator also does on the staff page."""

from typing import TYPE_CHECKING

import click

from alongside.config.cli_trouble import in_one_sentence

if TYPE_CHECKING:
    from alongside.foundation.accounts.models import User


@click.group()
def users() -> None:
    """Who may sign in."""


@users.command()
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", required=True, help="For example support_worker or administrator.")
def invite(email: str, name: str, role: str) -> None:
    """Add a member of staff and print the link by which they set their password, once."""
    with in_one_sentence():
        _wake()
        from django.urls import reverse

        from alongside.config.trouble import Refused
        from alongside.foundation.access.roles import ROLES
        from alongside.foundation.accounts.commands import invite_user, the_operator
        from alongside.foundation.accounts.models import User

        if role not in ROLES:
            raise Refused(f"There is no role {role}: choose one of {', '.join(sorted(ROLES))}.")
        if User.objects.filter(email=email.lower()).exists():
            raise Refused(f"{email} is on the list of staff already.")
        invitation = invite_user(email=email, name=name, role=role, by=the_operator())
    click.echo(f"Open within 7 days: {reverse('invitation', args=[invitation.token])}")
    click.echo("Hand the link over in person or by phone. It works once.")


@users.command("list")
def list_users() -> None:
    """Name, role and state of everybody who is or was on staff."""
    with in_one_sentence():
        _wake()
        from alongside.foundation.accounts.models import OPERATOR, User

        staff = list(User.objects.exclude(role=OPERATOR))
    for user in staff:
        state = "" if user.is_active else "  (access ended)"
        click.echo(f"{user.email}  {user.name}  {user.role}{state}")


@users.command()
@click.argument("email")
def end(email: str) -> None:
    """End somebody's access now: every session of theirs is over."""
    with in_one_sentence():
        _wake()
        from alongside.foundation.accounts.commands import the_operator
        from alongside.organisation.workforce.commands import let_go

        user = somebody(email)
        let_go(user, by=the_operator())
    click.echo(f"{user.name} can no longer sign in.")


@users.command()
@click.argument("email")
def link(email: str) -> None:
    """A new link for somebody who forgot the password, to be handed over in person."""
    with in_one_sentence():
        _wake()
        from django.urls import reverse

        from alongside.foundation.accounts.commands import invite_again, the_operator

        invitation = invite_again(somebody(email), by=the_operator())
    click.echo(f"Open within 7 days: {reverse('invitation', args=[invitation.token])}")


@users.command("second-role")
@click.argument("email")
@click.argument("role")
def second_role(email: str, role: str) -> None:
    """Give somebody a second role, such as administrator; `none` takes it away."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.foundation.access.roles import ROLES
        from alongside.foundation.accounts.commands import the_operator
        from alongside.foundation.accounts.hats.commands import NotForOneself, give_second_role

        user = somebody(email)
        if role not in {*ROLES, "none"}:
            raise Refused(f"There is no role {role}: choose one of {', '.join(sorted(ROLES))}.")
        try:
            give_second_role(user, "" if role == "none" else role, by=the_operator())
        except NotForOneself:
            raise Refused(f"{user.name} has this role already.") from None
    click.echo(f"{user.name} signs in anew, and acts in one role at a time.")


@users.command()
@click.argument("email")
def agree(email: str) -> None:
    """Be the second person for an invitation to a role that opens files."""
    with in_one_sentence():
        _wake()
        from alongside.config.trouble import Refused
        from alongside.foundation.accounts.commands import agree_to_invitation, the_operator
        from alongside.foundation.accounts.models import Invitation

        waiting = Invitation.objects.waiting().filter(user=somebody(email)).first()
        if waiting is None:
            raise Refused(f"No invitation of {email} waits for a second person.")
        agree_to_invitation(waiting, by=the_operator())
    click.echo(f"The link of {email} opens now.")


@users.command()
@click.argument("email")
@click.option("--reason", required=True, help="Who asked in person, and how you knew them.")
def reset(email: str, reason: str) -> None:
    """Take somebody's second factor away, so that a new one can be set up."""
    with in_one_sentence():
        _wake()
        from alongside.foundation.accounts.commands import reset_second_factor, the_operator

        user = somebody(email)
        reset_second_factor(user, reason=reason, by=the_operator())
    click.echo(f"{user.name} sets up a new second step at the next sign-in.")


def somebody(email: str) -> "User":
    """Whoever has this address, still here or not; refused where nobody has it."""
    from alongside.config.trouble import Refused
    from alongside.foundation.accounts.models import User

    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise Refused(f"Nobody on staff has the address {email}.")
    return user


def _wake():
    from alongside.config import setup

    setup.wake()
