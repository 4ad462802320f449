"""The safe times of a contact point at one moment, and what is left of them at several records."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from alongside.casework.people.times.zones import zone_of
from alongside.casework.people.windows import next_opening, open_until

A_WEEK_AHEAD = timedelta(days=8)
Window = tuple[datetime | None, datetime | None, datetime | None]


def windows_at(point: Any, at: datetime) -> Window:
    """When the present window ends and when the next one begins and ends: reckoned by the clock
    on her wall, told by the clock on ours."""
    hers, windows = at.astimezone(zone_of(point.zone)), point.windows
    coming = next_opening(windows, hers)
    ends = open_until(windows, hers), coming, open_until(windows, coming) if coming else None
    return tuple(localtime(moment) if moment else None for moment in ends)  # type: ignore[return-value]


def windows_of_all(points: Sequence[Any], at: datetime) -> Window:
    """The same of a number that stands at several records: only what each of them allows."""
    if len(points) == 1:
        return windows_at(points[0], at)
    coming = next((start for start in _openings(points, at) if _open_at_all(points, start)), None)
    ends = _open_at_all(points, at), coming, _open_at_all(points, coming) if coming else None
    return tuple(localtime(moment) if moment else None for moment in ends)  # type: ignore[return-value]


def _open_at_all(points, at):
    """Until when, by the one that closes first; None where one of them is not open."""
    ends = [open_until(point.windows, at.astimezone(zone_of(point.zone))) for point in points]
    return min(ends) if all(ends) else None


def _openings(points, at):
    """Whenever a window of one of them begins within a week: what all allow begins with one."""
    found = set()
    for point in points:
        start = next_opening(point.windows, at.astimezone(zone_of(point.zone)))
        while start and start <= at + A_WEEK_AHEAD:
            found.add(start)
            start = next_opening(point.windows, start)
    return sorted(found)
