"""The numbers of a summary, counted over codes and dates; nothing sealed is opened.

A sensitive case counts like any other: walls hide who, never how many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from alongside.casework.cases.models import EmergencyAccess
from alongside.foundation.clock import today
from alongside.foundation.figures import By, Figure, all_figures
from alongside.foundation.ui.asking import as_asked
from alongside.insight.chart import Bars
from alongside.insight.columns import heading_of, missing_in, words_of
from alongside.insight.cut import Cut, Lists
from alongside.insight.models import Release
from alongside.insight.periods import Period, months_on, of_months
from alongside.insight.tables import TOTAL, Cross, Split, Table

IN_TIME, LATE = "in_time", "late"
MONTHS_DRAWN = 6
RECEIVED, OPENED = "referrals", "cases_opened"  # what the chart draws


@dataclass(frozen=True)
class Waits:
    """How many days people waited, for those whose waiting is over."""

    days: Sequence[int]

    @property
    def median(self) -> int | float:
        """As many waited longer as shorter; a half where it lies between two days."""
        middle = median(self.days)
        return int(middle) if middle == int(middle) else middle

    @property
    def longest(self) -> int:
        return max(self.days)


@dataclass(frozen=True)
class Counted:
    """One figure in its tables, which all split the same total; `missing` says in how many a
    column that is asked tells nothing."""

    figure: Figure
    tables: tuple[Table, ...]
    missing: Mapping[str, int]
    waits: Waits | None = None

    @property
    def total(self) -> int:
        return self.tables[0].total

    def of(self, code: str) -> int:
        """The number of one code of the first table's rows."""
        return self.tables[0].at((code, TOTAL))

    @property
    def gaps(self) -> list[tuple[str, str, int]]:
        """Column, its name, and in how many it tells nothing; only where it is so in some."""
        found = [
            (path, heading_of(self.figure, path), n)
            for path, n in self.missing.items()
            if not self._is_not_asked(path)
        ]
        return [gap for gap in found if gap[2]]

    @property
    def not_asked(self) -> list[str]:
        """The names of the columns that this organisation does not ask."""
        paths = dict.fromkeys((*self.figure.columns, *self.figure.asked))
        return [heading_of(self.figure, path) for path in paths if self._is_not_asked(path)]

    def _is_not_asked(self, path: str) -> bool:
        form, _dot, name = self.figure.fields.get(path, "").partition(".")
        return bool(form) and as_asked(form, name).hidden

    def read(self, number: int) -> float:
        """As people read it: minutes in hours."""
        return round(number / 60, 1) if self.figure.sums else number


@dataclass(frozen=True)
class Summary:
    """Every figure that the cut can be asked for, by its name, in the order they are read."""

    cut: Cut
    counted: Mapping[str, Counted]

    @property
    def in_time(self) -> tuple[int, int]:
        """First contacts tried in time, and all whose time is up or that were tried."""
        opened = self.counted[OPENED]
        return opened.of(IN_TIME), opened.of(IN_TIME) + opened.of(LATE)


def summary_of(cut: Cut, lists: Lists) -> Summary:
    """One statement a figure, and one more where people wait, however many cases there are."""
    fitting = [figure for figure in all_figures() if cut.fits(figure)]
    return Summary(cut, {figure.name: _counted(figure, cut, lists) for figure in fitting})


def figure_called(name: str) -> Figure | None:
    """The figure of an address."""
    return next((figure for figure in all_figures() if figure.name == name), None)


def by_month(cut: Cut) -> Bars:
    """Referrals and cases opened in the six months that end with the period, or with this one."""
    last = min(cut.period.last, today())
    firsts = [months_on(last.replace(day=1), -back) for back in reversed(range(MONTHS_DRAWN))]
    drawn = Cut(of_months(firsts[0], MONTHS_DRAWN), cut.programme, cut.stream)
    return Bars(firsts, _monthly(RECEIVED, drawn), _monthly(OPENED, drawn))


def open_reviews_in(period: Period) -> int:
    """Emergency accesses of the period that nobody has answered for: until then it does not
    leave, not even before the day of their review."""
    unanswered = EmergencyAccess.objects.unanswered()
    return unanswered.filter(at__range=period.moments).count()


def releases_near(cut: Cut) -> list[Release]:
    """The files that stand and hold some of these days, the newest first."""
    standing = Release.objects.standing().filter(first__lte=cut.period.last)
    return list(
        standing.filter(last__gte=cut.period.first)
        .select_related("by", "taking_back_asked_by")
        .order_by("-at")[:20]
    )


def _counted(figure, cut, lists):
    rows = cut.rows_of(figure).order_by()
    kinds: dict[str, Any] = {"number_of": Sum(figure.sums) if figure.sums else _each(figure)}
    for n, path in enumerate(figure.asked):
        kinds[f"missing_{n}"] = _each(figure, filter=missing_in(figure, path))
    width = len(figure.columns)
    numbers: Counter = Counter()
    missing: Counter = Counter({path: 0 for path in figure.asked})
    for row in rows.values_list(*figure.columns).annotate(**kinds):
        codes = tuple("" if code is None else str(code) for code in row[:width])
        numbers[codes] += row[width]
        missing.update(dict(zip(figure.asked, row[width + 1 :], strict=True)))
    tables = tuple(_table(figure, by, numbers, lists) for by in figure.by)
    return Counted(figure, tables, missing, _waits(figure, rows))


def _waits(figure, rows):
    if figure.waits is None:
        return None
    since, until = figure.waits
    ended = rows.exclude(**{until: None}).values_list(since, until)
    days = [(end - start).days for start, end in ended]
    return Waits(days) if days else None


def _each(figure, **kwargs):
    return Count(figure.counts, distinct=figure.counts != "pk", **kwargs)


def _table(figure: Figure, by: By, numbers: Counter, lists: Lists) -> Table:
    """The numbers added up over all columns but those of this table."""
    places = [figure.columns.index(path) for path in by.both]
    counts: Counter = Counter()
    for codes, number in numbers.items():
        counts[tuple(codes[place] for place in places)] += number
    said, *across = [
        words_of(figure, path, lists, {codes[n] for codes in counts})
        for n, path in enumerate(by.both)
    ]
    heading = heading_of(figure, by.rows)
    if across:
        return Cross(str(by.title), heading, said, across[0], counts)
    return Split(str(by.title), heading, said, {row: n for (row,), n in counts.items()})


def _monthly(name: str, cut: Cut) -> dict[date, int]:
    figure = figure_called(name)
    if figure is None or not cut.fits(figure):
        return {}
    rows = cut.rows_of(figure).order_by()
    by_month = rows.annotate(month=TruncMonth(figure.dated)).values_list("month")
    return {date(at.year, at.month, 1): n for at, n in by_month.annotate(n=Count("pk"))}
