"""What somebody opened, as far as its reader may see it; alerts, and who is to look at them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from alongside.casework.cases.models import Allocation, Case, EmergencyAccess, NamedReader
from alongside.casework.openings.counting import A_CASE, VISITED
from alongside.casework.openings.models import Alert, Budget, Finding
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import Entry

LONGEST = 20


@dataclass(frozen=True)
class Opening:
    """One case that somebody opened, how often, and on what ground: her own, her team's, one she
    is named on, one in an emergency, or none of these."""

    case: Case
    times: int
    last: datetime
    ground: str = ""

    @property
    def own(self) -> bool:
        return self.ground == "own"


def lines_of(actor: UUID, *, since: datetime, until: datetime) -> list[Any]:
    """From the trail: each case that was opened, how often, and when last."""
    lines = Entry.objects.filter(
        at__gte=since,
        at__lte=until,
        actor=actor,
        verb__startswith=VISITED,
        subject__startswith=A_CASE,
    )
    return list(lines.order_by().values("subject").annotate(times=Count("pk"), last=Max("at")))


def case_in(line: dict[str, Any]) -> UUID:
    return UUID(line["subject"].removeprefix(A_CASE))


def openings_of(worker: User, reader: User, *, since: datetime, until: datetime) -> list[Opening]:
    """What she opened, as far as this reader may see it: what was not hers comes first."""
    told = {case_in(line): line for line in lines_of(worker.pk, since=since, until=until)}
    cases = Case.objects.visible_to(reader).select_related("person").in_bulk(told)
    grounds = grounds_of(worker, list(cases), since=since, until=until)
    found = [
        Opening(case, told[pk]["times"], told[pk]["last"], grounds.get(pk, ""))
        for pk, case in cases.items()
    ]
    order = ["", "emergency", "named", "team", "own"]
    return sorted(found, key=lambda opening: (order.index(opening.ground), -opening.times))


def grounds_of(
    worker: User, cases: list[UUID], *, since: datetime, until: datetime
) -> dict[UUID, str]:
    """Why each of these was open to her in this time, the nearest reason; four statements."""
    stood = Allocation.objects.filter(case__in=cases, since__lte=until.date())
    stood = stood.filter(Q(until=None) | Q(until__gte=since.date()))
    accesses = EmergencyAccess.objects.filter(case__in=cases, by=worker)
    emergencies = accesses.filter(at__lte=until, until__gte=since)
    supervised = stood.filter(worker__membership__team__supervisor=worker)
    grounds = dict.fromkeys(emergencies.values_list("case", flat=True), "emergency")
    named = NamedReader.objects.filter(case__in=cases, user=worker)
    grounds |= dict.fromkeys(named.values_list("case", flat=True), "named")
    grounds |= dict.fromkeys(supervised.values_list("case", flat=True), "team")
    return grounds | dict.fromkeys(
        stood.filter(worker=worker).values_list("case", flat=True), "own"
    )


def alerts_for(user: User) -> tuple[list[Alert], list[Alert]]:
    """For Today, in one statement: her own that wait, and those she is asked to look at."""
    waiting = Alert.objects.waiting().filter(Q(user=user) | Q(asked=user))
    found = list(waiting.select_related("user", "asked").order_by("-at")[:LONGEST])
    mine = [alert for alert in found if alert.user_id == user.pk]
    return mine, [alert for alert in found if alert.user_id != user.pk]


def findings_of(alert: Alert) -> list[Finding]:
    """What was found so far, the first one first."""
    found = list(Finding.objects.filter(alert=alert).select_related("by"))
    for one in found:
        one.alert = alert
    return found


def changes_of_budgets() -> list[Budget]:
    """What the organisation set, the newest first."""
    return list(Budget.objects.select_related("by").order_by("-since")[:LONGEST])
