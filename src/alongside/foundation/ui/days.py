"""Days and times as people type them."""

import re
from contextlib import suppress
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from alongside.foundation.clock import today

FIRST_HALF = ("january", "february", "march", "april", "may", "june")
MONTHS = (*FIRST_HALF, "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST = 3  # letters that name a month or a weekday
TYPED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:[ ./-]+|(?=[a-z]))([a-z]+|\d{1,2})\.?(?:[ ./-]+(\d{4}|\d{2}))?"
)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(words: str, *, past: bool = False) -> date:
    """A day from `24 November 2026`, `24/11`, `today`, `thu`, `2026-11-24`; ValueError if none.

    A weekday is the next one, a day without a year the nearest one; where the form asks about the
    past, both are the last one.
    """
    said = re.sub(r"\s+", " ", words.strip().lower().replace(",", " "))
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    near |= {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    if said in near:
        return today() + timedelta(days=near[said])
    if (weekday := _named(said, WEEKDAYS)) is not None:
        return _weekday(weekday, past)
    if match := ISO.fullmatch(said):
        return date(*map(int, match.groups()))
    head, _space, rest = said.partition(" ")
    if match := TYPED.fullmatch(said if _named(head, WEEKDAYS) is None else rest):
        return _dated(int(match[1]), _month(match[2]), match[3], past)
    raise ValueError(words)


def read_time(words: str) -> time:
    """A time from `10:30`, `1030`, `10.30`, `9`; ValueError if it is none."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?", words.strip().lower())
    if not match:
        raise ValueError(words)
    return time(int(match[1]), int(match[2] or 0))


def _named(said, names):
    """Which of the names is meant, by its first letters."""
    said = said.rstrip(".").replace("weds", "wed")
    found = [n for n, name in enumerate(names) if name.startswith(said)]
    return found[0] if found and len(said) >= SHORTEST else None


def _weekday(wanted, past):
    away = (wanted - today().weekday()) % 7
    return today() + timedelta(days=away - 7 if past and away else away)


def _month(words):
    if words.isdigit():
        return int(words)
    if (found := _named(words, MONTHS)) is None:
        raise ValueError(words)
    return found + 1


def _dated(day, month, year, past):
    if year is None:
        return _nearest(day, month, past)
    meant = date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    of_last_century = past and len(year) == 2 and meant > today()
    return date(meant.year - 100, month, day) if of_last_century else meant


def _nearest(day, month, past):
    around = []
    for year in range(today().year - 1, today().year + 2):
        with suppress(ValueError):  # 29 February
            around.append(date(year, month, day))
    around = [meant for meant in around if not past or meant <= today()]
    if not around:
        raise ValueError(f"{day}/{month}")
    return min(around, key=lambda meant: abs(meant - today()))
