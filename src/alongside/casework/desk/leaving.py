"""Somebody has left: her cases, what she opened in her last 90 days, and who looks at it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.openings.queries import Opening, case_in, lines_of, openings_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now

LEAVER_REVIEW = "leaver_review"
LOOKED_BACK = timedelta(days=90)


def asked_of(user: User, leaver: User | None = None) -> list[Item]:
    """Whom this user is asked to look at; or the one asking about this leaver."""
    items = Item.objects.open().filter(owner=user.pk, kind=LEAVER_REVIEW)
    return list(items.filter(subject=leaver.pk) if leaver else items)


def leavers_for(user: User) -> list[User]:
    """For Today: those who have left and whom this user is asked to look at."""
    return list(User.objects.filter(pk__in=[item.subject for item in asked_of(user)]))


def left_behind(leaver: User, reader: User) -> list[Case]:
    """Her open cases, as far as this reader may see them."""
    hers = Allocation.objects.filter(worker=leaver, until=None).values("case")
    cases = Case.objects.visible_to(reader).filter(pk__in=hers, ended_on=None)
    return list(cases.select_related("person"))


def opened_by(leaver: User, reader: User) -> list[Opening]:
    """What she opened in her last 90 days, as far as this reader may see it."""
    return openings_of(leaver, reader, since=now() - LOOKED_BACK, until=now())


def shared_out(leaver: User) -> tuple[dict[User, set[UUID]], set[UUID]]:
    """Who of those who lead looks at which cases, her own supervisor first; and those cases that
    nobody who leads may see."""
    lines = lines_of(leaver.pk, since=now() - LOOKED_BACK, until=now())
    waiting = cases_open_of(leaver) | {case_in(line) for line in lines}
    shares: dict[User, set[UUID]] = {}
    for lead in _leads(leaver):
        seen = Case.objects.visible_to(lead).filter(pk__in=waiting)
        mine = set(seen.values_list("pk", flat=True))
        if mine:
            shares[lead] = mine
            waiting -= mine
    return shares, waiting


def cases_open_of(leaver: User) -> set[UUID]:
    """The cases she still stands beside."""
    hers = Allocation.objects.filter(worker=leaver, until=None, case__ended_on=None)
    return set(hers.values_list("case", flat=True))


def _leads(leaver: User) -> Iterable[User]:
    own = getattr(leaver, "membership", None)
    supervisor = own.team.supervisor_id if own else None
    staff = User.objects.who_may_sign_in().exclude(pk=leaver.pk)
    leads = [user for user in staff if holds(user, Permission.CASE_ALLOCATE)]
    return sorted(leads, key=lambda lead: lead.pk != supervisor)
