"""One request in this process: how many statements, how much of the processor, how many steps of
SQLite's own machine, or rows that PostgreSQL looked at. Both are counted, not timed, so other work
on the machine changes nothing."""

import time
from contextlib import contextmanager
from statistics import median

from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation.vault.ring import ring
from bench.crypto import counted
from bench.world import CSRF

PER_CALL = 20  # steps of SQLite's machine between two calls of the counter


class WentWrong(Exception):
    """What was measured is not what was meant."""


def expect(path, form, status, answers=None):
    """A page, or after a form the way to the next one, unless the question says otherwise."""
    if status != (answers or (200 if form is None else 302)):
        raise WentWrong(f"{path} answered {status}.")


class Inside:
    """One of the three, as she asks within this process."""

    def __init__(self, question, world):
        self.requests, self.client = question.requests(world), Client(SERVER_NAME="localhost")
        self.answers = getattr(question, "ANSWERS", None)
        self.client.cookies.load(world.cookies[question.WHO])

    def ask(self):
        """Whatever she changes is undone, so that the next one finds what this one found."""
        ring.clear()
        with transaction.atomic():
            answer = self._answer(*next(self.requests))
            transaction.set_rollback(True)
        return answer

    def _answer(self, path, form):
        if form is None:
            answer = self.client.get(path)
        else:
            answer = self.client.post(path, {**form, "csrfmiddlewaretoken": CSRF})
        expect(path, form, answer.status_code, self.answers)
        return answer

    def statements(self):
        self.ask()  # the first one of a minute also stamps that somebody is there
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            self.ask()
        return len(main) + len(keys)

    def sealing(self):
        """How many keys were unwrapped, how many values opened and sealed."""
        with counted() as told:
            self.ask()
        return dict(told)

    def cpu_ms(self):
        began = time.process_time()
        self.ask()
        return 1000 * (time.process_time() - began)

    def steps(self):
        """Of SQLite's machine; beside PostgreSQL, rows."""
        if connection.vendor == "postgresql":
            self.ask()
            with rows_of_postgres() as counted:
                self.ask()
        else:
            with steps_of_sqlite() as counted:
                self.ask()
        return sum(counted)


def medians(inside, rounds):
    """Each in turn, so that a busy minute of the machine falls on all of them alike."""
    taken = {name: [] for name in inside}
    for _ in range(rounds):
        for name, one in inside.items():
            taken[name].append(one.cpu_ms())
    return {name: median(times) for name, times in taken.items()}


@contextmanager
def steps_of_sqlite():
    """A list that grows with every so many steps that SQLite takes, in either database."""
    counted, raw = [], []
    for alias in connections:
        connections[alias].ensure_connection()
        raw.append(connections[alias].connection)

    def count():
        counted.append(PER_CALL)

    for one in raw:
        one.set_progress_handler(count, PER_CALL)
    try:
        yield counted
    finally:
        for one in raw:
            one.set_progress_handler(None, PER_CALL)


ROWS_LOOKED_AT = """SELECT SUM(COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0))
 FROM pg_stat_xact_user_tables"""


@contextmanager
def rows_of_postgres():
    """A list of how many rows were looked at in each database, within one transaction. Of a small
    table PostgreSQL rightly reads the whole: here it does so only where no index leads."""
    counted = []
    for alias in connections:
        _run(alias, "SET LOCAL enable_seqscan = off")
    before = {alias: _run(alias, ROWS_LOOKED_AT) for alias in connections}
    try:
        yield counted
    finally:
        counted += [int(_run(alias, ROWS_LOOKED_AT) - before[alias]) for alias in connections]
        for alias in connections:
            _run(alias, "SET LOCAL enable_seqscan = on")


def _run(alias, statement):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return (cursor.fetchone()[0] or 0) if cursor.description else None
