"""Whether a day to come lies within the times that a person told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import CANNOT_OPEN
from alongside.casework.people.times.hours import windows_of_all


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
        usable = all(each.availability == "can_be_used" for each in point.everywhere)
        if usable and point.is_by_phone and point.state == "safe" and not _spoken_against(point):
            try:
                found.append(windows_of_all([point, *_said_since(point)], at))
            except CANNOT_OPEN:
                continue
    openings = [coming for _, coming, _ in found if coming]
    return Planned(bool(found), any(until for until, _, _ in found), min(openings, default=None))


def _spoken_against(point):
    """For a day to come: somewhere she says no, or nobody knows."""
    return any(each.state not in ("safe", "first_contact") for each in point.everywhere)


def _said_since(point):
    """What she said of it at other records, on the same day or later."""
    answered, others = point.confirmed_on or date.min, point.everywhere[1:]
    told = [each for each in others if each.state == "safe" and each.confirmed_on]
    return [each for each in told if each.confirmed_on >= answered]
