"""Many workers at once, workers that die, and workers that have nothing to do."""

import signal
import sqlite3
import time
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from alongside.foundation.jobs import queue
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.worker import GRACE, Heart, Worker

committed = pytest.mark.django_db(databases="__all__", transaction=True)


@committed
def test_four_workers_do_sixty_jobs_once_each(kinds, ada):
    done = []
    kinds("call", lambda **asked: done.append(asked["n"]))
    wanted = [ask_for("call", n=uuid4(), by=ada).ids["n"] for _ in range(60)]

    def works():
        worker = Worker()
        while worker.work_once():
            pass
        connections.close_all()

    threads = [Thread(target=works) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, done)) == sorted(wanted)
    assert not Job.objects.exists()


@committed
def test_a_job_at_which_another_worker_is_is_passed_over(calls, worker, ada):
    """On PostgreSQL its row may be locked that very moment: nobody waits for it."""
    held, free = ask_for("call", n=uuid4(), by=ada), ask_for("call", n=uuid4(), by=ada)
    assert queue.take() == held

    assert worker.work_once() and not worker.work_once()
    assert [str(call["n"]) for call in calls] == [free.ids["n"]]


def watching(monkeypatch):
    """A watch whose seconds the test moves on."""
    seconds = [1000.0]
    monkeypatch.setattr(queue.time, "monotonic", lambda: seconds[0])
    return seconds


def test_a_job_whose_worker_died_is_done_by_another(calls, worker, ada, monkeypatch):
    seconds = watching(monkeypatch)
    ask_for("call", by=ada)
    assert queue.take()  # and then the worker is killed

    assert not worker.work_once()
    seconds[0] += queue.PATIENCE + 1
    assert not worker.work_once(), "open again, after a wait as for any failure"
    job = Job.objects.get()
    assert (job.holder, job.trouble, job.tries) == (None, queue.WORKER_DIED, 1)

    Job.objects.update(due=job.tried_at)
    assert worker.work_once() and len(calls) == 1


def test_work_that_kills_every_worker_is_given_up(calls, worker, ada, monkeypatch):
    seconds = watching(monkeypatch)
    job = ask_for("call", by=ada)
    for _ in range(3):
        Job.objects.update(due=job.due)
        assert queue.take()
        worker.watch.let_go_of_abandoned()
        seconds[0] += queue.PATIENCE + 1
        worker.watch.let_go_of_abandoned()
    assert Job.objects.given_up().get().trouble == queue.WORKER_DIED


def test_a_worker_that_gives_signs_of_life_keeps_its_job(calls, worker, ada, monkeypatch):
    seconds = watching(monkeypatch)
    ask_for("call", by=ada)
    job = queue.take()
    for _ in range(10):
        worker.watch.let_go_of_abandoned()
        seconds[0] += queue.PATIENCE - 1
        assert queue.still_at_it(job)
    assert Job.objects.get().holder == job.holder


def test_whoever_lost_a_job_can_neither_finish_nor_fail_it(calls, ada):
    ask_for("call", by=ada)
    slow = queue.take()
    Job.objects.update(holder=uuid4())

    queue.done(slow)
    queue.failed(slow, "OSError")
    queue.give_back(slow)

    assert not queue.still_at_it(slow)
    assert Job.objects.get().trouble == ""


@committed
def test_a_long_job_gives_signs_of_life(calls, ada):
    ask_for("call", by=ada)
    job = queue.take()
    with Heart(job, every=0.02):
        deadline = time.monotonic() + 20
        while Job.objects.get().beat < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
    assert Job.objects.get().beat >= 2


def test_told_to_stop_in_the_middle_it_gives_the_job_back(kinds, worker, ada, monkeypatch):
    grace = []
    monkeypatch.setattr(signal, "setitimer", lambda timer, seconds: grace.append(seconds))

    def run(**asked):
        worker.stop()
        assert grace == [GRACE]
        worker._out_of_grace()

    kinds("slow", run)
    ask_for("slow", by=ada)
    assert worker.work_once()

    job = Job.objects.get()
    assert (job.tries, job.holder, job.trouble) == (0, None, "")
    assert worker.stopping


def test_a_stop_that_comes_while_a_job_is_noted_waits_until_it_is(worker, monkeypatch):
    monkeypatch.delattr(signal, "setitimer")
    worker.stop()
    worker._out_of_grace()
    assert worker.stopping


@committed
def test_who_has_nothing_to_do_never_asks_to_write(calls, worker, ada):
    """Neither a write nor a transaction; so somebody else's long write holds nobody up."""
    said = []

    def hears(execute, sql, *rest):
        said.append(sql)
        return execute(sql, *rest)

    worker.work_once()
    with connection.execute_wrapper(hears), somebody_writing_for_long():
        began = time.monotonic()
        for _ in range(5):
            assert not worker.work_once()
    assert said and all(sql.startswith("SELECT") for sql in said), said
    assert not any("FOR UPDATE" in sql for sql in said)
    assert time.monotonic() - began < 10, "it waited for the writer"


class somebody_writing_for_long:  # noqa: N801 - reads as words where it is used
    def __enter__(self):
        self.other = None
        if connection.vendor == "sqlite":
            name = connection.settings_dict["NAME"]
            self.other = sqlite3.connect(name, isolation_level=None)
            self.other.execute("BEGIN IMMEDIATE")

    def __exit__(self, *error):
        if self.other:
            self.other.execute("ROLLBACK")
            self.other.close()


@committed
def test_its_row_names_nobody(calls, sam, ada):
    """Bytes on the disk: ids and the name of the kind."""
    ask_for("call", person=sam.pk, by=ada)
    with connection.cursor() as thief:
        thief.execute("SELECT * FROM jobs_job")
        assert "Sam" not in str(thief.fetchall())
