"""What the pages of a case show, each in a bounded number of statements."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import (
    SECOND_EYES,
    Allocation,
    Case,
    CaseCrime,
    DangerJudgement,
    Override,
)
from alongside.casework.people.safe_contact import Standing
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES, holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import subject_of

LONGEST = 50


def sees(user: User, case: Case) -> bool:
    """Whether this case is still open to this user, after what was just changed."""
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def last_change_to(row: Model) -> tuple[str, datetime] | None:
    """Who changed this row last, and when, as the trail has it."""
    lines = Entry.objects.filter(subject=subject_of(row), verb__endswith=".changed")
    line = lines.order_by("-at").first()
    who = line and User.objects.filter(pk=line.actor).first()
    return (who.name, line.at) if line and who else None


def works_on(user: User, case: Case) -> bool:
    """Whether she is one of those who stand beside this person now."""
    return Allocation.objects.filter(case=case, worker=user, until=None).exists()


def standing_of(case: Case, point_id: UUID) -> Standing:
    """How one of her contact points stands now; 404 for one that is not hers or was withdrawn."""
    for standing in case.standings:
        if standing.point and standing.point.pk == point_id:
            return standing
    raise Http404


def judgements_of(case: Case) -> list[DangerJudgement]:
    """How the danger was judged, the newest first."""
    judgements = DangerJudgement.objects.filter(case=case).select_related("by")
    found = list(judgements.order_by("-at")[:LONGEST])
    for judgement in found:
        judgement.case = case
    return found


def waiting_for(user: User, case: Case, kind: str) -> set[UUID]:
    """What this user's second eyes are asked for on this case, and for whoever leads what was asked
    of somebody who has left: the ids of what asked."""
    gone = ~Q(owner__in=User.objects.who_may_sign_in().values("pk"))
    mine = Q(owner=user.pk) | gone if holds(user, Permission.CASE_ALLOCATE) else Q(owner=user.pk)
    items = Item.objects.open().about(case, kind).filter(mine)
    return set(items.values_list("source", flat=True))


def judgement_of(case: Case, judgement_id: UUID) -> DangerJudgement:
    """One judgement of this case; else 404."""
    return get_object_or_404(DangerJudgement.objects.filter(case=case), pk=judgement_id)


def overrides_of(case: Case) -> list[Override]:
    """Every time somebody rang outside what was called safe; those nobody looked at come first."""
    overrides = Override.objects.filter(case=case).select_related("by", "seen_by")
    return list(overrides.order_by(F("seen_at").desc(nulls_first=True), "-at")[:LONGEST])


def override_of(case: Case, override_id: UUID) -> Override:
    """One override of this case; else 404."""
    overrides = Override.objects.filter(case=case).select_related("by", "seen_by", "point")
    override = get_object_or_404(overrides, pk=override_id)
    override.case = case
    return override


def workers_of(case: Case) -> list[Allocation]:
    """Who stands beside her now, and since when."""
    working = Allocation.objects.filter(case=case, until=None)
    return list(working.select_related("worker__membership__team").order_by("since"))


def those_who_can_take_a_case() -> QuerySet[User]:
    """Workers whose role lets them lead a case, with their team."""
    return _with_team(_who_hold(Permission.CASE_CHANGE))


def those_who_can_stand_beside() -> QuerySet[User]:
    """Also those who work on a case only beside another, such as a student."""
    return _with_team(_who_hold(Permission.CONTACT_WRITE))


def _with_team(workers):
    return workers.select_related("membership__team")


def those_who_may_be_named() -> QuerySet[User]:
    """Staff whose role reads cases at all: only they can be named on a sensitive one."""
    return _who_hold(Permission.CASE_READ).select_related("membership__team")


def those_who_triage() -> QuerySet[User]:
    """Staff whose role decides about referrals."""
    return _who_hold(Permission.REFERRAL_TRIAGE)


def those_who_may_erase() -> QuerySet[User]:
    """Staff whose role orders an erasure."""
    return _who_hold(Permission.RECORD_ERASE)


def named_on(case: Case) -> QuerySet[User]:
    """The few who may know of a sensitive case."""
    return User.objects.filter(pk__in=case.named_readers.values("user"))


def crimes_of(case: Case) -> list[CaseCrime]:
    """What happened to this client. Who else it happened to is not told, nor counted."""
    crimes = CaseCrime.objects.filter(case=case).select_related("event")
    return list(crimes.order_by("-event__on")[:LONGEST])


def ends_with_support(case: Case) -> list[Item]:
    """What is settled on the agenda when support ends: all but second eyes."""
    return list(Item.objects.open().about(case).exclude(kind__in=SECOND_EYES)[:LONGEST])


def moves_along(case: Case, allocations: list[Allocation]) -> int:
    """How many dates of these workers another one would take over with the case."""
    workers = [allocation.worker_id for allocation in allocations]
    return Item.objects.open().about(case).filter(owner__in=workers).count()


def _who_hold(permission):
    roles = [role for role, held in ROLES.items() if permission in held]
    return User.objects.who_may_sign_in().filter(Q(role__in=roles) | Q(other_role__in=roles))
