"""Asking for background work, and deciding about what could not be done."""

from uuid import UUID

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.jobs.models import Job


@command("job.asked_for")
def ask_for(kind: str, *, by: User, **ids: UUID) -> Job:
    """Joins the transaction it is called in: undone with it, and not begun before it is done.
    A job is told the ids of rows and nothing else."""
    if kind not in KINDS:
        raise KeyError(f"There is no job {kind}.")
    if strangers := [name for name, value in ids.items() if not isinstance(value, UUID)]:
        raise TypeError(f"A job is told ids, and these are none: {', '.join(strangers)}")
    told = {name: str(value) for name, value in ids.items()}
    return Job.objects.create(kind=kind, ids=told, asked_by=by.pk)


@command("job.given_up")
def give_up(job: Job, *, by: User) -> Job:
    """It failed as often as it may: from now on it waits for somebody to look at it."""
    job.given_up_at = now()
    job.save(update_fields=["given_up_at"])
    return job


@command("job.asked_for_again")
def try_again(job: Job, *, by: User) -> Job:
    """With all its tries before it, from now on."""
    job.tries, job.given_up_at = 0, None
    job.due = job.not_before = now()
    job.save(update_fields=["tries", "given_up_at", "due", "not_before"])
    return job


@command("job.set_aside")
def set_aside(job: Job, reason: str, *, by: User) -> Job:
    """It will not be done. Periodic work cannot be set aside: raises ValueError."""
    if job.every:
        raise ValueError(f"{job.kind} is done again and again.")
    job.key_id, job.reason, job.set_aside_at = by.key_id, reason, now()
    job.save(update_fields=["key_id", "reason", "set_aside_at"])
    return job
