"""Somebody leaves: who must hear of it in the storeys above says so here."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Left:
    """What is left behind, in numbers: the administrator reads no case."""

    cases: int = 0  # that wait for somebody to take them
    looked_at_by: int = 0  # colleagues on whose day it stands
    seen_by_nobody: int = 0  # of these and of what she opened, what nobody who leads may see


HEARERS: list[Callable[..., Left]] = []


def when_somebody_leaves(hear: Callable[..., Left]) -> Callable[..., Left]:
    """Called with the leaver and `by`, in the same transaction as the end of her access."""
    HEARERS.append(hear)
    return hear
