"""Two hats for one person, such as manager and administrator: one worn at a time, never both."""

from copy import copy

from django.db.models import F

from alongside.foundation.accounts.models import OPERATOR, User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today


class NotForOneself(Exception):
    """Nobody gives herself a second role, and nobody has the same one twice."""


class NoOtherHat(Exception):
    """She has one role only, or changed it elsewhere in the meantime."""


@command("user.second_role_given")
def give_second_role(user: User, role: str, *, by: User) -> User:
    """From now on she may change into it; with no role, what she had as a second one is gone.
    Whatever she has open elsewhere ends. Raises NotForOneself."""
    if by.pk == user.pk or role in (user.role, OPERATOR):
        raise NotForOneself
    User.objects.filter(pk=user.pk).update(other_role=role, sessions=F("sessions") + 1)
    user.refresh_from_db(fields=["other_role", "sessions"])
    return user


@command("user.hat_changed")
def change_hat(user: User, *, to: str, by: User) -> User:
    """She wears the other one from now on, everywhere: other sessions end, so that no page left
    open under the one hat opens more under the other. Raises NoOtherHat."""
    wearing = User.objects.filter(pk=user.pk, other_role=to).exclude(other_role="")
    swapped = {"role": F("other_role"), "other_role": F("role"), "sessions": F("sessions") + 1}
    if not wearing.update(**swapped):
        raise NoOtherHat
    user.refresh_from_db(fields=["role", "other_role", "sessions"])
    return user


def waiting_for(user: User) -> int:
    """How many dates of hers are due, whichever hat they are seen to in."""
    return Item.objects.open().filter(owner=user.pk, due__lte=today()).count()


def hats_of(user: User) -> list[User]:
    """She as she is, and as she would be in her other hat: for asking who could do a thing,
    never for letting anybody do it."""
    if not user.other_role:
        return [user]
    other = copy(user)
    other.role, other.other_role = user.other_role, user.role
    return [user, other]
