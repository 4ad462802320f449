"""The handover page: the file as it stands, each part as far as the reader's role reaches."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from alongside.casework.cases.involved.queries import involved_in
from alongside.casework.cases.models import Case, Handover, Party
from alongside.casework.consents.models import Unreachable
from alongside.casework.consents.queries import plan_of
from alongside.casework.desk.conference.models import ACTION
from alongside.casework.desk.conference.queries import actions_by_id
from alongside.casework.desk.dates.queries import Gentle, difficult_days_in
from alongside.casework.desk.queries import workers_of
from alongside.casework.people.models import Helps
from alongside.casework.people.queries import row_of
from alongside.casework.support.appointments.models import APPOINTMENT
from alongside.casework.support.promises.models import PROMISE, Promise
from alongside.casework.support.promises.queries import promises_of
from alongside.casework.support.queries import behind
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.loader import words

LOOKS_AHEAD = timedelta(days=92)
LONGEST = 30
ELSEWHERE = (PROMISE, "handover")  # in a part of its own; this page itself


@dataclass(frozen=True)
class Coming:
    """A date ahead, with the action or appointment behind it where the reader may read that."""

    item: Item
    record: Any = None

    @property
    def words(self) -> str:
        return words("agenda", self.item.kind)

    @property
    def action(self) -> Any:
        return self.record if self.item.kind == ACTION else None

    @property
    def appointment(self) -> Any:
        return self.record if self.item.kind == APPOINTMENT else None


@dataclass(frozen=True)
class HandoverPage:
    """What somebody has to know who takes the case today."""

    helps: Helps | None
    plan: Unreachable | None
    ahead: list[Coming]
    workers: list[User]
    involved: list[Party]
    opposed: list[Party] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    difficult: list[Gentle] = field(default_factory=list)


def handover_page(case: Case, reader: User) -> HandoverPage:
    """In a number of statements that does not grow with the file."""
    more: dict[str, Any] = {}
    if holds(reader, Permission.CASE_CHANGE):
        more["opposed"] = involved_in(case, apart=True)
    if reads := holds(reader, Permission.CONTACT_READ):
        more["promises"] = promises_of(case)[0]
        more["difficult"] = difficult_days_in(case, LOOKS_AHEAD)
    return HandoverPage(
        helps=row_of(Helps, case.person),
        plan=plan_of(case),
        ahead=_coming(case, reads),
        workers=workers_of(case),
        involved=involved_in(case, apart=False),
        **more,
    )


def _coming(case, reads):
    """Promises stand in a part of their own, so that many of them crowd out no court day."""
    items = list(Item.objects.open().about(case).exclude(kind__in=ELSEWHERE)[:LONGEST])
    cases, records = {case.pk: case}, {}
    if reads:
        records = behind(items, cases)
        if agreed := [item.source for item in items if item.kind == ACTION]:
            records |= actions_by_id(agreed, cases)
    return [Coming(item, records.get(item.source)) for item in items]


def last_handover(case: Case) -> Handover | None:
    """The newest one."""
    found = Handover.objects.filter(case=case).select_related("by", "to").first()
    if found:
        found.case = case
    return found
