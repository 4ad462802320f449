"""When a person may be rung, and when not: unknown, stale and unsafe are never safe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf

from django.utils.timezone import localtime

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.windows import next_opening, open_until
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken

SAFE_NOW = "safe_now"
NOT_NOW = "not_now"
FIRST_CONTACT = "first_contact"
FIRST_CONTACT_USED_UP = "first_contact_used_up"
STALE = "stale"
UNKNOWN = "unknown"
UNSAFE = "unsafe"
DOUBTED = "doubted"
RINGING = (SAFE_NOW, NOT_NOW, FIRST_CONTACT)
BEST_FIRST = (*RINGING, DOUBTED, STALE, FIRST_CONTACT_USED_UP, UNKNOWN, UNSAFE)
RINGABLE = (SAFE_NOW, FIRST_CONTACT)


@dataclass(frozen=True)
class Standing:
    """How one contact point stands at one moment.

    `until` is when the present safe window ends, `next` when the next one begins, `age` how many
    days ago the person confirmed it, `tries_left` how often first contact may still be tried.
    """

    code: str
    point: ContactPoint | None = None
    until: datetime | None = None
    next: datetime | None = None
    age: int | None = None
    tries_left: int = 0

    @property
    def may_ring(self) -> bool:
        return self.code in RINGABLE

    @property
    def next_until(self) -> datetime | None:
        """When the next window will close again."""
        return open_until(self.point.windows, self.next) if self.point and self.next else None


def standing(point: ContactPoint, *, danger: str, at: datetime) -> Standing:
    """How this contact point stands; whatever is not known to be safe is not."""
    at = localtime(at)
    if _in_doubt(point, at):
        return Standing(DOUBTED, point)
    if point.state == "first_contact" and point.is_by_phone:
        return _in_first_contact(point)
    if point.state == "unsafe":
        return Standing(UNSAFE, point)
    if point.state != "safe" or point.confirmed_on is None or point.confirmed_on > at.date():
        return Standing(UNKNOWN, point)
    age = (at.date() - point.confirmed_on).days
    if age > pack().safe_contact.stale_after(danger):
        return Standing(STALE, point, age=age)
    try:
        windows = point.windows
    except (KeyGone, SealBroken):
        return Standing(UNKNOWN, point)
    until = open_until(windows, at)
    code = SAFE_NOW if until else NOT_NOW
    return Standing(code, point, until, next_opening(windows, at), age)


def standings_of(points: Iterable[ContactPoint], *, danger: str, at: datetime) -> list[Standing]:
    """How each of a person's contact points stands, the most useful first."""
    found = [standing(point, danger=danger, at=at) for point in points]
    return sorted(found, key=_best_first)


def best_of(standings: Iterable[Standing]) -> Standing:
    """The most useful way to ring; where no number is known, nothing is known."""
    by_phone = [each for each in standings if each.point and each.point.is_by_phone]
    return min(by_phone, key=_best_first, default=Standing(UNKNOWN))


def best_standing(points: Iterable[ContactPoint], *, danger: str, at: datetime) -> Standing:
    """The most useful of a person's numbers at this moment."""
    return best_of(standings_of(points, danger=danger, at=at))


def never(best: Standing, standings: Iterable[Standing]) -> list[str]:
    """What nobody has said is safe, so must not be done: codes of ways to reach her."""
    safe_ways = {each.point.kind for each in standings if each.code == SAFE_NOW and each.point}
    message = best.point is not None and best.point.voicemail == "yes" and best.code == SAFE_NOW
    shut = [] if message else ["voicemail"]
    return [*shut, "text", *(kind for kind in ("email", "post") if kind not in safe_ways)]


def _best_first(standing):
    # Of two that must wait, the one whose window opens sooner.
    waits = standing.next.timestamp() if standing.code == NOT_NOW and standing.next else inf
    return BEST_FIRST.index(standing.code), waits


def _in_doubt(point, at):
    """The last time it was not safe to talk, or somebody else answered. In first contact the day
    is over for it; a number she had called safe waits until she is asked again."""
    if point.doubted_at is None or point.state not in ("first_contact", "safe"):
        return False
    return point.state == "safe" or localtime(point.doubted_at).date() >= at.date()


def _in_first_contact(point):
    left = max(0, pack().safe_contact.tries - point.tries)
    return Standing(FIRST_CONTACT if left else FIRST_CONTACT_USED_UP, point, tries_left=left)
