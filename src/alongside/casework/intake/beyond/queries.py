"""Referrals that wait, and of which nobody who triages may know."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.casework.intake.models import LISTED, WAITING, Decider, Referral
from alongside.casework.people.models import Wall
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User


def beyond_everybody() -> QuerySet[Referral]:
    """The longest waiting first. Where somebody was named who may still know of it, it is hers."""
    walls = Wall.objects.beside("person")
    before = Wall.objects.beside("person", outside=2)
    free = _who_hold(Permission.REFERRAL_TRIAGE).exclude(pk__in=before.values("user"))
    named = Decider.objects.filter(referral=OuterRef("pk"), user__is_active=True)
    named = named.exclude(user__in=before.values("user"))
    waiting = Referral.objects.undecided().filter(Exists(walls))
    return waiting.exclude(Exists(free)).exclude(Exists(named)).order_by("received_at")


def told_to(user: User) -> QuerySet[Referral]:
    """Those of which this administrator may be told, as a number: never of one of a person behind
    a wall before her."""
    return beyond_everybody().exclude(person__in=Wall.objects.of(user))


def beyond_all_but(user: User) -> Referral | None:
    """The one that has waited longest and of which she may know."""
    return told_to(user).first()


def is_named(user: User, referral_id: UUID) -> bool:
    """Whether she was named to decide about this referral, and it waits or she decided it."""
    hers = Q(referral__state__in=(WAITING, LISTED)) | Q(referral__decided_by=user)
    return Decider.objects.filter(hers, referral=referral_id, user=user).exists()


def waiting_for_her(user: User) -> list[Referral]:
    """For Today: referrals about which she was named to decide."""
    named = Decider.objects.filter(user=user).values("referral")
    waiting = Referral.objects.undecided().filter(pk__in=named)
    return list(waiting.exclude(person__in=Wall.objects.of(user)))


def _who_hold(permission):
    roles = [role for role, held in ROLES.items() if permission in held]
    return User.objects.who_may_sign_in().filter(Q(role__in=roles) | Q(other_role__in=roles))
