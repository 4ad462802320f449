"""When somebody who waits is called: by the pack's clock, and within the times they told."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.times.planned import planned
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import pack

SAFETY_CALL, REVIEW = "safety_call", "wait_review"
LONGEST = 60


def by_the_clock(name: str, danger: str) -> date | None:
    """The day that the pack's clock of this name gives; none where no pack has one that counts."""
    clock = pack().clocks.get(name)
    if clock is None or not clock.counts_days:
        return None
    return add_working_days(today(), clock.days_for(danger))


def when_to_call(points: Iterable[ContactPoint], by: date) -> tuple[date, time | None]:
    """The last day up to this one with a safe time, and its hour where it does not begin before;
    else the first safe time after it. Where no safe time is known, the day itself: what may be
    done then is asked again at the call."""
    points = list(points)
    day = max(by, today())
    for back in range(min((day - today()).days, LONGEST) + 1):
        on = day - timedelta(days=back)
        found = planned(points, at=_from(on))
        if not found.known:
            return day, None
        if found.safe:
            return on, None
        if found.next and localtime(found.next).date() == on:
            return on, localtime(found.next).time()
    coming = planned(points, at=_from(day)).next
    return (localtime(coming).date(), localtime(coming).time()) if coming else (day, None)


def _from(day):
    """From midnight, or from now where it is today."""
    begins = datetime.combine(day, time(0), tzinfo=get_current_timezone())
    return max(begins, localtime(now()))
