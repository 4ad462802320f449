"""Somebody has left: her cases, what she opened in her last 90 days, and who looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max

from alongside.casework.cases.models import Allocation, Case
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now

LEAVER_REVIEW = "leaver_review"
LOOKED_BACK = timedelta(days=90)
A_CASE = f"{Case._meta.label_lower}:"


@dataclass(frozen=True)
class Opening:
    """One case that the leaver opened, how often, and whether it was hers to open."""

    case: Case
    times: int
    last: datetime
    own: bool


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


def openings_of(leaver: User, reader: User) -> list[Opening]:
    """What she opened, as far as this reader may see it: what was not hers comes first."""
    told = {line["subject"]: line for line in _lines_of(leaver)}
    ids = {UUID(subject.removeprefix(A_CASE)): subject for subject in told}
    cases = Case.objects.visible_to(reader).select_related("person").in_bulk(ids)
    own = set(
        Allocation.objects.filter(worker=leaver, case__in=cases).values_list("case", flat=True)
    )
    found = [
        Opening(case, told[ids[pk]]["times"], told[ids[pk]]["last"], own=pk in own)
        for pk, case in cases.items()
    ]
    return sorted(found, key=lambda opening: (opening.own, -opening.times))


def shared_out(leaver: User) -> tuple[dict[User, set[UUID]], set[UUID]]:
    """Who of those who lead looks at which cases, her own supervisor first; and those cases that
    nobody who leads may see."""
    waiting = cases_open_of(leaver) | {
        UUID(line["subject"].removeprefix(A_CASE)) for line in _lines_of(leaver)
    }
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


def _lines_of(leaver):
    lines = Entry.objects.filter(
        at__gte=now() - LOOKED_BACK,
        actor=leaver.pk,
        verb__startswith="visited.",
        subject__startswith=A_CASE,
    )
    grouped = lines.order_by().values("subject")
    return grouped.annotate(times=Count("pk"), last=Max("at"))
