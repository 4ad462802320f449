"""Days, times and numbers as they are written in the reader's language."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext

from alongside.foundation.clock import today

# Translators: letters stand for parts of a date: l Tuesday, D Tue, j 24, F November, b nov, Y 2026,
# H:i 10:20. Put a backslash before each letter that shall stay a letter, as in j \d\e F.


def day(value: date) -> str:
    """Tuesday 24 November 2026."""
    return date_format(local(value), pgettext("how a date is written", "l j F Y"))


def plain_day(value: date) -> str:
    """24 November 2026."""
    return date_format(local(value), pgettext("how a date is written", "j F Y"))


def short_day(value: date) -> str:
    """Thu 26 Nov."""
    return date_format(local(value), pgettext("how a date is written", "D j M"))


def day_and_time(value: datetime) -> str:
    """Thursday 26 November, 10:00."""
    return date_format(local(value), pgettext("how a date is written", "l j F, H:i"))


def month(value: date) -> str:
    """November 2026."""
    return date_format(value, pgettext("how a date is written", "F Y"))


def month_alone(value: date) -> str:
    """November."""
    return date_format(value, "F")


def short_month(value: date) -> str:
    """Nov."""
    return date_format(value, "b").capitalize()


def clock_time(value: datetime | time) -> str:
    """10:20."""
    return date_format(local(value), "H:i") if isinstance(value, datetime) else f"{value:%H:%M}"


def relative_day(value: date) -> str:
    """Today, tomorrow, yesterday; else the short day."""
    away = (local(value) - today()).days if not isinstance(value, datetime) else None
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    return near[away] if away in near else short_day(value)


def number(value: int) -> str:
    """1,240."""
    return number_format(value, use_l10n=True, force_grouping=True)


def shown(value: object) -> object:
    """A value of a record as it is read: days in words, times short, nothing said as a dash."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    if isinstance(value, time):
        return clock_time(value)
    return "–" if value in (None, "") else value


def local(value: Any) -> Any:
    """In the service's own time zone, where it is a moment."""
    return timezone.localtime(value) if isinstance(value, datetime) else value
