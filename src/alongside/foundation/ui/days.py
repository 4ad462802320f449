"""Days and times as people type them."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, time, timedelta
from functools import cache

from django.conf import settings
from django.utils import dates
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

SHORTEST = 3  # letters that name a month or a weekday
TYPED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|º)?(?:[ ./-]+|(?=[a-z]))([a-z]+|\d{1,2})\.?(?:[ ./-]+(\d{4}|\d{2}))?"
)
MONTH_NAMED_FIRST = re.compile(
    r"([a-z]{3,})\.?[ ./-]*(\d{1,2})(?:st|nd|rd|th)?(?:[ ./-]+(\d{4}|\d{2}))?"
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?: ?([ap])\.? ?m\.?)?")
LINKS = re.compile(r"\b(de|del|of|the|el)\b")  # 24 de noviembre de 2026, the 24th of November
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(words: str, *, past: bool = False) -> date:
    """A day from `24 November 2026`, `24/11`, `today`, `thu`, `2026-11-24`; ValueError if none.

    Numbers alone stand in the order of the pack: `3/4` is 3 April, or March 4. A weekday is the
    next one, a day without a year the nearest one; where the form asks about the past, both are
    the last one.
    """
    said = _bare(words)
    if (away := _near().get(said)) is not None:
        return today() + timedelta(days=away)
    if (weekday := _named(said, "WEEKDAYS")) is not None:
        return _weekday(weekday, past)
    if match := ISO.fullmatch(said):
        return date(*map(int, match.groups()))
    head, _space, rest = said.partition(" ")
    said = said if _named(head, "WEEKDAYS") is None else rest
    if match := TYPED.fullmatch(said):
        day, month = _in_order(match[1], match[2])
        return _dated(day, month, match[3], past)
    if match := MONTH_NAMED_FIRST.fullmatch(said):
        return _dated(int(match[2]), _month(match[1]), match[3], past)
    raise ValueError(words)


def read_time(words: str) -> time:
    """A time from `10:30`, `1030`, `10.30`, `9`, `2:30 pm`; ValueError if it is none.

    Where the clock has twelve hours, `2:30` alone may be night or afternoon, and is none.
    """
    match = CLOCK.fullmatch(words.strip().lower())
    if not match:
        raise ValueError(words)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        return time(_of_the_day(hour, half), minute)
    if pack().formats.twelve_hours and 1 <= hour <= 12 and not match[1].startswith("0"):
        raise ValueError(words)
    return time(hour, minute)


def _of_the_day(hour, half):
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "p" else 0)


def _in_order(first, second):
    if second.isdigit() and pack().formats.month_first:
        first, second = second, first
    return int(first), _month(second)


def _bare(words):
    """Small letters without accents, commas and the little words between the parts of a date."""
    apart = unicodedata.normalize("NFD", words.strip().lower())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(LINKS.sub(" ", plain.replace(",", " ")).split())


def _languages():
    """The reader's own, then the others that the pages speak."""
    return dict.fromkeys([get_language() or settings.LANGUAGE_CODE, *dict(settings.LANGUAGES)])


def _near():
    near = {}
    for language in _languages():
        with override(language):
            said = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
        near |= {_bare(word): away for word, away in said.items()}
    return near


def _named(said, kind):
    """Which of the names is meant, by its first letters, in whichever language."""
    said = said.rstrip(".").replace("weds", "wed")
    for language in _languages():
        names = _names(kind, language)
        found = [n for n, name in enumerate(names) if name.startswith(said)]
        if found and len(said) >= SHORTEST:
            return found[0]
    return None


@cache
def _names(kind, language):
    with override(language):
        return [_bare(str(name)) for _number, name in sorted(getattr(dates, kind).items())]


def _weekday(wanted, past):
    away = (wanted - today().weekday()) % 7
    return today() + timedelta(days=away - 7 if past and away else away)


def _month(words):
    if words.isdigit():
        return int(words)
    if (found := _named(words, "MONTHS")) is None:
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
