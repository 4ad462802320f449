"""Working days and hours, as the pack's calendar and the service's own closures say."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import holidays
from django.conf import settings
from django.utils.timezone import localtime

from alongside.foundation.packs.loader import pack

ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


def is_working_day(day: date) -> bool:
    """Not a weekend, not a public holiday, and not a day on which the service is closed."""
    calendar = pack().calendar
    if day.weekday() in calendar.weekend or day in getattr(settings, "SERVICE_CLOSURES", ()):
        return False
    return day not in _public_holidays(calendar.country, calendar.subdivision, day.year)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after this one; for 0 the day itself, or the next working day."""
    if n < 0:
        raise ValueError("Working days are counted forwards.")
    if n == 0 and not is_working_day(day):
        n = 1
    while n:
        day += ONE_DAY
        n -= is_working_day(day)
    return day


def working_deadline(start: datetime, working_days: int) -> datetime:
    """The same clock time that many working days later; for 0 the end of the working day.

    What arrives outside working hours counts from the start of the next working day. Clock time
    is the service's own, so a deadline keeps its hour when the clocks change."""
    begun = _at_work(localtime(start))
    if working_days == 0:
        return _on(begun, pack().calendar.closes)
    return _on(begun, begun.time(), add_working_days(begun.date(), working_days))


def minutes_of_work(start: datetime, end: datetime) -> int:
    """How many minutes of working time lie between two moments."""
    start, end = localtime(start), localtime(end)
    day, minutes = start.date(), 0
    while day <= end.date():
        if is_working_day(day):
            opens, closes = (_on(start, at, day).astimezone(UTC) for at in _hours())
            worked = min(end, closes) - max(start, opens)
            minutes += max(0, worked // ONE_MINUTE)
        day += ONE_DAY
    return minutes


def minutes_of_a_day() -> int:
    opens, closes = _hours()
    return (closes.hour - opens.hour) * 60 + closes.minute - opens.minute


def _at_work(moment):
    opens, closes = _hours()
    if not is_working_day(moment.date()) or moment.time() >= closes:
        return _on(moment, opens, add_working_days(moment.date(), 1))
    return max(moment, _on(moment, opens))


def _hours():
    return pack().calendar.opens, pack().calendar.closes


def _on(moment, at, day=None):
    return datetime.combine(day or moment.date(), at, tzinfo=moment.tzinfo)


@cache
def _public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    # A year at a time and never grown: a calendar of the library fills itself while it is read,
    # and another thread would meet a year without holidays. A day off may belong to the next year.
    if not country:
        return frozenset()
    years = (year - 1, year, year + 1)
    days = holidays.country_holidays(country, subdivision or None, years=years, expand=False)
    return frozenset(day for day in days if day.year == year)
