"""What the page about background work shows."""

from typing import Any

from django.conf import settings

from alongside.foundation.backups.queries import (
    has_recovery_key,
    is_late,
    last_backup,
    nightly_folder,
)
from alongside.foundation.clock import now
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
        "backups": backups_told(),
    }


def backups_told() -> dict[str, Any]:
    """The last good one, and what keeps the house from taking one every night."""
    last = last_backup()
    return {
        "last": last,
        "days": (now() - last.at).days if last else None,
        "late": is_late(),
        "nightly": nightly_folder() is not None,
        "has_key": has_recovery_key(),
        "kept": settings.BACKUPS_KEPT,
    }


def title_of(job: Job) -> str:
    """In words; the bare name for work that this version does not know."""
    return str(KINDS[job.kind].title) if job.kind in KINDS else job.kind
