"""The days that can be counted: past months, quarters and years, or from one day to another."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from alongside.foundation.clock import now, today
from alongside.foundation.ui.written import month, month_alone, plain_day

QUARTERS, MONTHS, YEARS = 8, 24, 4
LONGEST = 731  # days
FROM_TO = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Period:
    """From one day to another; both count."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """In an address: 2026-07, 2026-Q3, 2026, 2026-04+12, 2026-07-05..2026-08-01."""
        months = self.whole_months
        if months == 1:
            return f"{self.first:%Y-%m}"
        if months == 3 and self.first.month % 3 == 1:
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        if months == 12:
            return f"{self.first.year}" if self.first.month == 1 else f"{self.first:%Y-%m}+12"
        return f"{self.first}..{self.last}"

    @property
    def whole_months(self) -> int:
        """How many; 0 where it begins or ends within a month."""
        after = self.last + timedelta(days=1)
        if self.first.day != 1 or after.day != 1:
            return 0
        return 12 * (after.year - self.first.year) + after.month - self.first.month

    @property
    def words(self) -> str:
        if self.whole_months == 1:
            return month(self.first)
        start, end = (month, month) if self.whole_months else (plain_day, plain_day)
        if self.whole_months and self.first.year == self.last.year:
            start = month_alone
        return _("%(first)s to %(last)s") % {"first": start(self.first), "last": end(self.last)}

    @property
    def is_over(self) -> bool:
        return self.last < today()

    @property
    def days(self) -> tuple[date, date]:
        """For `__range` on a date."""
        return self.first, self.last

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """For `__range` on a moment: to the last microsecond, as the wall clock here shows it."""
        zone = now().tzinfo
        return (
            datetime.combine(self.first, time.min, tzinfo=zone),
            datetime.combine(self.last, time.max, tzinfo=zone),
        )

    def meets(self, other: "Period") -> bool:
        """Whether a day belongs to both."""
        return self.first <= other.last and other.first <= self.last


def of_months(first: date, months: int) -> Period:
    """So many whole months from a first of a month on."""
    return Period(first, months_on(first, months) - timedelta(days=1))


def months_on(first: date, months: int) -> date:
    """The first of the month so many months later, or earlier."""
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def present_quarter() -> Period:
    """The quarter that today is in."""
    day = today()
    return of_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)


def quarters() -> list[Period]:
    """The present quarter and those before it, the newest first."""
    first = present_quarter().first
    return [of_months(months_on(first, -3 * back), 3) for back in range(QUARTERS)]


def months() -> list[Period]:
    """The present month and those before it, the newest first."""
    first = today().replace(day=1)
    return [of_months(months_on(first, -back), 1) for back in range(MONTHS)]


def years() -> list[Period]:
    """Years from January and from April, when many reports begin; the newest first."""
    day = today()
    starts = [date(day.year - back, month, 1) for back in range(YEARS) for month in (4, 1)]
    return [of_months(start, 12) for start in starts if start <= day][:YEARS]


OFFERED: tuple[Callable[[], list[Period]], ...] = (quarters, months, years)


def period_called(code: str) -> Period | None:
    """The period of an address; None where there is no such one to be counted."""
    if asked := FROM_TO.fullmatch(code):
        return _from_to(*asked.groups())
    offered = (period for periods in OFFERED for period in periods())
    return next((period for period in offered if period.code == code), None)


def _from_to(first, last):
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return period if 0 <= (period.last - period.first).days < LONGEST else None
