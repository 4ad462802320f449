"""Killed with nine in the middle of a file, by command and by page: run again, nobody is missing
and nobody is here twice, and whoever is in is found."""

import json
import os
import subprocess
import sys

import pytest
from tests.harness.office import ALONGSIDE, Installation

ROWS, KILLS = 1500, int(os.environ.get("KILLS", "2"))
MAP = """feed: partner
reference: "{ref}"
fields: {source: partner, known_as: "{name}", phone: "{phone}"}
"""
WAKE = """
import sys
from alongside.config.setup import wake
wake()
from alongside.casework.intake.models import Batch, Referral
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.imports.models import Upload
"""
BRING = f"""{WAKE}
from pathlib import Path
from alongside.casework.intake.feeds.commands import begin_upload
from alongside.casework.intake.feeds.plans import Plan
from alongside.foundation.imports.commands import keep_upload, map_upload
from alongside.foundation.imports.contents import contents_of
from alongside.foundation.imports.tables import read_table
by, table = the_operator(), read_table(Path(sys.argv[1]))
upload = keep_upload("referrals", table, contents_of(table), feed="partner", by=by)
means = [("ref", "reference"), ("name", "known_as"), ("phone", "phone")]
map_upload(upload, Plan(means, source="partner").data(), meant="", by=by)
begin_upload(upload, remembered=upload.plan, by=by)
"""
GO_ON = f"""{WAKE}
from alongside.casework.intake.feeds.taking import go_on
go_on(Upload.objects.get(), by=the_operator())
"""
WATCH = f"""{WAKE}
import time
while True:
    print(Referral.objects.count(), flush=True)
    time.sleep(0.02)
"""
TELL = f"""{WAKE}
import json
from alongside.casework.people.finding.mending import differences
from alongside.casework.people.models import ContactPoint, Person
names = [person.known_as for person in Person.objects.all()]
told = {{"names": sorted(set(names)), "people": len(names), "points": ContactPoint.objects.count()}}
told |= {{"referrals": Referral.objects.count(), "otherwise": len(list(differences()))}}
told |= {{"in batches": sum(Batch.objects.values_list("taken", flat=True))}}
upload = Upload.objects.first()
told |= {{"upload": [upload.state, upload.taken, upload.looked_at] if upload else None}}
print(json.dumps(told))
"""


@pytest.fixture
def office(tmp_path):
    office = Installation(tmp_path / "office")
    office.runs("setup")
    (tmp_path / "map.yaml").write_text(MAP)
    rows = (f"{n},Person {n:04},07700 9{n:05}\n" for n in range(ROWS))
    (tmp_path / "feed.csv").write_text("ref,name,phone\n" + "".join(rows))
    return office


def program(office, *words):
    told = {**office.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    return subprocess.Popen(words, env=told, stdout=subprocess.PIPE, text=True)


def killed_in_the_middle(office, *words):
    """Again and again, each time once another batch stands; how many rows stood then."""
    stood = [0]
    with program(office, sys.executable, "-c", WATCH) as watching:
        for _ in range(KILLS):
            taking = program(office, *words)
            while (now := int(watching.stdout.readline())) == stood[-1]:
                assert taking.poll() is None, "it takes in until it is killed"
            taking.kill()
            taking.communicate()
            stood.append(now)
        watching.kill()
    return stood[1:]


def everybody_is_here_once(office):
    with program(office, sys.executable, "-c", TELL) as telling:
        told = json.loads(telling.stdout.read())
    assert told["names"] == [f"Person {n:04}" for n in range(ROWS)]
    here = ("people", "points", "referrals", "in batches")
    assert {told[name] for name in here} == {ROWS} and told["otherwise"] == 0
    office.runs("audit", "verify")
    return told["upload"]


@pytest.mark.alone
def test_the_command_is_simply_run_again(office, tmp_path):
    words = ["import", "referrals", str(tmp_path / "feed.csv"), "--map", str(tmp_path / "map.yaml")]
    stood = killed_in_the_middle(office, *ALONGSIDE, *words)
    assert stood[0] > 0 and stood[-1] < ROWS
    said = office.runs(*words)
    there = int(said.split(" already")[0].split()[-1].replace(",", ""))
    assert there >= stood[-1] and there % 250 == 0, said
    assert everybody_is_here_once(office) is None


@pytest.mark.alone
def test_by_page_the_work_in_the_background_goes_on(office, tmp_path):
    with program(office, sys.executable, "-c", BRING, str(tmp_path / "feed.csv")) as bringing:
        bringing.communicate()
    stood = killed_in_the_middle(office, sys.executable, "-c", GO_ON)
    assert stood[0] > 0 and stood[-1] < ROWS
    with program(office, sys.executable, "-c", GO_ON) as going_on:
        going_on.communicate()
    assert everybody_is_here_once(office) == ["done", ROWS, ROWS]
