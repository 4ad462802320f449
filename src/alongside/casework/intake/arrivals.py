"""A referral as it comes in, whichever way it comes."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Arrival:
    """One referral as it comes in: who, how to reach her, and what is said."""

    person: dict[str, Any]
    points: list[dict[str, Any]] = field(default_factory=list)
    referral: dict[str, Any] = field(default_factory=dict)
