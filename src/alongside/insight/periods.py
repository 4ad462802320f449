"""The quarters and months that can be counted: those of the last two years."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from alongside.foundation.clock import now, today
from alongside.foundation.ui.written import month, month_alone

QUARTERS, MONTHS = 8, 24


@dataclass(frozen=True)
class Period:
    """From one first of a month to another; `months` is 1 or 3."""

    first: date
    months: int

    @property
    def code(self) -> str:
        """As it stands in the address: 2026-Q3 or 2026-07."""
        if self.is_quarter:
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        if not self.is_quarter:
            return month(self.first)
        first, last = month_alone(self.first), month(self.last)
        return _("%(first)s to %(last)s") % {"first": first, "last": last}

    @property
    def is_quarter(self) -> bool:
        return self.months > 1

    @property
    def is_over(self) -> bool:
        return self.last < today()

    @cached_property
    def last(self) -> date:
        """The last day that counts."""
        return months_on(self.first, self.months) - timedelta(days=1)

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


def months_on(first: date, months: int) -> date:
    """The first of the month so many months later, or earlier."""
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def present_quarter() -> Period:
    """The quarter that today is in."""
    day = today()
    return Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)


def quarters() -> list[Period]:
    """The present quarter and those before it, the newest first."""
    first = present_quarter().first
    return [Period(months_on(first, -3 * back), 3) for back in range(QUARTERS)]


def months() -> list[Period]:
    """The present month and those before it, the newest first."""
    first = today().replace(day=1)
    return [Period(months_on(first, -back), 1) for back in range(MONTHS)]


def period_called(code: str) -> Period | None:
    """The period of an address; None where there is no such one to be counted."""
    return next((period for period in [*quarters(), *months()] if period.code == code), None)
