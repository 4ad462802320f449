"""Whether two accounts may be one person's: what takes two people is not for two such accounts."""

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
    if one == other:
        return True
    operators = set(User.objects.filter(role=OPERATOR).values_list("pk", flat=True))
    if {one, other} & operators:
        return False
    behind_both = _behind(one) & _behind(other) - operators
    return bool(behind_both) or _is_new(one) or _is_new(other)


def _behind(account):
    """The account, whoever ever made a link to it and so could hold it, and so on upwards."""
    found, latest = set(), {account}
    while latest:
        found |= latest
        links = Invitation.objects.filter(user__in=latest)
        latest = set(links.values_list("made_by", flat=True)) - found
    return found


def _is_new(account):
    """Its first link is young; one without any was not made on a page of the house."""
    first = Invitation.objects.filter(user=account).order_by("made_at").first()
    return first is not None and first.made_at > now() - NEW_FOR
