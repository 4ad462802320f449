"""Who opened one file: by person and day, in which role, and on what ground."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from alongside.casework.cases.models import Allocation, Case, EmergencyAccess, NamedReader
from alongside.casework.keeping.guards import erased
from alongside.casework.openings.counting import VISITED
from alongside.casework.openings.models import Look
from alongside.casework.people.models import Wall
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import subject_of
from alongside.foundation.packs.loader import words

LOOKED_BACK = timedelta(days=90)
LONGEST = 200
HAT_CHANGED, HAT_GIVEN = "user.hat_changed", "user.second_role_given"


@dataclass(frozen=True)
class Reading:
    """What one person opened of this file on one day. `ground` as on the pages of leavers;
    `role` is empty where the trail does not say which of two hats was worn."""

    who: User
    day: date
    times: int
    first: datetime
    last: datetime
    role: str
    ground: str
    looked_at: bool

    @property
    def own(self) -> bool:
        return self.ground == "own"


def readings_of(case: Case, *, until: datetime, only: User | None = None) -> list[Reading]:
    """The 90 days before `until`; who does not stand beside her first. Six statements."""
    rows = _rows(case, until, only)
    staff = User.objects.in_bulk({row["actor"] for row in rows})
    hats, grounds = _hats_since(rows), _grounds(case)
    looks = list(Look.objects.filter(case=case).values_list("by", "at"))
    found = [
        Reading(
            who,
            row["day"],
            row["times"],
            row["first"],
            row["last"],
            role_at(who, row["first"], row["last"], hats[who.pk]),
            grounds(who.pk, row["day"]),
            any(by != who.pk and at >= row["last"] for by, at in looks),
        )
        for row in rows
        if (who := staff.get(row["actor"]))
    ]
    return sorted(found, key=lambda reading: (reading.own, -reading.last.timestamp()))


def _rows(case, until, only):
    lines = Entry.objects.filter(
        subject=subject_of(case),
        at__gt=until - LOOKED_BACK,
        at__lte=until,
        verb__startswith=VISITED,
    )
    if only:
        lines = lines.filter(actor=only.pk)
    days = lines.order_by().annotate(day=TruncDate("at")).values("actor", "day")
    told = days.annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
    return list(told.order_by("-last")[:LONGEST])


def _grounds(case):
    """Who stood beside her when, whose supervisor that was, and emergencies; three statements."""
    allocations = Allocation.objects.filter(case=case).values_list(
        "worker", "worker__membership__team__supervisor", "since", "until"
    )
    stood = [(worker, lead, since, until or date.max) for worker, lead, since, until in allocations]
    opened = EmergencyAccess.objects.filter(case=case).values_list("by", "at", "until")
    emergencies = list(opened)
    named = set(NamedReader.objects.filter(case=case).values_list("user", flat=True))

    def ground(who, day):
        then = [(worker, lead) for worker, lead, since, until in stood if since <= day <= until]
        if any(worker == who for worker, _lead in then):
            return "own"
        if any(by == who and at.date() <= day <= end.date() for by, at, end in emergencies):
            return "emergency"
        if who in named:
            return "named"
        return "team" if any(lead == who for _worker, lead in then) else ""

    return ground


def _hats_since(rows):
    """When each of these changed her hat or was given another one, from the trail."""
    found: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    if rows:
        subjects = {f"{User._meta.label_lower}:{row['actor']}": row["actor"] for row in rows}
        lines = Entry.objects.filter(
            subject__in=subjects, at__gt=min(row["first"] for row in rows)
        ).filter(Q(verb=HAT_CHANGED) | Q(verb=HAT_GIVEN))
        for subject, at, verb in lines.values_list("subject", "at", "verb"):
            found[subjects[subject]].append((at, verb))
    return found


def role_at(
    who: User, first: datetime, last: datetime, hats: Iterable[tuple[datetime, str]]
) -> str:
    """In words, the role she acted in; both where she changed between; none where the trail
    cannot say, because a second role was given and worn since."""
    since = [verb for at, verb in hats if at > first]
    if HAT_GIVEN in since and HAT_CHANGED in since:
        return ""
    changes = [
        sum(at > moment for at, verb in hats if verb == HAT_CHANGED) for moment in (first, last)
    ]
    roles = [who.other_role if change % 2 else who.role for change in changes]
    between = changes[0] - changes[1]
    worn = dict.fromkeys([who.role, who.other_role] if between else roles)
    return ", ".join(words("role", role) for role in worn)


def may_look(user: User, case: Case) -> bool:
    """Whoever leads, and the named readers of a sensitive case; nobody who is let through a wall
    for an hour, since what was found may speak of it."""
    if Wall.objects.hide(case.person_id, user):
        return False
    named = case.sensitive and NamedReader.objects.filter(case=case, user=user).exists()
    return holds(user, Permission.OPENINGS_READ) or named


def looks_at(case: Case) -> list[Look]:
    """What was found so far, the newest first."""
    found = list(Look.objects.filter(case=case).select_related("by").order_by("-at")[:20])
    for look in found:
        look.case = case
    return found


def case_for_officer(reference: str, officer: User) -> Case | None:
    """For whoever reads no case and asks by reference. A sensitive case has readers of its own
    who look after it; that one, a walled, an erased and a missing one answer alike."""
    cases = Case.objects.exclude(person__in=Wall.objects.of(officer)).filter(sensitive=False)
    return cases.filter(~erased("person", "pk"), reference=reference).first()
