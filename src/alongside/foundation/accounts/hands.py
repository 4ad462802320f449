"""Whether two accounts may be one person's: what takes two people is not for two such accounts."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from alongside.foundation.accounts.models import OPERATOR, Invitation, User
from alongside.foundation.clock import now

ONE_HAND_FOR = timedelta(days=7)  # in which one person may not renew both keys of a colleague
NEW_FOR = timedelta(days=7)  # in which colleagues notice somebody whom nobody knows


def one_hand(one: UUID, other: UUID) -> bool:
    """The same account, a new one, or two that somebody could have made for herself.

    The operator at the machine's own command line is always somebody else.
    """
    if one == other or same_hand(one, other):
        return True
    return not {one, other} & _operators() and (_is_new(one) or _is_new(other))


def same_hand(one: UUID, other: UUID) -> bool:
    """As `one_hand`, but a new account counts: for what a colleague would notice anyway."""
    operators = _operators()
    if one == other:
        return True
    return not {one, other} & operators and bool(_behind(one) & _behind(other) - operators)


def could_hold(holder: UUID, account: UUID) -> bool:
    """Whether `holder` made a link to this account, or to whoever did, and so could be behind it.
    Unlike `same_hand`, two whom a third person invited are two."""
    return holder in _behind(account)


def of_another_hand(one: UUID, accounts: Iterable[UUID]) -> set[UUID]:
    """Of these, each that `same_hand` would call somebody else; two statements for many."""
    operators, links = _operators(), list(Invitation.objects.values_list("user", "made_by"))
    mine = _behind(one, links)
    apart = {each for each in accounts if not (mine & _behind(each, links)) - operators}
    return (set(accounts) if one in operators else apart) - {one}


def _operators():
    return set(User.objects.filter(role=OPERATOR).values_list("pk", flat=True))


def _behind(account, links=None):
    """The account, whoever ever made a link to it and so could hold it, and so on upwards."""
    found, latest = set(), {account}
    while latest:
        found |= latest
        if links is None:
            made = Invitation.objects.filter(user__in=latest).values_list("made_by", flat=True)
        else:
            made = [maker for invited, maker in links if invited in latest]
        latest = set(made) - found
    return found


def _is_new(account):
    """Its first link is young; one without any was not made on a page of the house."""
    first = Invitation.objects.filter(user=account).order_by("made_at").first()
    return first is not None and first.made_at > now() - NEW_FOR
