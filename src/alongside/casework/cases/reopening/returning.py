"""Whether it is late to take support up again, and whether something new counts as a repeat."""

from datetime import date, timedelta

from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

NEW_INCIDENT = "new_incident"


def is_late(ended_on: date) -> bool:
    """Longer ago than the pack's days: then somebody has to say why it is no new case."""
    return today() - ended_on > timedelta(days=pack().returning.freely.number)


def repeat_of(ended_on: date, why: str) -> str:
    """The code of the vocabulary `repeat_kind`."""
    months = pack().returning.repeat.number
    if not months:
        return "not_counted"
    new = why == NEW_INCIDENT and today() <= months_after(ended_on, months)
    return "repeat" if new else "no_repeat"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError  # pragma: no cover - every month has 28 days
