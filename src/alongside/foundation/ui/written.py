"""Days, times and numbers as they are written in the reader's language."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext

from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

# Translators: letters stand for parts of a date: l Tuesday, D Tue, j 24, F November, b nov, Y 2026,
# H:i 10:20. Put a backslash before each letter that shall stay a letter, as in j \d\e F.


def day(value: date) -> str:
    """Tuesday 24 November 2026; where the month stands first, Tuesday, November 24, 2026."""
    if _month_first():
        return date_format(local(value), pgettext("how a date is written", "l, F j, Y"))
    return date_format(local(value), pgettext("how a date is written", "l j F Y"))


def plain_day(value: date) -> str:
    """24 November 2026; November 24, 2026."""
    if _month_first():
        return date_format(local(value), pgettext("how a date is written", "F j, Y"))
    return date_format(local(value), pgettext("how a date is written", "j F Y"))


def short_day(value: date) -> str:
    """Thu 26 Nov; Thu, Nov 26."""
    if _month_first():
        return date_format(local(value), pgettext("how a date is written", "D, M j"))
    return date_format(local(value), pgettext("how a date is written", "D j M"))


def day_and_time(value: datetime) -> str:
    """Thursday 26 November, 10:00; Thursday, November 26, 10:00 a.m."""
    if _month_first():
        said = date_format(local(value), pgettext("how a date is written", "l, F j"))
    else:
        said = date_format(local(value), pgettext("how a date is written", "l j F"))
    return f"{said}, {clock_time(value)}"


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
    """14:20; where the clock has twelve hours, 2:20 p.m."""
    at = local(value).time() if isinstance(value, datetime) else value
    return time_format(at, "g:i a") if pack().formats.twelve_hours else f"{at:%H:%M}"


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


def _month_first():
    return pack().formats.month_first
