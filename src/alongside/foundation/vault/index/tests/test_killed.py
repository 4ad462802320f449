"""Two processes fold against each other and are killed again and again, while people are entered,
renamed and erased: nobody is lost, nobody is found twice."""

import json
import os
import random
import subprocess
import sys
import time

import pytest
from tests.harness.office import Installation

KILLS = int(os.environ.get("KILLS", "4"))  # `make drill` kills fifty times
BEGIN = """
from uuid import UUID, uuid4
from alongside.config.setup import wake
wake()
from django.db import connection, transaction
from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Block, Delta, Entry
from alongside.foundation.vault.index.tests.kit import an_owner, entered, found
from alongside.foundation.vault.index.writing import leave
from alongside.foundation.vault.ring import ring
"""
WRITE = f"""{BEGIN}
import sys
from pathlib import Path
n = 0
while not Path(sys.argv[1]).exists():
    with transaction.atomic():
        several = [entered("all", f"x:{{m}}") for m in range(20)]
    for m, owner in enumerate(several):
        under = f"x:{{m}}"
        if m % 3 == 0:
            under = f"y:{{m}}"
            with transaction.atomic():
                entered("all", under, owner=owner)
        if m % 5 == 0:
            under = ""
            leave(owner.pk)
        print(owner.pk, under, flush=True)
    ring.clear()
    meant = {{owner.pk for m, owner in enumerate(several) if m % 5}}
    assert found("all") & {{owner.pk for owner in several}} == meant, "seen at once"
"""
FOLD = f"""{BEGIN}
print("begun", flush=True)
while True:
    fold(batch=20)
"""
READ = f"""{BEGIN}
import json, sys
truth = json.load(sys.stdin)
def right():
    meant = {{}}
    for owner, under in truth.items():
        for token in ("all", under) if under else ():
            meant.setdefault(token, set()).add(UUID(owner))
    return all(found(token) == owners for token, owners in meant.items())
before, waiting = right(), Delta.objects.count()
while fold(): pass
folded = right() and Entry.objects.count() == sum(map(bool, truth.values()))
for owner in truth:
    leave(UUID(owner))
while fold(): pass
print(json.dumps([before, folded, waiting, Block.objects.count() + Entry.objects.count()]))
"""


def program(office, words, *told, **pipes):
    return subprocess.Popen(
        [sys.executable, "-c", words, *map(str, told)],
        env={**office.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
        **pipes,
    )


def killed(folding, chance):
    assert folding.stdout.readline() == "begun\n"
    time.sleep(chance.uniform(0.05, 0.6))
    assert folding.poll() is None, "it folds until it is killed"
    folding.kill()
    folding.wait()
    folding.stdout.close()


@pytest.mark.alone
def test_killed_while_folding_nobody_is_lost_and_nobody_stands_twice(tmp_path):
    office, chance = Installation(tmp_path / "office"), random.Random(7)
    office.runs("setup")
    over = tmp_path / "over"
    with program(office, WRITE, over) as writing:
        for _ in range(KILLS):
            both = [program(office, FOLD) for _ in range(2)]
            for folding in both:
                killed(folding, chance)
        over.touch()
        lines = [line.split(" ") for line in writing.stdout.read().splitlines() if " " in line]
    truth = {owner: under for owner, under in lines}
    with program(office, READ, stdin=subprocess.PIPE) as reading:
        told, _ = reading.communicate(json.dumps(truth))
    before, folded, waiting, left = json.loads(told)
    print(f"{2 * KILLS} kills, {len(truth)} entered, {waiting} deltas waited, {left} rows left")
    assert len(truth) > 10 * KILLS
    assert before and folded and left == 0
