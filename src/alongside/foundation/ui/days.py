"""Days and times as people type them."""

import re
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from alongside.foundation.clock import today

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TYPED = re.compile(r"(\d{1,2})[\s./-]+([a-z]+|\d{1,2})\.?(?:[\s./-]+(\d{4}|\d{2}))?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(words: str, *, past: bool = False) -> date:
    """A day from `24 November 2026`, `24/11`, `today`, `thu`, `2026-11-24`; ValueError if none.

    A weekday is the next one, or the last one where the form asks about the past. A day without
    a year is in this year.
    """
    said = re.sub(r"\s+", " ", words.strip().lower().replace(",", " "))
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    near |= {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    if said in near:
        return today() + timedelta(days=near[said])
    if said[:3] in WEEKDAYS and said.isalpha():
        return _weekday(WEEKDAYS.index(said[:3]), past)
    if match := ISO.fullmatch(said):
        return date(*map(int, match.groups()))
    head, _space, rest = said.partition(" ")
    if head[:3] in WEEKDAYS and head.isalpha() and rest:
        said = rest
    if match := TYPED.fullmatch(said):
        return date(_year(match[3]), _month(match[2]), int(match[1]))
    raise ValueError(words)


def read_time(words: str) -> time:
    """A time from `10:30`, `1030`, `10.30`, `9`; ValueError if it is none."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?", words.strip().lower())
    if not match:
        raise ValueError(words)
    return time(int(match[1]), int(match[2] or 0))


def _weekday(wanted, past):
    away = (wanted - today().weekday()) % 7
    return today() + timedelta(days=away - 7 if past and away else away)


def _month(words):
    if words.isdigit():
        return int(words)
    if len(words) >= 3 and words[:3] in MONTHS:
        return MONTHS.index(words[:3]) + 1
    raise ValueError(words)


def _year(digits):
    if digits is None:
        return today().year
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
