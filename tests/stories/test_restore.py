"""Sam was erased; then the machine is lost, and last month's backup is all there is."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

from tests.harness.office import Installation
from tests.stories.test_backup import SHARE, elsewhere

pytestmark = pytest.mark.postgres
LIVES = """
from alongside.config.setup import wake
wake()
from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.foundation.accounts.commands import add_user, the_operator
operator = the_operator()
for name, role in (("Maja", "manager"), ("Mona", "senior_worker")):
    add_user(email=f"{name}@example.org", name=name, role=role, by=operator)
sam = add_person(known_as="Sam", given_names="Samira", by=operator)
add_contact_point(sam, kind="mobile", value="07700 900142", by=operator)
for name in ("Alex", "Rana"):
    add_person(known_as=name, by=operator)
print(sam.pk)
"""
ERASE = """
from alongside.config.setup import wake
wake()
from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
    order_erasure,
)
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User
maja, mona = (User.objects.get(name=name) for name in ("Maja", "Mona"))
order = order_erasure(Person.objects.get(pk=sys.argv[1]), case=None, ground="asked", by=maja)
assert carry_out(agree_to_erasure(order, by=mona), by=mona).completed_at
"""
OPENS = """
from alongside.config.setup import wake
wake()
from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.brought_back.shut import StillShut
try:
    told = Person.objects.get(pk=sys.argv[1]).known_as
except (KeyGone, StillShut) as error:
    told = type(error).__name__
others = []
for person in Person.objects.exclude(pk=sys.argv[1]):
    try:
        others.append(person.known_as)
    except StillShut:
        pass
