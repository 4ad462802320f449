"""My cases with what is due next, narrowed down; the chronology in full."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from alongside.casework.cases.models import Allocation, Case, Moment
from alongside.casework.desk.queries import hidden_events, lines_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.loader import event
from alongside.foundation.ui.days import read_day
from alongside.foundation.ui.paging import Page, page_of

NOTHING_DUE = date(9999, 12, 31)
ON_PAPER = 2000
# Seven digits or more in a row, however they are grouped, but no day such as 2026-11-24.
NUMBER = re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d\b)\+?\d(?:[ ().-]?\d){6,}(?![\w-])")


@dataclass(frozen=True)
class Narrowed:
    """What a list of cases is narrowed down to; empty where all are meant."""

    ended: bool = False
    danger: str = ""
    worker: str = ""

    @classmethod
    def asked(cls, sent: Mapping[str, str]) -> "Narrowed":
        worker = sent.get("worker", "")
        return cls(sent.get("ended") == "yes", sent.get("danger", ""), _id(worker))


def my_cases(user: User, narrowed: Narrowed, *, after: str | None) -> Page:
    """What is due first comes first; of those whose support ended, the newest."""
    cases = Case.objects.visible_to(user).filter(ended_on__isnull=not narrowed.ended)
    if narrowed.danger:
        cases = _of_danger(cases, narrowed.danger)
    if narrowed.worker:
        held = Allocation.objects.filter(worker=UUID(narrowed.worker), until=None)
        cases = cases.filter(pk__in=held.values("case"))
    cases = cases.select_related("person")
    if narrowed.ended:
        return page_of(cases, by=["-opened_on"], after=after, few=True)
    due = Item.objects.open().filter(subject=OuterRef("pk")).order_by().values("subject")
    first = Subquery(due.annotate(first=Min("due")).values("first"), output_field=DateField())
    ordered = cases.annotate(next_due=Coalesce(first, Value(NOTHING_DUE, DateField())))
    return page_of(ordered, by=["next_due"], after=after, few=True)


def _of_danger(cases: QuerySet[Case], level: str) -> QuerySet[Case]:
    counted = Coalesce(NullIf("danger_until_agreed", Value("")), "danger")
    return cases.annotate(counted=counted).filter(counted=level)


def workers_to_choose(user: User) -> list[User]:
    """Whose cases the list can be narrowed down to: the members of the teams one supervises."""
    led = User.objects.filter(membership__team__supervisor=user, is_active=True)
    return list(led.order_by("name"))


@dataclass(frozen=True)
class Asked:
    """Which part of a chronology is asked for."""

    kind: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None
    whole: bool = False

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Asked":
        days = (_day(sent.get("since", "")), _day(sent.get("until", "")))
        return cls(sent.get("kind", ""), _id(sent.get("who", "")), *days, sent.get("all") == "yes")


def chronology(case: Case, user: User, asked: Asked, *, after: str | None) -> Page:
    """As far as the reader's permissions reach; on one page where the whole is asked for, and then
    with what looks like a telephone number left out, for paper has no gate."""
    moments = _readable(case, user)
    if asked.kind:
        moments = moments.filter(event=asked.kind)
    if asked.who:
        moments = moments.filter(by=asked.who)
    if asked.since:
        moments = moments.filter(on__gte=asked.since)
    if asked.until:
        moments = moments.filter(on__lte=asked.until)
    size = ON_PAPER if asked.whole else 25
    page = page_of(moments.select_related("by"), by=["-on", "-noted_at"], after=after, size=size)
    return Page(lines_of(page.rows, case), page.next_after)


def filters_of(case: Case, user: User) -> dict[str, list[tuple[str, str]]]:
    """The kinds and the people that there are in this chronology."""
    told = _readable(case, user).order_by()
    kinds = set(told.values_list("event", flat=True))
    people = dict(told.values_list("by", "by__name"))
    return {
        "kinds": sorted(((code, event(code).words) for code in kinds), key=lambda pair: pair[1]),
        "people": sorted(((str(pk), name) for pk, name in people.items()), key=lambda p: p[1]),
    }


def without_numbers(words: str) -> str:
    """For paper: what could be rung is left out."""
    return NUMBER.sub("[…]", words)


def _readable(case, user):
    moments = Moment.objects.filter(case=case, withdrawn=False)
    return moments.exclude(event__in=hidden_events(user))


def _id(typed):
    try:
        return str(UUID(typed))
    except ValueError:
        return ""


def _day(typed):
    try:
        return read_day(typed, past=True)
    except ValueError:
        return None
