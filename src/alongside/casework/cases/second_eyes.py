"""Whose eyes look a second time at what one person decided."""

from typing import Any

from django.db.models import Q

from alongside.casework.cases.models import (
    DANGER_LOWERED,
    EMERGENCY_REVIEW,
    OVERRIDE_REVIEW,
    SECOND_EYES,
    Case,
    DangerJudgement,
    EmergencyAccess,
    Override,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import hand_over
from alongside.foundation.agenda.models import Item
from alongside.organisation.workforce.away.queries import away_today

LEADS, JUDGES = Permission.CASE_ALLOCATE, Permission.CASE_CHANGE
LOOKED_AT: dict[str, Any] = {
    DANGER_LOWERED: DangerJudgement,
    OVERRIDE_REVIEW: Override,
    EMERGENCY_REVIEW: EmergencyAccess,
}


class NotOwnEyes(Exception):
    """One's own deed is looked at by somebody else; where there is nobody, it waits."""


class NobodyElse(Exception):
    """A second look is open, and nobody but whoever is looked at would know of the case."""


def find_other_eyes(case: Case, look: Item, *, by: User, rather: User | None = None) -> None:
    """Never the eyes of whoever is being looked at; `rather` hers, if they may. Raises
    NobodyElse."""
    judged_by = _done_by(look)
    could = others_who_could_look(case, judged_by) if rather else []
    eyes = rather if rather in could else second_eyes_on(case, judged_by)
    if eyes == judged_by:
        raise NobodyElse
    hand_over(Item.objects.filter(pk=look.pk), to=eyes.pk, by=by)


def keep_second_looks_in_sight(case: Case, *, by: User, or_refuse: bool) -> None:
    """After others than before may see the case: a look moves on whose owner sees it no more, or
    who answers to herself and need not any longer. Where nobody else sees it, NobodyElse is
    raised for the first kind if it is to refuse; else it stays where it is."""
    for look in Item.objects.open().about(case).filter(kind__in=SECOND_EYES):
        owner = User.objects.filter(pk=look.owner, is_active=True).first()
        lost = owner is None or not any(_sees(hat, case) for hat in hats_of(owner))
        if not lost and owner != _done_by(look):
            continue
        try:
            find_other_eyes(case, look, by=by)
        except NobodyElse:
            if lost and or_refuse:
                raise


def _done_by(look):
    return LOOKED_AT[look.kind].objects.select_related("by").get(pk=look.source).by


def _sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def second_eyes_on(case: Case, worker: User) -> User:
    """Her supervisor, if the case is open to that person; else another who may see it, those who
    lead first; whoever is away today only where nobody is here. Only where nobody else may see the
    case does the worker answer to herself."""
    own = getattr(worker, "membership", None)
    supervisor = own.team.supervisor_id if own else None
    away = away_today()
    rank = {
        other: (other.pk in away, other.pk != supervisor, not leads(other))
        for other in others_who_could_look(case, worker)
    }
    return min(rank, key=lambda other: rank[other], default=worker)


def others_who_could_look(case: Case, worker: User) -> list[User]:
    """Whoever else may see the case, in a role that judges."""
    about = Q(allocations__case=case, allocations__until=None)
    named = Q(pk__in=case.named_readers.values("user"))
    supervising = Q(supervised_teams__memberships__user__in=User.objects.filter(about))
    others = User.objects.filter(about | named | supervising, is_active=True)
    return [
        other
        for other in others.exclude(pk=worker.pk).distinct()
        if any(_could_judge(hat, case) for hat in hats_of(other))
    ]


def refuse_own_eyes(deed: DangerJudgement | Override, by: User) -> None:
    """Raises NotOwnEyes for whoever did what is to be looked at."""
    if deed.by_id == by.pk:
        raise NotOwnEyes


def leads(user: User) -> bool:
    """Whether she leads, in the hat she wears or in her other one."""
    return any(holds(hat, LEADS) for hat in hats_of(user))


def _could_judge(hat, case):
    return holds(hat, JUDGES) and _sees(hat, case)