print(told, len(others), ContactPoint.objects.filter(person=sys.argv[1]).count())
"""


def program(office, words, *given):
    return subprocess.run(
        [sys.executable, "-c", "import sys\n" + words, *given],
        env={**office.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout.split()


class Kept:
    """What lies away from the machine: the backup of last month, two shares, the newest list."""

    def __init__(self, shelf):
        office = Installation(shelf / "office", ALONGSIDE_DEMO="yes")
        office.runs("setup")
        (self.sam,) = program(office, LIVES)
        self.shares = SHARE.findall(office.runs("recovery-key"))
        kept = office.home / "checkpoints" / "erasures.list"
        (shelf / "first").mkdir()
        office.runs("backup", str(shelf / "first"))
        self.older = copy(kept, shelf / "older.list")
        office.runs("backup", str(shelf))
        (self.backup,) = shelf.glob("*.backup")
        program(office, ERASE, self.sam)
        self.list = copy(kept, shelf / "erasures.list")
        self.typed = f"{self.shares[0]}\n{self.shares[1]}\n"
        assert program(office, OPENS, self.sam)[0] == "KeyGone"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return Kept(tmp_path_factory.mktemp("shelf"))


def test_one_command_brings_everybody_back_but_whoever_was_erased(kept, tmp_path):
    other = elsewhere(tmp_path)
    said = other.runs("restore", str(kept.backup), "--erased", kept.list, typed=kept.typed)
    assert "Restored and equal" in said and "keys were destroyed again" in said
    told, others, points = program(other, OPENS, kept.sam)
    assert (told, points) == ("KeyGone", "0") and others == "2"
    other.runs("index", "check")  # nor does the index find her
    other.runs("doctor")
    assert "something here already" in other.refuses(
        "restore", str(kept.backup), "--erased", kept.list, typed=kept.typed
    )


def test_it_asks_for_the_list_and_stays_shut_without(kept, tmp_path):
    other = elsewhere(tmp_path)
    told = other.refuses("restore", str(kept.backup), typed=f"{kept.typed}\n")
    assert "stays shut" in told
    assert program(other, OPENS, kept.sam)[:2] == ["StillShut", "0"]
    for command in ("serve", "setup", "worker", "start"):
        assert "stays shut" in other.refuses(command), command
    assert "stays shut" in other.refuses("backup", str(tmp_path))
    assert "FAULT: This place was brought back" in other.tries("doctor").stdout
    said = other.runs("restore", str(kept.backup), typed=f"{kept.typed}{kept.list}\n")
    assert "keys were destroyed again" in said
    assert program(other, OPENS, kept.sam)[0] == "KeyGone"
    other.runs("setup")


def test_the_list_may_be_brought_later(kept, tmp_path):
    other = elsewhere(tmp_path)
    other.refuses("restore", str(kept.backup), typed=kept.typed)
    assert "keys were destroyed again" in other.runs("erase", "again", kept.list)
    assert program(other, OPENS, kept.sam)[0] == "KeyGone"


def test_whoever_says_that_nobody_was_erased_is_told_what_that_does(kept, tmp_path):
    other = elsewhere(tmp_path)
    said = other.runs("restore", str(kept.backup), "--no-erasures-since", typed=kept.typed)
    assert "Whoever was erased after" in said and "can be opened again" in said
    assert program(other, OPENS, kept.sam)[0] == "Sam"
    trail = other.asks(
        "__import__('alongside.foundation.audit.models', fromlist=['x']).Entry.objects"
        ".filter(verb='erasures.said_to_be_none').count()"
    )
    assert trail == "1"


def test_a_list_of_before_the_backup_is_not_the_newest(kept, tmp_path):
    other = elsewhere(tmp_path)
    words = ("restore", str(kept.backup), "--erased", kept.older)
    assert "there is a newer one" in other.refuses(*words, typed=kept.typed)
    assert not other.home.exists()
    said = other.runs(*words, "--no-erasures-since", typed=kept.typed)
    assert "0 keys were destroyed again" in said and "can be opened again" in said


def test_a_list_that_was_altered_is_refused_before_anything_is_written(kept, tmp_path):
    told, spoilt = json.loads(Path(kept.list).read_text()), tmp_path / "spoilt.list"
    spoilt.write_text(json.dumps({**told, "said": told["said"].replace(", ", ",")}))
    other = elsewhere(tmp_path)
    words = ("restore", str(kept.backup), "--erased", str(spoilt))
    assert "not signed by this organisation" in other.refuses(*words, typed=kept.typed)
    assert not other.home.exists()


STEPS = [
    "alongside.foundation.vault.brought_back.shut.begin",
    "alongside.foundation.backups.restoring._write",
    "alongside.foundation.backups.restoring._bring_keys",
    "alongside.foundation.backups.restoring._bring_key_changes",
    "alongside.foundation.backups.restoring._put_key",
    "alongside.foundation.vault.brought_back.shut.note_whole",
    "alongside.config.setup.prepare",
    "alongside.casework.erasures.again.erase_again",
    "alongside.casework.erasures.again.clear_away_again",
    "alongside.casework.erasures.again.keep_list",
]
DIES_AFTER = """
import os, signal
from importlib import import_module
from alongside.config.setup import wake
from alongside.config.cli import main
wake()
module, _, name = sys.argv.pop(1).rpartition(".")
module = import_module(module)
works = getattr(module, name)
def last(*args, **kwargs):
    works(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, name, last)
main()
"""


def test_killed_after_each_step_it_goes_on_and_never_opens_before_the_end(kept, tmp_path):
    other = elsewhere(tmp_path)
    for step in STEPS:
        words = [step, "restore", str(kept.backup), "--erased", kept.list]
        killed = subprocess.run(
            [sys.executable, "-c", "import sys\n" + DIES_AFTER, *words],
            env={**other.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
            input=kept.typed,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert killed.returncode == -signal.SIGKILL, (step, killed.stderr)
        assert "restore" in other.refuses("setup"), step
    assert program(other, OPENS, kept.sam)[:2] == ["KeyGone", "0"], "and nobody else opens yet"
    said = other.runs("restore", str(kept.backup), "--erased", kept.list, typed=kept.typed)
    assert "Restored and equal" in said
    told, others, points = program(other, OPENS, kept.sam)
    assert (told, points) == ("KeyGone", "0") and others == "2"
    assert "The trail is whole" in other.runs("audit", "verify")


def test_another_backup_does_not_go_on_with_it(kept, tmp_path):
    other = elsewhere(tmp_path)
    other.refuses("restore", str(kept.backup), typed=kept.typed)
    (first,) = (kept.backup.parent / "first").glob("*.backup")
    told = other.refuses("restore", str(first), "--erased", kept.list, typed=kept.typed)
    assert "The restore of another backup was begun here" in told
