"""When to speak again: by the rhythm that was agreed, and only inside safe times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils.timezone import localtime

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import CANNOT_OPEN, SAFE_NOW, Circumstances, standing
from alongside.casework.people.times.zones import zone_of
from alongside.foundation.packs.calendar import is_working_day
from alongside.foundation.packs.loader import pack

# From one contact to the next, in days; whoever gets in touch when they want has no rhythm.
DAYS = {"two_days": 2, "twice_weekly": 3, "weekly": 7, "fortnightly": 14, "monthly": 28}
A_WEEK, OFFERED, QUARTER = 7, 2, 15


@dataclass(frozen=True)
class Proposal:
    """A moment that is safe; `in_hours` while the service is open."""

    at: datetime
    in_hours: bool


def proposals(
    points: Iterable[ContactPoint], around: Circumstances, *, rhythm: str, at: datetime
) -> list[Proposal]:
    """The safe moments that fit the rhythm best, the earliest first: at the hour of this contact
    where that is safe, else when a safe time begins. In our hours, where there is one."""
    every, at = DAYS.get(rhythm), localtime(at)
    if every is None:
        return []
    by_phone = [point for point in points if point.is_by_phone]
    found = [
        proposal
        for days in range(max(1, every - A_WEEK), every + A_WEEK + 1)
        for proposal in _on(at + timedelta(days=days), by_phone, around)
        if proposal.at.date() > at.date()
    ]
    fitting = [each for each in found if each.in_hours] or found
    wanted = (at + timedelta(days=every)).date()
    fitting.sort(key=lambda each: (abs((each.at.date() - wanted).days), each.at))
    best: dict = {}
    for each in fitting:
        best.setdefault(each.at.date(), each)
    return sorted(list(best.values())[:OFFERED], key=lambda each: each.at)


def _on(day, points, around):
    for point in points:
        for start, end in _safe_times(point, day):
            moment, in_hours = _moment_in(start, end, day)
            if standing(point, around, at=moment).code == SAFE_NOW:
                yield Proposal(moment, in_hours)


def _safe_times(point, day):
    """Her windows of that day by the clock on her wall, told by the clock on ours."""
    try:
        zone, windows = zone_of(point.zone), list(point.windows)
    except CANNOT_OPEN:
        return
    hers = day.astimezone(zone)
    for window in windows:
        if window["day"] == hers.weekday():
            ends = (time.fromisoformat(window[side]) for side in ("from", "to"))
            start, end = (datetime.combine(hers.date(), clock, tzinfo=zone) for clock in ends)
            yield localtime(start), localtime(end)


def _moment_in(start, end, day):
    def on(clock):
        return datetime.combine(start.date(), clock, tzinfo=start.tzinfo)

    calendar = pack().calendar
    opens, closes = max(start, on(calendar.opens)), min(end, on(calendar.closes))
    in_hours = is_working_day(start.date()) and opens < closes
    first, last = (opens, closes) if in_hours else (start, end)
    usual = on(day.time().replace(minute=day.minute // QUARTER * QUARTER, second=0, microsecond=0))
    moment = usual if first <= usual < last else first
    return localtime(moment.astimezone(UTC)), in_hours  # an hour that is left out becomes the next
