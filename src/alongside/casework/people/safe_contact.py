"""When a person may be rung, and when not: unknown, stale and unsafe are never safe.

Every prompt to contact asks `standing`: Today, the banner, the gate, the day of a next contact."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from django.utils.timezone import localtime

from alongside.casework.people.models import BY_PHONE, ContactPoint
from alongside.casework.people.times.hours import windows_at, windows_of_all
from alongside.casework.people.times.zones import NoSuchZone
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
NEVER = (FIRST_CONTACT_USED_UP, UNKNOWN, UNAVAILABLE, UNSAFE, CHILD, DIED)
STRICTER = (SAFE_NOW, FIRST_CONTACT, NOT_NOW, STALE, ENDED, DOUBTED, *NEVER)
CANNOT_OPEN = (KeyGone, SealBroken, NoSuchZone)


@dataclass(frozen=True)
class Circumstances:
    """What of a case decides how long an answer holds; what nobody noted counts as the worst."""

    danger: str = "unknown"
    crimes: frozenset[str] = frozenset()
    child_unasked: bool = False  # a child, and nobody asked who holds parental responsibility
    died: bool = False
    others: tuple["Circumstances", ...] = ()  # of her cases at other records of hers

    @property
    def holds_for(self) -> int:
        """How many days what she said about a contact point may be relied on: the fewest that any
        of her cases allows."""
        own = pack().safe_contact.stale_after(self.danger, self.crimes)
        return min(own, *(other.holds_for for other in self.others)) if self.others else own

    @property
    def any_died(self) -> bool:
        return self.died or any(other.died for other in self.others)

    @property
    def any_child_unasked(self) -> bool:
        return self.child_unasked or any(other.child_unasked for other in self.others)


@dataclass(frozen=True)
class Standing:
    """How one contact point stands at one moment.

    `until` is when the present safe window ends, `next` when the next one begins and `next_until`
    when that one ends, `age` how many days ago the person confirmed it, `tries_left` how often
    first contact may still be tried. It is `elsewhere` where another record of hers says so.
    """

    code: str
    point: ContactPoint | None = None
    until: datetime | None = None
    next: datetime | None = None
    next_until: datetime | None = None
    age: int | None = None
    tries_left: int = 0
    elsewhere: bool = False

    @property
    def may_ring(self) -> bool:
        return self.code in RINGABLE


def standing(point: ContactPoint, around: Circumstances, *, at: datetime) -> Standing:
    """How this contact point stands; whatever is not known to be safe is not. What her other
    records say of it can only make it stricter."""
    at = localtime(at)
    if around.any_died:
        return Standing(DIED, point, elsewhere=not around.died)
    if around.any_child_unasked:
        return Standing(CHILD, point, elsewhere=not around.child_unasked)
    own = _by_itself(point, around, at)
    return own if point.elsewhere is None else _strictest(own, point, around, at)


def _by_itself(point, around, at):
    if point.availability != "can_be_used":
        return Standing(UNAVAILABLE, point)
    if _in_doubt(point, at):
        return Standing(DOUBTED, point)
    if point.state == "first_contact" and point.kind in BY_PHONE and point.use != "texts":
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
        until, coming, coming_until = windows_at(point, at)
    except CANNOT_OPEN:
        return Standing(UNKNOWN, point)
    return Standing(SAFE_NOW if until else NOT_NOW, point, until, coming, coming_until, age)


def _strictest(own, point, around, at):
    """Of what is said at all records of hers. What was only never asked there, or long ago, does
    not speak against an answer of hers here; what happened before it does not either."""
    counted = [own, *_happened_elsewhere(point, at)]
    for each in point.elsewhere.alike:
        other = _by_itself(each, around, at)
        if _speaks_against(other, point):
            counted.append(other)
    if point.kind in BY_PHONE and not (point.is_by_phone or point.by_text):
        counted.append(Standing(UNSAFE))  # calls alone at one record, messages alone at another
    tried = [each.point.tries for each in counted if each.code == FIRST_CONTACT]
    left = max(0, pack().safe_contact.tries - sum(tried)) if tried else own.tries_left
    if tried and not left:
        counted.append(Standing(FIRST_CONTACT_USED_UP))
    worst = max(counted, key=lambda each: STRICTER.index(each.code))
    own, was = replace(own, tries_left=left), own.code
    if worst.code in (SAFE_NOW, FIRST_CONTACT, NOT_NOW):
        return _within_the_times_of_all(own, worst.code, counted, at)
    age = worst.age if own.age is None else own.age
    return Standing(worst.code, point, age=age, tries_left=left, elsewhere=worst.code != was)


def _within_the_times_of_all(own, code, counted, at):
    hours = [each.point for each in counted if each.code in (SAFE_NOW, NOT_NOW)]
    if not hours:
        return own
    until, coming, coming_until = windows_of_all(hours, at)
    code = code if until else NOT_NOW
    told = {"until": until, "next": coming, "next_until": coming_until}
    return replace(own, code=code, **told, elsewhere=(code, until) != (own.code, own.until))


def _speaks_against(other, point):
    if other.code in (STALE, FIRST_CONTACT, FIRST_CONTACT_USED_UP):
        return point.state != "safe"
    if other.code not in (DOUBTED, ENDED) or point.state != "safe" or not point.confirmed_on:
        return True
    doubted = other.code == DOUBTED
    day = localtime(other.point.doubted_at).date() if doubted else other.point.ended_on
    return point.confirmed_on <= day


def _happened_elsewhere(point, at):
    """An event or a doubt that was noted at another record, at whichever number."""
    told, answered = point.elsewhere, point.confirmed_on
    if point.state == "safe" and answered and told.ended_since(answered, at):
        yield Standing(ENDED, point)
    asked = answered if point.state == "safe" else at.date()
    waits = point.kind in BY_PHONE and point.state in ("safe", "first_contact")
    if waits and asked and told.doubted_since(asked):
        yield Standing(DOUBTED, point)


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
    message = best.point is not None and best.point.may_leave_message and best.code == SAFE_NOW
    shut = [] if message else ["voicemail"]
    return [*shut, *(way for way in ("text", "email", "post") if way not in ways)]


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
