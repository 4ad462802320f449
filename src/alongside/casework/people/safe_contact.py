"""When a person may be rung, and when not: unknown, stale and unsafe are never safe.

Every prompt to contact asks `standing`: Today, the banner, the gate, the day of a next contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf

from django.utils.timezone import localtime

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.windows import next_opening, open_until
from alongside.casework.people.zones import NoSuchZone, zone_of
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken

SAFE_NOW = "safe_now"
NOT_NOW = "not_now"
FIRST_CONTACT = "first_contact"
FIRST_CONTACT_USED_UP = "first_contact_used_up"
STALE = "stale"
ENDED = "ended"
UNAVAILABLE = "unavailable"
CHILD = "child"
UNKNOWN = "unknown"
UNSAFE = "unsafe"
DOUBTED = "doubted"
DIED = "died"
RINGING = (SAFE_NOW, NOT_NOW, FIRST_CONTACT)
ASK_AGAIN = (DOUBTED, ENDED, STALE)
LAST = (FIRST_CONTACT_USED_UP, UNKNOWN, UNAVAILABLE, CHILD, UNSAFE, DIED)
BEST_FIRST = (*RINGING, *ASK_AGAIN, *LAST)
RINGABLE = (SAFE_NOW, FIRST_CONTACT)
CANNOT_OPEN = (KeyGone, SealBroken, NoSuchZone)


@dataclass(frozen=True)
class Circumstances:
    """What of a case decides how long an answer holds; what nobody noted counts as the worst."""

    danger: str = "unknown"
    crimes: frozenset[str] = frozenset()
    child_unasked: bool = False  # a child, and nobody asked who holds parental responsibility
    died: bool = False

    @property
    def holds_for(self) -> int:
        """How many days what she said about a contact point may be relied on."""
        return pack().safe_contact.stale_after(self.danger, self.crimes)


@dataclass(frozen=True)
class Standing:
    """How one contact point stands at one moment.

    `until` is when the present safe window ends, `next` when the next one begins and `next_until`
    when that one ends, `age` how many days ago the person confirmed it, `tries_left` how often
    first contact may still be tried.
    """

    code: str
    point: ContactPoint | None = None
    until: datetime | None = None
    next: datetime | None = None
    next_until: datetime | None = None
    age: int | None = None
    tries_left: int = 0

    @property
    def may_ring(self) -> bool:
        return self.code in RINGABLE


def standing(point: ContactPoint, around: Circumstances, *, at: datetime) -> Standing:
    """How this contact point stands; whatever is not known to be safe is not."""
    at = localtime(at)
    if around.died:
        return Standing(DIED, point)
    if around.child_unasked:
        return Standing(CHILD, point)
    if point.availability != "can_be_used":
        return Standing(UNAVAILABLE, point)
    if _in_doubt(point, at):
        return Standing(DOUBTED, point)
    if point.state == "first_contact" and point.is_by_phone:
        return _in_first_contact(point)
    if point.state == "unsafe":
        return Standing(UNSAFE, point)
    if point.state != "safe" or point.confirmed_on is None or point.confirmed_on > at.date():
        return Standing(UNKNOWN, point)
    return _called_safe(point, around, at)


def _called_safe(point, around, at):
    age = (at.date() - point.confirmed_on).days
    if point.ended_on and point.ended_on <= at.date():
        return Standing(ENDED, point, age=age)
    if age > around.holds_for:
        return Standing(STALE, point, age=age)
    try:
        until, coming, coming_until = _windows_at(point, at)
    except CANNOT_OPEN:
        return Standing(UNKNOWN, point)
    return Standing(SAFE_NOW if until else NOT_NOW, point, until, coming, coming_until, age)


def standings_of(
    points: Iterable[ContactPoint], around: Circumstances, *, at: datetime
) -> list[Standing]:
    """How each of a person's contact points stands, the most useful first."""
    found = [standing(point, around, at=at) for point in points]
    return sorted(found, key=_best_first)


def best_of(standings: Iterable[Standing]) -> Standing:
    """The most useful way to ring; where no number is known, nothing is known."""
    by_phone = [each for each in standings if each.point and each.point.is_by_phone]
    return min(by_phone, key=_best_first, default=Standing(UNKNOWN))


def best_standing(
    points: Iterable[ContactPoint], around: Circumstances, *, at: datetime
) -> Standing:
    """The most useful of a person's numbers at this moment."""
    return best_of(standings_of(points, around, at=at))


def never(best: Standing, standings: Iterable[Standing]) -> list[str]:
    """What nobody has said is safe, so must not be done: codes of ways to reach her."""
    safe = [each.point for each in standings if each.code == SAFE_NOW and each.point]
    ways = {point.kind for point in safe} | {"text" for point in safe if point.by_text}
    message = best.point is not None and best.point.voicemail == "yes" and best.code == SAFE_NOW
    shut = [] if message else ["voicemail"]
    return [*shut, *(way for way in ("text", "email", "post") if way not in ways)]


@dataclass(frozen=True)
class Planned:
    """Whether a moment to come lies in a safe time that she told, and when the next one begins.
    Where she has told none, `known` is false and nothing speaks for the moment or against it."""

    known: bool
    safe: bool
    next: datetime | None = None


def planned(points: Iterable[ContactPoint], *, at: datetime) -> Planned:
    """For the day of a next contact: whether one of her numbers will be inside its safe times."""
    found = []
    for point in points:
        usable = point.availability == "can_be_used" and point.is_by_phone
        if usable and point.state == "safe":
            try:
                found.append(_windows_at(point, at))
            except CANNOT_OPEN:
                continue
    openings = [coming for _, coming, _ in found if coming]
    return Planned(bool(found), any(until for until, _, _ in found), min(openings, default=None))


def _windows_at(point, at):
    """When the present window ends and when the next one begins and ends: reckoned by the clock
    on her wall, told by the clock on ours."""
    hers, windows = at.astimezone(zone_of(point.zone)), point.windows
    coming = next_opening(windows, hers)
    ends = open_until(windows, hers), coming, open_until(windows, coming) if coming else None
    return tuple(localtime(moment) if moment else None for moment in ends)


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
