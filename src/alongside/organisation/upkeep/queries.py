"""What the page about background work shows."""

from typing import Any

from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.queries import given_up, periodic_work, waiting, waiting_too_long


def background_work() -> dict[str, Any]:
    """What was given up, what is done again and again, and how much waits."""
    return {
        "given_up": [(job, title_of(job)) for job in given_up()],
        "periodic": [(job, title_of(job)) for job in periodic_work()],
        "waiting": waiting(),
        "nobody_works": waiting_too_long(),
    }


def title_of(job: Job) -> str:
    """In words; the bare name for work that this version does not know."""
    return str(KINDS[job.kind].title) if job.kind in KINDS else job.kind
