"""Whether any of the rarer things stand on somebody's day at all, in one statement.

What is not there is not asked for."""

from django.db.models import DateField, DateTimeField, Exists, Q, UUIDField

from alongside.casework.cases.models import (
    EMERGENCY_REVIEW,
    Allocation,
    EmergencyAccess,
    seen_by,
)
from alongside.casework.desk.leaving import LEAVER_REVIEW
from alongside.casework.desk.lone.models import Visit
from alongside.casework.desk.oncall.models import NightEntry
from alongside.casework.intake.models import Conflict, Decider, Referral
from alongside.casework.intake.sides.queries import without_those_she_must_not_know
from alongside.casework.intake.waiting.models import Wait
from alongside.casework.intake.waiting.timing import REVIEW, SAFETY_CALL
from alongside.casework.openings.models import Alert
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import Draft, Invitation, User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, today
from alongside.foundation.prepared import Prepared
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.models import Outsider

DRAFT, ALERT, ANSWER, NAMED, NAMED_CONFLICT = "draft", "alert", "answer", "named", "named_conflict"
WAITS, COVERS, WATCHES, OUT, LEAVER = "waits", "covers", "watches", "out", "leaver"
NIGHT, LOOSE_NIGHT, INVITED, OUTSIDER = "night", "loose_night", "invited", "outsider"
HERS = (DRAFT, ALERT, ANSWER, NAMED, NAMED_CONFLICT, WAITS, COVERS, WATCHES, OUT, LEAVER, NIGHT)
RARE = (*HERS, LOOSE_NIGHT, INVITED, OUTSIDER)  # the last of them for whoever leads


def rare_things(user: User) -> set[str]:
    """Of which of these there is any, as far as she may know of it: nothing of people behind a
    wall before her, nor of a case out of her sight."""
    (there,) = _THERE.rows(user=user.pk, day=today(), at=now())
    return {name for name, is_there in zip(RARE, there, strict=True) if is_there}


def _rare(user, day, at):
    walled, seen = Wall.objects.of(user), seen_by(user, at)
    mine = Item.objects.open().filter(owner=user)
    asked = mine.filter(kind__in=(SAFETY_CALL, REVIEW)).values("source")
    reviews = mine.filter(kind=EMERGENCY_REVIEW).values("source")
    waits = Wait.objects.open().exclude(referral__person__in=walled)
    undecided = Referral.objects.undecided().exclude(person__in=walled)
    conflicts = Conflict.objects.filter(looked_at=None, deciders__user=user)
    own = Allocation.objects.filter(worker=user, until=None).values("case")
    nights = NightEntry.objects.waiting().exclude(by=user)
    return {
        DRAFT: Draft.objects.filter(owner=user),
        ALERT: Alert.objects.waiting().filter(Q(user=user) | Q(asked=user)),
        ANSWER: EmergencyAccess.objects.unanswered().filter(by=user, pk__in=reviews),
        NAMED: undecided.filter(pk__in=Decider.objects.filter(user=user).values("referral")),
        NAMED_CONFLICT: without_those_she_must_not_know(conflicts, user),
        WAITS: waits.filter(Q(worker=user) | Q(pk__in=asked)),
        COVERS: Absence.objects.standing().filter(cover=user, first__lte=day, last__gte=day),
        WATCHES: Visit.objects.out().filter(Q(colleague=user) | Q(lead=user)),
        OUT: Visit.objects.out().filter(user=user),
        LEAVER: mine.filter(kind=LEAVER_REVIEW),
        NIGHT: nights.filter(case__in=own).filter(case__in=seen),
        LOOSE_NIGHT: nights.filter(Q(case__in=seen) | Q(case=None)),
        INVITED: Invitation.objects.waiting(at),
        OUTSIDER: Outsider.objects.waiting(),
    }


def _there(user, day, at):
    rows = _rare(user, day, at)
    return User.objects.filter(pk=user).values_list(*(Exists(rows[name]) for name in RARE))


_THERE = Prepared(_there, user=UUIDField(), day=DateField(), at=DateTimeField())
