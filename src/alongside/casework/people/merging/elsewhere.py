"""What the other records of a person say about one way to reach her."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime


@dataclass(frozen=True, eq=False, repr=False)
class Elsewhere:
    """`alike` are the contact points of her other records that are, or may be, the same number or
    address; `ended` and `doubted` when something happened after which no answer given until then
    holds, whichever number it was noted at."""

    alike: tuple[Any, ...] = ()
    ended: tuple[date, ...] = ()
    doubted: tuple[datetime, ...] = ()

    def ended_since(self, answered: date, at: datetime) -> bool:
        """Whether something has changed on the day of this answer or after it."""
        return any(answered <= day <= at.date() for day in self.ended)

    def doubted_since(self, answered: date) -> bool:
        """Whether it was not safe to talk, or somebody else answered, on that day or after it."""
        return any(answered <= localtime(moment).date() for moment in self.doubted)
