"""How much working time is left until a deadline, or has passed since, and the words for it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from alongside.foundation.packs.calendar import minutes_of_a_day, minutes_of_work

MINUTES, WORKING_MINUTES, WORKING_HOURS, WORKING_DAYS = (
    "minutes",
    "working_minutes",
    "working_hours",
    "working_days",
)


@dataclass(frozen=True)
class TimeLeft:
    """`amount` is rounded down; plain `minutes` are those of the deadline's own day."""

    late: bool
    amount: int
    unit: str


def working_time_left(now: datetime, deadline: datetime) -> TimeLeft:
    """What is left counts to the minute on the last day; lateness is told in whole hours."""
    late = now > deadline
    minutes = minutes_of_work(deadline, now) if late else minutes_of_work(now, deadline)
    if minutes >= minutes_of_a_day():
        return TimeLeft(late, minutes // minutes_of_a_day(), WORKING_DAYS)
    if late and minutes >= 60:
        return TimeLeft(late, minutes // 60, WORKING_HOURS)
    same_day = localtime(now).date() == localtime(deadline).date()
    return TimeLeft(late, minutes, MINUTES if same_day else WORKING_MINUTES)


def in_words(left: TimeLeft) -> str:
    """For a page that shows the deadline itself beside it."""
    if not left.amount:
        return gettext("late") if left.late else gettext("no working time left")
    if left.late:
        return gettext("%(time)s late") % {"time": _length(left)}
    return gettext("%(time)s left") % {"time": _length(left)}


def _length(left):
    n = left.amount
    if left.unit == WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}
    if left.unit == WORKING_HOURS:
        return ngettext("%(n)s working hour", "%(n)s working hours", n) % {"n": n}
    length = _hours_and_minutes(*divmod(n, 60))
    if left.unit == MINUTES:
        return length
    return gettext("%(length)s of working time") % {"length": length}


def _hours_and_minutes(hours, minutes):
    parts = []
    if hours:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if minutes:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes})
    return " ".join(parts)
