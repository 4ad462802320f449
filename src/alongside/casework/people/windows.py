"""The safe times of a week: a list of windows, each with its day (Monday is 0), from and to."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from alongside.foundation.ui.written import clock_time

# A whole day ends a minute early, so that every window lies within one day.
WHOLE_DAY = ("00:00", "23:59")
ANY_TIME = [{"day": day, "from": WHOLE_DAY[0], "to": WHOLE_DAY[1]} for day in range(7)]

Windows = Iterable[Any]  # as they come out of the sealed column: mappings


def windows_from(days: Iterable[int], start: time, end: time) -> list[dict[str, Any]]:
    """One set as it is asked: the same hours on each of these days."""
    hours = {"from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}
    return [{"day": int(day), **hours} for day in days]


def sets_in(windows: Windows) -> list[tuple[list[int], tuple[str, str]]]:
    """The other way round: the days that share the same hours, in the order of the week."""
    found: dict[tuple[str, str], list[int]] = {}
    for window in sorted(windows, key=lambda each: (each["day"], each["from"])):
        found.setdefault((window["from"], window["to"]), []).append(window["day"])
    return [(days, hours) for hours, days in found.items()]


def is_any_time(windows: Windows) -> bool:
    """Every hour of every day."""
    return sets_in(windows) == sets_in(ANY_TIME)


def in_words(windows: Windows) -> str:
    """Tue and Thu 10:00 to 11:30, Fri 14:00 to 16:00."""
    if is_any_time(windows):
        return _("At any time")
    return ", ".join(_one_set(days, hours) for days, hours in sets_in(windows))


def _one_set(days, hours):
    names = WEEKDAYS_ABBR if len(days) > 1 else WEEKDAYS
    told = get_text_list([str(names[day]) for day in days], _("and"))
    if hours == WHOLE_DAY:
        return _("%(days)s at any time") % {"days": told}
    start, end = (clock_time(time.fromisoformat(at)) for at in hours)
    return _("%(days)s %(from)s to %(to)s") % {"days": told, "from": start, "to": end}


def open_until(windows: Windows, at: datetime) -> datetime | None:
    """When the window that is open now will close; None when none is open."""
    ends = [
        _on(at, window["to"])
        for window in windows
        if at.weekday() == window["day"] and _on(at, window["from"]) <= at < _on(at, window["to"])
    ]
    return max(ends, default=None)


def next_opening(windows: Windows, at: datetime) -> datetime | None:
    """When the next window opens, within a week; None when there is none."""
    windows, starts = list(windows), []
    for ahead in range(8):
        day = at + timedelta(days=ahead)
        today = [window for window in windows if window["day"] == day.weekday()]
        starts += [_on(day, window["from"]) for window in today if _exists(day, window)]
    return min((start for start in starts if start > at), default=None)


def _on(day, clock):
    return datetime.combine(day.date(), time.fromisoformat(clock), tzinfo=day.tzinfo)


def _exists(day, window):
    # When the clocks go forward an hour is left out, and with it a window that lay inside.
    start = _on(day, window["from"])
    as_it_comes = start.astimezone(UTC).astimezone(day.tzinfo)
    return as_it_comes < _on(day, window["to"])
