"""Who is proposed for a case, and why: a module above says how, for it knows what weighs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from alongside.casework.cases.models import Case
from alongside.foundation.accounts.models import User


@dataclass(frozen=True)
class Proposal:
    """One who could take it: how much weighs on her as far as the reader may know, and what
    speaks for her and against."""

    worker: User
    team: str
    points: int
    grounds: list[str]
    away: str = ""


PROPOSERS: list[Callable[[Case, Collection[User], User], list[Proposal]]] = []


def proposes(
    propose: Callable[[Case, Collection[User], User], list[Proposal]],
) -> Callable[[Case, Collection[User], User], list[Proposal]]:
    """Called with the case, those who could take it, and whoever asks; the best one first."""
    PROPOSERS.append(propose)
    return propose


def proposals_for(case: Case, workers: Collection[User], reader: User) -> list[Proposal]:
    """None where nobody knows how to propose."""
    return [found for propose in PROPOSERS for found in propose(case, list(workers), reader)]
