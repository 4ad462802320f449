"""What is counted of one person or one hour costs no more in a house where much is read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bench.asking import steps_of_sqlite
from django.db import connection

from alongside.casework.openings.counting import hours_of_all
from alongside.casework.openings.files import readings_of
from alongside.casework.openings.queries import lines_of
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import subject_of
from alongside.foundation.clock import now

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the steps of SQLite's own machine are counted"
)


def read(lines):
    """So many openings, each of them by somebody, of something, at a moment."""
    stream, told = uuid4(), {"verb": "visited.case_read", "mac": b""}
    Entry.objects.bulk_create(
        Entry(stream=stream, n=n, actor=who, subject=what, at=at, **told)
        for n, (who, what, at) in enumerate(lines, start=1)
    )


def steps(ask):
    with steps_of_sqlite() as counted:
        ask()
    return sum(counted)


def test_what_others_read_makes_nothing_dearer(ada, ben, sams_case):
    here, sam = now(), subject_of(sams_case)
    read((ada.pk, sam, here - timedelta(minutes=n)) for n in range(60))
    asked = {
        "an hour": lambda: list(hours_of_all(here - timedelta(hours=1), here, 0)),
        "a file": lambda: readings_of(sams_case, until=here),
        "a person": lambda: lines_of(ada.pk, since=here - timedelta(days=90), until=here),
    }
    few = {what: steps(ask) for what, ask in asked.items()}
    days = (timedelta(days=1 + n / 100) for n in range(6000))
    read((ben.pk, f"cases.case:{n % 50}", here - day) for n, day in enumerate(days))
    many = {what: steps(ask) for what, ask in asked.items()}
    assert {what for what in asked if many[what] > 1.3 * few[what] + 200} == set()
