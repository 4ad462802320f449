"""The worker: looks for a job, does it, looks again; stops when told to, within seconds."""

import os
import signal
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any
from uuid import UUID

import structlog
from django.db import DatabaseError, close_old_connections, connections

from alongside.foundation import room
from alongside.foundation.accounts.models import User
from alongside.foundation.jobs import queue
from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.jobs.models import Job
from alongside.foundation.vault.ring import ring

PAUSE = 1.0  # seconds between two looks
LONGEST_PAUSE = 30.0  # while the database is away
GRACE = 3.0  # seconds in which a running job may finish once the worker is told to stop


class Stopped(BaseException):
    """The worker was told to stop in the middle of a job: undone, and given back."""


class Worker:
    """One process, one job at a time."""

    def __init__(self, *, pause: float = PAUSE, patience: float = queue.PATIENCE):
        self.pause, self.watch = pause, queue.Watch(patience)
        self.stopping, self.may_be_stopped = False, False
        self.log = structlog.get_logger()

    def run(self) -> None:
        """Until told to stop. While the database is away it waits, longer each time."""
        self._listen_for_signals()
        pause, planted = self.pause, False
        while not self.stopping:
            try:
                if not planted:
                    queue.plant_periodic_work()
                    planted = True
                room.take_ballast_in()
                pause = 0.0 if not room.is_short() and self.work_once() else self.pause
            except DatabaseError as error:
                self.log.warning("background work waits for the database", error=error)
                pause = min(max(pause, self.pause) * 2, LONGEST_PAUSE)
            close_old_connections()
            self._rest(pause)

    def work_once(self) -> bool:
        """Does one job where one is due; says whether there was one."""
        self.watch.let_go_of_abandoned()
        job = queue.take()
        if job is None:
            return False
        ring.clear()
        try:
            trouble = self._tried(job)
        finally:
            ring.clear()
        if trouble is None:
            queue.done(job)
        elif isinstance(trouble, Stopped):
            queue.give_back(job)
        else:
            self.log.warning("a job failed", job=job.kind, error=trouble)
            queue.failed(job, named(trouble))
        return True

    def _tried(self, job: Job) -> BaseException | None:
        try:
            with Heart(job):
                # A stop is let in here and nowhere else: what is noted about a job is noted whole.
                self.may_be_stopped = True
                try:
                    do(job)
                finally:
                    self.may_be_stopped = False
        except (Exception, Stopped) as error:
            return error
        return None

    def stop(self, *signal_and_frame: Any) -> None:
        """What runs may finish within the grace; after that it is undone and given back."""
        self.stopping = True
        if self.may_be_stopped:
            signal.setitimer(signal.ITIMER_REAL, GRACE)

    def _out_of_grace(self, *signal_and_frame: Any) -> None:
        if self.may_be_stopped:
            raise Stopped

    def _listen_for_signals(self) -> None:
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, self.stop)
        signal.signal(signal.SIGALRM, self._out_of_grace)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.25))


class Heart:
    """Gives signs of life from a thread of its own for as long as a job takes."""

    def __init__(self, job: Job, every: float = queue.BEAT, beat: Callable = queue.still_at_it):
        self.job, self.every, self.beat = job, every, beat
        self.over = Event()
        self.thread = Thread(target=self._beats, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.thread.join()

    def _beats(self) -> None:
        while not self.over.wait(self.every):
            try:
                if not self.beat(self.job):
                    return
            except DatabaseError:
                continue  # the next beat may come through; others are patient for three
            finally:
                connections.close_all()


def do(job: Job) -> None:
    """Run the function behind a job, as whoever asked for it."""
    ids = {name: UUID(value) for name, value in job.ids.items()}
    by = User.objects.get(pk=job.asked_by)
    KINDS[job.kind].run(**ids, by=by, once=job.token)


def named(error: BaseException) -> str:
    """The kind of an error and where it arose. Its words could quote what somebody wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    place = os.path.basename(trace.tb_frame.f_code.co_filename)
    return f"{type(error).__name__}, {place}, line {trace.tb_lineno}"
