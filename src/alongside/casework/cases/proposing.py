"""Who is proposed for a case, and why: a module above says how, for it knows what weighs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User


@dataclass(frozen=True)
class Sought:
    """For whom somebody is looked for: with a case, or as a referral that is not decided yet."""

    person: Person
    crimes: frozenset[str]


@dataclass(frozen=True)
class Proposal:
    """One who could take it: how much weighs on her in all teams, as far as the reader may know,
    and what speaks for her and against."""

    worker: User
    team: str
    points: int
    grounds: list[str]
    away: str = ""


Proposer = Callable[[Sought, Collection[User], User], list[Proposal]]
PROPOSERS: list[Proposer] = []


def proposes(propose: Proposer) -> Proposer:
    """Called with the one sought for, those who could take it, and whoever asks; the best first."""
    PROPOSERS.append(propose)
    return propose


def proposals_for(case: Case, workers: Collection[User], reader: User) -> list[Proposal]:
    """For a case; none where nobody knows how to propose."""
    links = CaseCrime.objects.filter(case=case)
    crimes = frozenset(links.values_list("event__category", flat=True))
    return proposals_at(Sought(case.person, crimes), workers, reader)


def proposals_at(sought: Sought, workers: Collection[User], reader: User) -> list[Proposal]:
    """Likewise before there is a case."""
    return [found for propose in PROPOSERS for found in propose(sought, list(workers), reader)]
