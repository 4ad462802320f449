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

SHORTEST = 3  # letters that name a month or a weekday
TYPED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|º)?(?:[ ./-]+|(?=[a-z]))([a-z]+|\d{1,2})\.?(?:[ ./-]+(\d{4}|\d{2}))?"
)
LINKS = re.compile(r"\b(de|del|of|the|el)\b")  # 24 de noviembre de 2026, the 24th of November
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(words: str, *, past: bool = False) -> date:
    """A day from `24 November 2026`, `24/11`, `today`, `thu`, `2026-11-24`; ValueError if none.

    A weekday is the next one, a day without a year the nearest one; where the form asks about the
    past, both are the last one.
    """
    said = _bare(words)
    if (away := _near().get(said)) is not None:
        return today() + timedelta(days=away)
    if (weekday := _named(said, "WEEKDAYS")) is not None:
        return _weekday(weekday, past)
    if match := ISO.fullmatch(said):
        return date(*map(int, match.groups()))
    head, _space, rest = said.partition(" ")
    if match := TYPED.fullmatch(said if _named(head, "WEEKDAYS") is None else rest):
        return _dated(int(match[1]), _month(match[2]), match[3], past)
    raise ValueError(words)


def read_time(words: str) -> time:
    """A time from `10:30`, `1030`, `10.30`, `9`; ValueError if it is none."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?", words.strip().lower())
    if not match:
        raise ValueError(words)
    return time(int(match[1]), int(match[2] or 0))


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
