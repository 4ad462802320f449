"""Who has not been heard of for longer than was agreed, and what was agreed for that."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.cases.models import Case
from alongside.casework.consents.ledger import where_police_may_be_asked
from alongside.casework.consents.models import Unreachable
from alongside.casework.desk.hers import Hers
from alongside.casework.support.models import Contact

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


def out_of_contact(hers: Hers, *, at: datetime) -> list[Silence]:
    """Of the cases she works on, the longest silence over what was agreed first. A case in which
    nothing was agreed is not here: nobody may be asked about it."""
    silent = [found for plan in hers.of(Unreachable) if (found := _silence(plan, at))]
    silent.sort(key=lambda each: each[2] - each[1].after_days, reverse=True)
    told, tries = silent[:ROOM_FOR], _tries(silent[:ROOM_FOR])
    police = where_police_may_be_asked([(case, plan) for case, plan, _days in told], at)
    return [
        Silence(case, plan, days, tries[case.pk], case.pk in police) for case, plan, days in told
    ]


def _silence(plan, at):
    case = plan.case
    last = max(filter(None, (case.spoken_on, plan.at.astimezone(at.tzinfo).date())))
    days = (at.date() - last).days
    return (case, plan, days) if days > plan.after_days else None


def _tries(silent: list[tuple[Case, Any, int]]) -> Counter:
    """How often somebody tried since they last spoke; nothing is asked where nobody is silent."""
    if not silent:
        return Counter()
    since: dict[Any, date | None] = {case.pk: case.spoken_on for case, _, _ in silent}  # type: ignore[attr-defined]
    tried = Contact.objects.filter(case__in=since, withdrawn_at=None).exclude(reached="yes")
    return Counter(
        case
        for case, on in tried.values_list("case", "on")
        if (last := since[case]) is None or on >= last
    )
