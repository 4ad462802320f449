"""Taking a job, keeping hold of it, and letting it go: what workers write, and nobody else.

To look is a plain read. Only who has found something takes the turn to write.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.audit.turn import my_turn
from alongside.foundation.clock import now, so_long_after
from alongside.foundation.jobs.commands import give_up
from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.jobs.models import Job

BEAT = 10.0  # seconds between two signs of life
PATIENCE = 30.0  # seconds without one, after which a holder counts as dead
WORKER_DIED = "WorkerDied"


def take() -> Job | None:
    """The job that is due the longest, now ours; two workers never take the same one."""
    due = Job.objects.due().filter(kind__in=KINDS)
    if not due.exists():
        return None
    with _writing():
        job = due.select_for_update(skip_locked=True).first()
        if job:
            job.holder, job.beat, job.tries, job.tried_at = uuid4(), 0, job.tries + 1, now()
            job.save(update_fields=["holder", "beat", "tries", "tried_at"])
    return job


def still_at_it(job: Job) -> bool:
    """A sign of life; False when the job is no longer ours."""
    with _writing():
        return bool(_ours(job).update(beat=F("beat") + 1))


def done(job: Job) -> None:
    """Its row goes; periodic work waits for its next time."""
    with _writing():
        if not job.every:
            _ours(job).delete()
            return
        rest = {"tries": 0, "trouble": "", "given_up_at": None, "done_at": now()}
        _ours(job).update(holder=None, token=uuid4(), **rest, **_after(job, job.every))


def failed(job: Job, trouble: str) -> None:
    """It is tried again after a wait, or given up; `trouble` names a kind of error, no words."""
    kind = KINDS[job.kind]
    wait = kind.wait_after(job.tries)
    wait = min(wait, job.every) if job.every else wait
    # The operator is looked up first: it may have to be made, by a command of its own.
    operator = the_operator()
    with _writing():
        let_go = _ours(job).update(holder=None, trouble=trouble[:200], **_after(job, wait))
    if let_go and job.tries >= kind.tries and not job.given_up_at:
        give_up(job, by=operator)


def give_back(job: Job) -> None:
    """Not finished, and no failure: whoever is free takes it at once."""
    with _writing():
        _ours(job).update(holder=None, tries=F("tries") - 1)


def plant_periodic_work() -> None:
    """A row for each kind of periodic work, so that many workers share one."""
    known = dict(Job.objects.periodic().values_list("kind", "every"))
    wanted = [kind for kind in KINDS.values() if kind.every]
    if all(known.get(kind.name) == kind.every for kind in wanted):
        return
    operator = the_operator()
    with _writing():
        for kind in wanted:
            given = {"every": kind.every}
            mine = {"kind": kind.name, "every__isnull": False}
            if not Job.objects.filter(**mine).update(**given):
                job = Job(kind=kind.name, asked_by=operator.pk, **given)
                Job.objects.bulk_create([job], ignore_conflicts=True)


class Watch:
    """Sees which holders died. It counts by its own watch, so that no jump of the clock makes
    a living holder look dead or a dead one look alive."""

    def __init__(self, patience: float = PATIENCE):
        self.patience = patience
        self.seen: dict[UUID, tuple[tuple[UUID, int], float]] = {}

    def let_go_of_abandoned(self) -> None:
        """Jobs whose holder has given no sign of life for long are open to others again."""
        moment, before, self.seen = time.monotonic(), self.seen, {}
        for job in Job.objects.held().filter(kind__in=KINDS):
            sign = (job.holder, job.beat)
            last, since = before.get(job.pk, (None, moment))
            self.seen[job.pk] = (sign, since if last == sign else moment)
            if last == sign and moment - since > self.patience and self._waits_no_longer(job):
                failed(job, WORKER_DIED)

    def _waits_no_longer(self, job):
        # Where somebody writes for long, the holder's sign of life had to wait as ours does.
        began = time.monotonic()
        with _writing():
            waited = time.monotonic() - began
            same = Job.objects.filter(pk=job.pk, holder=job.holder, beat=job.beat).exists()
        return same and waited < self.patience / 3


def _ours(job):
    return Job.objects.filter(pk=job.pk, holder=job.holder)


def _after(job, wait):
    began = job.tried_at or now()
    return {"due": so_long_after(began, wait), "not_before": so_long_after(began, -wait)}


@contextmanager
def _writing() -> Iterator[None]:
    with my_turn(), transaction.atomic():
        yield
