"""The organisation's key is changed while people write; the change is killed again and again."""

import os
import random
import subprocess
import sys
import time
from threading import Thread

import pytest

from tests.harness.office import Installation

KILLS = int(os.environ.get("KILLS", "4"))  # `make drill` kills fifty times
WRITERS = 3
BEGIN = "from alongside.config.setup import wake\nwake()\n"
WRITER = f"""{BEGIN}
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Person
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.vault.ring import ring
by = the_operator()
while True:
    person = add_person(known_as="Kingfisher", by=by)
    ring.clear()
    assert Person.objects.get(pk=person.pk).known_as == "Kingfisher"
    print(person.pk, flush=True)
"""
REWRAP = f"""{BEGIN}
from alongside.foundation.vault import rewrapping
rewrapping.BATCH, rewrapping.PAUSE = 10, 0.02
print("begun", flush=True)
rewrapping.rewrap()
print("ended", flush=True)
"""
READ = f"""{BEGIN}
import sys
from alongside.casework.people.models import Person
from alongside.foundation.vault.models import DataKey, KeyCheck, KeyChange
from alongside.foundation.vault.ring import ring
unreadable = 0
for pk in sys.stdin.read().split():
    ring.clear()
    try:
        unreadable += Person.objects.get(pk=pk).known_as != "Kingfisher"
    except Exception:
        unreadable += 1
wraps = KeyCheck.objects.get().fingerprint
left = DataKey.objects.exclude(wrapped=None).exclude(wrapped_by=wraps).count()
print(unreadable, left, KeyChange.objects.exclude(ended_at=None).count())
"""


class Working(Thread):
    """Somebody who adds one person after another and remembers who was acknowledged."""

    def __init__(self, office):
        super().__init__()
        self.program, self.saved = program(office, WRITER), []
        self.start()

    def run(self):
        self.saved += [line.strip() for line in self.program.stdout]

    def kill(self):
        self.program.kill()
        self.join()
        self.program.wait()
        self.program.stdout.close()
        return [pk for pk in self.saved if len(pk) == 36]


def program(office, words, **pipes):
    return subprocess.Popen(
        [sys.executable, "-c", words],
        env={**office.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
        **pipes,
    )


def killed_on_the_way(office, chance):
    """Whether the change of key was over before it was killed."""
    change = program(office, REWRAP)
    assert change.stdout.readline() == "begun\n"
    time.sleep(chance.uniform(0, 0.6))
    change.kill()
    said, _ = change.communicate()
    return "ended" in said


@pytest.mark.alone
def test_killed_again_and_again_nobody_is_lost_and_no_key_is_left_behind(tmp_path):
    office, chance = Installation(tmp_path / "office"), random.Random(11)
    office.runs("setup")
    acknowledged, on_the_way = [], 0
    workers = [Working(office) for _ in range(WRITERS)]
    for _ in range(KILLS):
        on_the_way += not killed_on_the_way(office, chance)
        acknowledged += workers.pop(0).kill()
        workers.append(Working(office))
    office.runs("rewrap")
    for worker in workers:
        acknowledged += worker.kill()
    office.runs("rewrap")
    reading = program(office, READ, stdin=subprocess.PIPE)
    told, _ = reading.communicate("\n".join(acknowledged))
    unreadable, left, changes = map(int, told.split())
    print(
        f"{KILLS} kills, {on_the_way} of them on the way, {changes} changes of key, "
        f"{len(acknowledged)} people acknowledged, {unreadable} unreadable, "
        f"{left} left under an old key"
    )
    assert on_the_way and len(acknowledged) > KILLS and changes >= 2
    assert (unreadable, left) == (0, 0)
    assert "The trail is whole" in office.runs("audit", "verify")
    assert "key was changed 0 days ago" in office.tries("doctor").stdout
