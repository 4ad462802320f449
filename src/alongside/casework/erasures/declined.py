"""Somebody was only declined, so no case and no team say who agrees to erasing them."""

from django.db.models import Exists, OuterRef, Q

from alongside.casework.cases.queries import those_who_triage
from alongside.casework.intake.models import DECLINED, Referral
from alongside.casework.intake.queries import open_to
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import Person, Wall
from alongside.casework.people.queries import unwalled
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item

AGREEING = "erasure_ordered"


def somebody_who_triages(person: Person, by: User) -> User | None:
    """Never whoever orders it, nor an account that the same hand could hold; her own supervisor
    first. Nobody, where the command line is the second hand."""
    own = getattr(by, "membership", None)
    supervisor = own.team.supervisor_id if own else None
    others = unwalled(those_who_triage(), person).exclude(pk=by.pk).order_by("name", "pk")
    able = [other for other in others if not one_hand(by.pk, other.pk)]
    return min(able, key=lambda other: other.pk != supervisor, default=None)


def orders_at_referrals(user: User) -> list[Referral]:
    """For Today: what this user is asked to agree to; also what was asked of somebody who has
    left or must not know of the person any more, so that no order is forgotten."""
    walled = Wall.objects.beside("person", outside=2)
    gone = ~Q(owner__in=User.objects.who_may_sign_in().values("pk"))
    mine = Q(owner=user.pk) | gone | Q(owner__in=walled.values("user"))
    asked = Item.objects.open().filter(mine, kind=AGREEING, subject=OuterRef("pk"))
    # From the few that were ordered: whoever was declined once is many in a large house.
    orders = Erasure.objects.under_way().filter(agreed_at=None).exclude(ordered_by=user)
    declined = open_to(user).filter(person__in=orders.values("person"), state=DECLINED)
    return list(declined.filter(Exists(asked), person__cases=None))
