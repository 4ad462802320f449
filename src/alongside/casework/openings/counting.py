"""Counting openings: the fullest hour of each day, from the trail alone."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from alongside.casework.cases.models import Case
from alongside.casework.intake.models import Referral
from alongside.foundation.access.permissions import Permission
from alongside.foundation.audit.models import Entry

HOUR = timedelta(hours=1)
VISITED, LISTED = "visited.", "listed."
A_CASE, A_REFERRAL = f"{Case._meta.label_lower}:", f"{Referral._meta.label_lower}:"
# Today shows her own dates, and a summary shows no names: neither is reading about people.
NOT_COUNTED = [f"{LISTED}{Permission.TODAY_READ}", f"{LISTED}{Permission.SUMMARY_READ}"]
FILES = Q(verb__startswith=VISITED) & (
    Q(subject__startswith=A_CASE) | Q(subject__startswith=A_REFERRAL)
)
LISTS = Q(verb__startswith=LISTED) & ~Q(verb__in=NOT_COUNTED)


@dataclass(frozen=True)
class Opened:
    """One line of the trail that counts: a file by its name there, or a list, which has none."""

    at: datetime
    file: str = ""


@dataclass(frozen=True)
class Hour:
    """How many different files, and how many lists, in the hour that ended at `at`."""

    at: datetime
    files: int
    lists: int

    @property
    def opened(self) -> int:
        return self.files + self.lists


def fullest_hours(lines: Iterable[Opened]) -> dict[date, Hour]:
    """Of each day the hour in which most was opened, the first of them where they are alike. A
    file counts once an hour however many of its pages were read; a list counts each time, since
    each page of it shows other people. `lines` come in the order of their time."""
    window: deque[Opened] = deque()
    files: Counter[str] = Counter()
    fullest: dict[date, Hour] = {}
    for line in lines:
        window.append(line)
        files[line.file] += 1
        while window[0].at <= line.at - HOUR:
            gone = window.popleft()
            files[gone.file] -= 1
            if not files[gone.file]:
                del files[gone.file]
        lists = files.get("", 0)
        hour = Hour(line.at, len(files) - bool(lists), lists)
        before = fullest.get(line.at.date())
        if before is None or hour.opened > before.opened:
            fullest[line.at.date()] = hour
    return fullest


def hours_of_all(since: datetime, until: datetime, least: int) -> Iterator[tuple[UUID, Hour]]:
    """For everybody who may have opened more than `least` in an hour of this time: her fullest
    hour of each day. Two statements, however many people there are."""
    lines = counted_lines().filter(at__gt=since, at__lte=until)
    opened = Count("subject", distinct=True, filter=FILES) + Count("pk", filter=LISTS)
    grouped = lines.order_by().values("actor").annotate(opened=opened)
    busy = list(grouped.filter(opened__gt=least).values_list("actor", flat=True))
    if not busy:
        return
    theirs = lines.filter(actor__in=busy).order_by("actor", "at")
    for actor, mine in groupby(theirs.iterator(chunk_size=2000), key=attrgetter("actor")):
        for hour in fullest_hours(_opened(line) for line in mine).values():
            yield actor, hour


def counted_lines() -> QuerySet[Entry]:
    """What counts: each opening of a case or referral, and each list of people."""
    return Entry.objects.filter(FILES | LISTS)


def _opened(line):
    return Opened(localtime(line.at), line.subject if line.verb.startswith(VISITED) else "")
