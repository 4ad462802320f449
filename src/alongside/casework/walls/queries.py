"""Walls and emergency accesses, for those who may know of them."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import EMERGENCY_REVIEW, Case, EmergencyAccess
from alongside.casework.keeping.guards import erased
from alongside.casework.people.models import Person, Wall
from alongside.casework.walls.hands import may_agree
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import subject_of
from alongside.organisation.workforce.models import NightCode

LONGEST, VISITED = 50, "visited."
ALL_WHO = ("by", "second", "reviewed_by", "code__outsider", "answer_code__outsider")


def walls_of(person: Person, *, reader: User) -> list[Wall]:
    """Those that stand, the newest first, and whether the reader `may_agree` to lift each; never
    her own, even in the hour in which she is let in: why it stands is not for her. One that stands
    at another record of the person says whom it keeps out, to whoever sees a case of that one."""
    seen = Case.objects.visible_to(reader).values("person")
    standing = Wall.objects.around(person.pk).exclude(user=reader)
    standing = standing.filter(Q(person=person) | Q(person__in=seen))
    walls = standing.select_related("user", "lifting_asked_by")
    found = list(walls.order_by("-raised_at")[:LONGEST])
    for wall in found:
        wall.elsewhere = wall.person_id != person.pk
        if not wall.elsewhere:
            wall.person, wall.may_agree = person, may_agree(wall, reader.pk)
    return found


def wall_of(person: Person, wall_id: UUID, *, reader: User) -> Wall:
    """One that stands and is not the reader's own; else 404."""
    walls = Wall.objects.standing().filter(person=person).exclude(user=reader)
    walls = walls.select_related("user")
    return get_object_or_404(walls, pk=wall_id)


def case_for_emergency(typed: str, *, user: User) -> Case | None:
    """The case of a reference as it was typed, found in the same one statement whether it is
    walled, erased, ended long ago or was never there."""
    reference = re.sub(r"[^A-Z0-9]", "", typed.upper())
    behind_no_wall = Case.objects.exclude(person__in=Wall.objects.of(user))
    return behind_no_wall.filter(~erased("person", "pk"), reference=reference).first()


def case_past_walls(typed: str) -> Case | None:
    """The same for whoever has a code that an outsider read out: a wall does not hide it."""
    reference = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return Case.objects.filter(~erased("person", "pk"), reference=reference).first()


def opened_with(code: NightCode, *, user: User) -> EmergencyAccess | None:
    """What she opened with this code, while it lasts: for a form that arrives twice."""
    return EmergencyAccess.objects.running().filter(code=code, by=user).first()


def answers_owed_by(user: User) -> list[EmergencyAccess]:
    """Her own emergency accesses that nobody inside can look at: she rings the outsider."""
    hers = Item.objects.open().filter(owner=user.pk, kind=EMERGENCY_REVIEW).values("source")
    unanswered = EmergencyAccess.objects.unanswered().filter(by=user, pk__in=hers)
    return list(unanswered.order_by("at"))


def owed_answer(access_id: UUID, *, user: User) -> EmergencyAccess:
    """One of them; else 404."""
    for access in answers_owed_by(user):
        if access.pk == access_id:
            return access
    raise Http404


def accesses_of(case: Case) -> list[EmergencyAccess]:
    """Every time somebody opened this case in an emergency, the unanswered first."""
    accesses = EmergencyAccess.objects.filter(case=case).select_related(*ALL_WHO)
    found = list(accesses.order_by("-at")[:LONGEST])
    for access in found:
        access.case = case
    return sorted(found, key=lambda access: access.reviewed_at is not None)


def access_of(case: Case, access_id: UUID) -> EmergencyAccess:
    """One emergency access to this case; else 404."""
    accesses = EmergencyAccess.objects.filter(case=case)
    access = get_object_or_404(accesses.select_related(*ALL_WHO), pk=access_id)
    access.case = case
    return access


@dataclass(frozen=True)
class Done:
    """What somebody did on a case in her hour: how many pages, and every deed by its verb."""

    pages: int
    deeds: list[str]


def done_in(access: EmergencyAccess) -> Done:
    """What was opened and done on the case from the opening until the hour was over."""
    lines = Entry.objects.filter(
        actor=access.by_id,
        subject=subject_of(access.case),
        at__gte=access.at,
        at__lte=access.until,
    )
    verbs = list(lines.values_list("verb", flat=True))
    deeds = {verb for verb in verbs if not verb.startswith(VISITED)}
    return Done(len([verb for verb in verbs if verb.startswith(VISITED)]), sorted(deeds))
