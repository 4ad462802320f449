"""A referral as it comes in, whichever way it comes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.casework.people.matching import Traits, names_in, numbers_in
from alongside.foundation.clock import today

EARLIEST = date(1890, 1, 1)


@dataclass
class Arrival:
    """One referral as it comes in: who, how to reach her, and what is said."""

    person: dict[str, Any]
    points: list[dict[str, Any]] = field(default_factory=list)
    referral: dict[str, Any] = field(default_factory=dict)

    def traits(self) -> Traits:
        """By what she can be compared with people behind a wall."""
        names = f"{self.person.get('given_names', '')} {self.person.get('family_name', '')}"
        numbers = numbers_in(str(point.get("value", "")) for point in self.points)
        known_as = frozenset([names_in(self.person.get("known_as", ""))])  # often all of the name
        return Traits(names_in(names), numbers, self.person.get("birth_date"), known_as)

    def told(self) -> list[str]:
        """What was told, by name; nothing of what it says."""
        names = [*self.person, *(point["kind"] for point in self.points), *self.referral]
        return [name for name in names if name != "token"]


def can_be_right(day: date) -> bool:
    """A day in the life of somebody who may be alive today."""
    return EARLIEST <= day <= today()
