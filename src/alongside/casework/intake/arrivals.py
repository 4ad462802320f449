"""A referral as it comes in, whichever way it comes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.foundation.clock import today

EARLIEST = date(1890, 1, 1)


@dataclass
class Arrival:
    """One referral as it comes in: who, how to reach her, and what is said."""

    person: dict[str, Any]
    points: list[dict[str, Any]] = field(default_factory=list)
    referral: dict[str, Any] = field(default_factory=dict)

    def told(self) -> list[str]:
        """What was told, by name; nothing of what it says."""
        names = [*self.person, *(point["kind"] for point in self.points), *self.referral]
        return [name for name in names if name != "token"]


def can_be_right(day: date) -> bool:
    """A day in the life of somebody who may be alive today."""
    return EARLIEST <= day <= today()
