"""What the pages of the desk show: the caseload, and one case at a glance."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from alongside.casework.cases.models import Case, Moment
from alongside.casework.desk.today import CALLS, address_of
from alongside.casework.records.kinds import RecordKind, all_kinds
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.loader import event, words
from alongside.foundation.ui.paging import Page, page_of
from alongside.foundation.vault.models import Gone
from alongside.foundation.vault.reading import told
from alongside.foundation.vault.together import rows_together

LINES = 15
ON_A_LINE = ("case_id", "event", "on", "record", "noted_at", "by__name")


@dataclass(frozen=True)
class Line:
    """One line of the chronology; `kind` and `record` where a page of its own tells more."""

    moment: Moment
    words: str
    danger: bool
    kind: RecordKind | None
    record: Any

    @property
    def headline(self) -> str:
        return told(self.record, "headline") if self.record else ""

    @property
    def gone(self) -> Gone | None:
        """Its words were taken out."""
        return self.record.gone() if self.record else None


@dataclass(frozen=True)
class Ahead:
    """Something on the agenda of one case."""

    item: Item
    words: str
    page: str

    @property
    def is_call(self) -> bool:
        return self.item.kind in CALLS


def chronology_of(case: Case, user: User, *, after: str | None) -> Page:
    """What happened, newest first: as far as this reader's permissions reach. One statement for
    the lines, and one for the records among them."""
    moments = Moment.objects.filter(case=case, withdrawn=False)
    moments = moments.exclude(event__in=hidden_events(user)).select_related("by").only(*ON_A_LINE)
    page = page_of(moments, by=["-on", "-noted_at"], after=after, size=LINES)
    return Page(lines_of(page.rows, case), page.next_after)


def hidden_events(user: User) -> list[str]:
    """The events of records that this user's role does not read."""
    return [kind.event for kind in all_kinds() if not holds(user, kind.read)]


def lines_of(moments: list[Moment], case: Case) -> list[Line]:
    """These moments in words, each with the record behind it."""
    kinds = {kind.event: kind for kind in all_kinds()}
    records = _records_behind(moments, kinds, case)
    return _each_once([_line(moment, kinds.get(moment.event), records) for moment in moments])


def ahead_of(case: Case) -> list[Ahead]:
    """What is still open on the agenda of this case, the earliest first."""
    items = Item.objects.open().about(case)[:10]
    return [Ahead(item, words("agenda", item.kind), address_of(item, case)) for item in items]


def workers_of(case: Case) -> list[User]:
    """Who stands beside her now."""
    working = User.objects.filter(allocations__case=case, allocations__until=None)
    return list(working.only("name", "role"))


def _records_behind(moments, kinds, case):
    wanted: dict[str, list[UUID]] = {}
    for moment in moments:
        if moment.event in kinds:
            wanted.setdefault(moment.event, []).append(moment.record)
    asked = [
        (kind.model.objects.filter(pk__in=wanted[code]), ("taken_out", *kind.told_by))
        for code, kind in kinds.items()
        if code in wanted
    ]
    found = {record.pk: record for record in rows_together(*asked)}
    for record in found.values():
        record.case = case
    return found


def _each_once(lines):
    """What the same person did twice on one day, with nothing more to read, is told once."""
    told = [(line.moment.event, line.moment.on, line.moment.by_id) for line in lines]
    before = [None, *told]
    return [
        line
        for line, now, last in zip(lines, told, before, strict=False)
        if line.kind or now != last
    ]


def _line(moment, kind, records):
    told = event(moment.event)
    record = records.get(moment.record)
    return Line(moment, told.words, told.danger, kind if record else None, record)
