"""Standing on a day of the past, so that what is written bears that day's date."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from alongside.foundation.clock import now, stand_at, today
from alongside.foundation.packs.calendar import is_working_day

ONE_DAY = timedelta(days=1)


def working_day_before(day: date) -> date:
    """The day itself where people work on it, else the last one before."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def days_ago(days: int) -> date:
    """A working day so many days ago, or a little earlier."""
    return working_day_before(today() - days * ONE_DAY)


def working_days_ago(days: int) -> date:
    """So many working days before the last one."""
    day = working_day_before(today())
    for _step in range(days):
        day = working_day_before(day - ONE_DAY)
    return day


@contextmanager
def on(day: date, at: time) -> Iterator[datetime]:
    """Live at that time of that day, but never later than now."""
    present = now()
    moment = min(datetime.combine(day, at, tzinfo=present.tzinfo), present)
    with stand_at(moment):
        yield moment
