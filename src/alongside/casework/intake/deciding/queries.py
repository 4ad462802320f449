"""What the page of a decision shows, for whoever may know of both sides."""

from typing import Any

from alongside.casework.cases.proposing import Proposal, Sought, proposals_at
from alongside.casework.intake.alike.queries import open_cases_in_sight, sides_of
from alongside.casework.intake.decided.queries import undone_of
from alongside.casework.intake.eligibility.judging import (
    NOT,
    known_of,
    verdicts_of,
)
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import Waiting, workers_for
from alongside.casework.intake.waiting.ending import calls_of, wait_of
from alongside.casework.intake.waiting.queries import answers_for, rows_of
from alongside.casework.people.models import Wall
from alongside.casework.walls.queries import walls_of
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.packs.time_left import working_time_left
from alongside.organisation.workforce.models import Programme

SHOWN = 3  # the form offers the others as well


def known_for(referral: Referral, reader: User) -> dict[str, Any]:
    """Who may be whom, which programme fits, and how it stands with one who waits."""
    walls = walls_of(referral.person, reader=reader)
    found = {
        "referral": referral,
        "namesakes": [wall for wall in walls if wall.proposed and not wall.elsewhere],
    }
    found["sides"] = sides_of(referral, reader=reader)
    found["own_cases"] = open_cases_in_sight(referral, reader=reader)
    found["verdicts"] = _verdicts(referral)
    if running := wait_of(referral):
        found["row"] = rows_of([running], reader)[0]
        found["answers"] = answers_for(reader, running)
    else:
        found["clock"] = Waiting(referral, working_time_left(now(), referral.decide_by))
    return found | beside(referral, reader)


def beside(referral: Referral, reader: User) -> dict[str, Any]:
    """Earlier declines, and calls while they waited: of these nothing to whoever is walled."""
    if Wall.objects.hide(referral.person_id, reader):
        return {"undone": [], "found": []}
    return {"undone": undone_of(referral), "found": calls_of(referral)}


def proposed_for(referral: Referral, reader: User) -> list[Proposal]:
    """The best few of those who could take it, as for a case."""
    crimes = frozenset([referral.crime] if referral.crime else [])
    workers = workers_for(referral, reader=reader)
    return proposals_at(Sought(referral.person, crimes), workers, reader)[:SHOWN]


def speaks_against(referral: Referral, programme: Programme, kind: str) -> list[str]:
    """Why this programme does not fit, by what is known; nothing where it does or may."""
    (verdict,) = verdicts_of([programme], known_of(referral, kind))
    return verdict.grounds if verdict.code == NOT else []


def _verdicts(referral):
    """Of each open programme; nothing where no programme limits anything."""
    programmes = Programme.objects.filter(open=True)
    limited = programmes.exclude(takes=None).exists()
    return verdicts_of(programmes, known_of(referral)) if limited else []
