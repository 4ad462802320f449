"""Who has not been heard of for longer than was agreed, and what was agreed for that."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from alongside.casework.cases.models import Case
from alongside.casework.consents.ledger import police_may_be_asked
from alongside.casework.consents.models import Unreachable
from alongside.casework.support.models import Contact
from alongside.foundation.accounts.models import User

ROOM_FOR = 50


@dataclass(frozen=True)
class Silence:
    """Nobody has spoken with her for longer than the days she named."""

    case: Case
    plan: Unreachable
    days: int
    tries: int
    police: bool

    @property
    def tried_enough(self) -> bool:
        """The tries that were agreed are used up: the door stays open, and nobody goes on."""
        return self.tries >= self.plan.tries


def out_of_contact(user: User, *, at: datetime) -> list[Silence]:
    """Of the cases she works on, the longest silence over what was agreed first. A case in which
    nothing was agreed is not here: nobody may be asked about it."""
    newest = Unreachable.objects.filter(case=OuterRef("pk")).order_by("-at")
    spoken = Contact.objects.filter(case=OuterRef("pk"), reached="yes", withdrawn_at=None)
    mine = Case.objects.visible_to(user).open().filter(person__dead=False)
    mine = mine.filter(allocations__worker=user, allocations__until=None)
    mine = mine.annotate(
        agreed=Subquery(newest.values("pk")[:1]),
        spoken_on=Subquery(spoken.order_by("-on").values("on")[:1]),
    ).exclude(agreed=None)
    cases = list(mine.select_related("person").order_by("pk"))
    plans = Unreachable.objects.in_bulk([case.agreed for case in cases])
    silent = [found for case in cases if (found := _silence(case, plans, at))]
    silent.sort(key=lambda each: each[2] - each[1].after_days, reverse=True)
    tries = _tries(silent[:ROOM_FOR])
    return [
        Silence(case, plan, days, tries[case.pk], police_may_be_asked(case, plan, at))
        for case, plan, days in silent[:ROOM_FOR]
    ]


def _silence(case, plans, at):
    plan = plans[case.agreed]
    plan.case = case
    last = max(filter(None, (case.spoken_on, plan.at.astimezone(at.tzinfo).date())))
    days = (at.date() - last).days
    return (case, plan, days) if days > plan.after_days else None


def _tries(silent: list[tuple[Case, Any, int]]) -> Counter:
    """How often somebody tried since they last spoke."""
    since: dict[Any, date | None] = {case.pk: case.spoken_on for case, _, _ in silent}  # type: ignore[attr-defined]
    tried = Contact.objects.filter(case__in=since, withdrawn_at=None).exclude(reached="yes")
    return Counter(
        case
        for case, on in tried.values_list("case", "on")
        if (last := since[case]) is None or on >= last
    )
