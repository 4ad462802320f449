"""Conflicts of which no manager may know, and who is told of them instead."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Allocation
from alongside.casework.cases.sight.queries import workers_of
from alongside.casework.intake.alike.queries import conflicts_for
from alongside.casework.intake.models import Conflict, Decider
from alongside.casework.people.models import Wall
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES, holds
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User


def conflicts_beyond_everybody() -> list[Conflict]:
    """Nobody who decides about conflicts, in whichever hat, may know of both sides. Where somebody
    was named who may still know of it, it is hers."""
    waiting = {each.pk: each for each in Conflict.objects.filter(looked_at=None)}
    deciders = _who_decide() if waiting else []
    for hat in (hat for user in deciders for hat in hats_of(user)):
        if holds(hat, Permission.CONFLICT_DECIDE):
            seen = conflicts_for(hat).values_list("pk", flat=True)
            waiting = {pk: each for pk, each in waiting.items() if pk not in set(seen)}
    named = Decider.objects.filter(conflict__in=waiting, user__is_active=True)
    hers = {each.conflict_id for each in named.select_related("user") if _free(each)}
    return [each for pk, each in waiting.items() if pk not in hers]


def _free(decider):
    conflicts = Conflict.objects.filter(pk=decider.conflict_id)
    return without_those_she_must_not_know(conflicts, decider.user).exists()


def without_those_she_must_not_know(
    conflicts: QuerySet[Conflict], user: User
) -> QuerySet[Conflict]:
    """None with a wall between her and a side, and none of which she works on a side herself."""
    walled = Wall.objects.of(user)
    mine = Allocation.objects.filter(worker=user, until=None).values("case")
    for side in ("case", "other"):
        hers = {f"{side}__in": mine}
        conflicts = conflicts.exclude(Q(**hers) | Q(**{f"{side}__person__in": walled}))
    return conflicts.exclude(referral__person__in=walled)


def conflicts_told_to(user: User) -> QuerySet[Conflict]:
    """Those of which this user may be told, the longest waiting first."""
    beyond = Conflict.objects.filter(pk__in=[each.pk for each in conflicts_beyond_everybody()])
    return without_those_she_must_not_know(beyond, user).order_by("found_at")


def named_conflict(conflict_id: UUID, *, user: User) -> Conflict:
    """One that she was named to decide about and that nobody has looked at; else 404."""
    hers = Conflict.objects.filter(looked_at=None, deciders__user=user)
    known = without_those_she_must_not_know(hers, user).distinct()
    whole = known.select_related("referral__person", "case__person", "other__person")
    return get_object_or_404(whole, pk=conflict_id)


def conflicts_waiting_for_her(user: User) -> list[Conflict]:
    """For Today: those about which she was named to decide."""
    hers = Conflict.objects.filter(looked_at=None, deciders__user=user)
    return list(without_those_she_must_not_know(hers, user).distinct())


def beside_each(conflict: Conflict) -> list[tuple[str, list[str]]]:
    """Of a conflict between two cases: each reference, and who works there, to keep them apart."""
    workers = workers_of([case.pk for case in conflict.sides])
    return [
        (case.code, [each.name for each in workers.get(case.pk, [])]) for case in conflict.sides
    ]


def _who_decide():
    roles = [role for role, held in ROLES.items() if Permission.CONFLICT_DECIDE in held]
    return User.objects.who_may_sign_in().filter(Q(role__in=roles) | Q(other_role__in=roles))
