"""The machine is gone; from a file and two sheets of paper everything stands again elsewhere."""

import re
import subprocess
import sys
from threading import Thread

import pytest

from tests.harness.office import Installation

NAMES = (
    "'|'.join(sorted(f'{p.known_as} {p.family_name}' for p in "
    "__import__('alongside.casework.people.models', fromlist=['Person']).Person.objects.all()))"
)
WRITER = """
from alongside.config.setup import wake
wake()
from alongside.casework.people.commands import add_person
from alongside.foundation.accounts.commands import the_operator
by = the_operator()
print("begun", flush=True)
for number in range(10_000):
    add_person(known_as=f"Kingfisher {number}", by=by)
    print(number, flush=True)
"""


SINCE = "--no-erasures-since"
SHARE = re.compile(r"^(?:[A-Z2-7]{4}-){18}[A-Z2-7]{4}$", re.M)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = Installation(tmp_path_factory.mktemp("office"), ALONGSIDE_DEMO="yes")
    office.runs("demo")
    return office


@pytest.fixture(scope="module")
def shares(office):
    return SHARE.findall(office.runs("recovery-key"))


@pytest.fixture(scope="module")
def backup(office, shares, tmp_path_factory):
    shelf = tmp_path_factory.mktemp("shelf")
    office.runs("backup", str(shelf))
    (file,) = shelf.iterdir()
    return file


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


@pytest.fixture
def fresh(tmp_path):
    """An installation with nobody in it yet."""
    fresh = Installation(tmp_path / "fresh", ALONGSIDE_DEMO="yes")
    fresh.runs("setup")
    return fresh


def elsewhere(tmp_path):
    return Installation(tmp_path / "elsewhere", ALONGSIDE_DEMO="yes")


def test_two_of_three_bring_everything_back(office, shares, backup, tmp_path):
    other = elsewhere(tmp_path)
    said = other.runs("restore", str(backup), SINCE, typed=f"{shares[2]}\n{shares[0]}\n")
    assert "Restored and equal" in said and "The trail is whole" in said
    assert other.asks(NAMES) == office.asks(NAMES) and "Sam" in other.asks(NAMES)
    assert "The trail is whole" in other.runs("audit", "verify")
    other.runs("backup", str(tmp_path))  # the recovery key came along


def test_a_drill_writes_nothing(shares, backup, tmp_path):
    other = elsewhere(tmp_path)
    said = other.runs("restore", "--check", str(backup), typed=f"{shares[0]}\n{shares[1]}\n")
    assert "The backup is whole" in said
    assert not other.home.exists()


def test_what_was_saved_before_the_backup_began_is_in_it(fresh, shelf, tmp_path):
    shares = SHARE.findall(fresh.runs("recovery-key"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER],
            env={**fresh.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    saved = [0, 0]

    def listen(number):
        for _ in writers[number].stdout:
            saved[number] += 1

    listeners = [Thread(target=listen, args=(number,)) for number in range(2)]
    for listener in listeners:
        listener.start()
    while min(saved) < 10:
        assert all(writer.poll() is None for writer in writers)
    before = sum(saved) - 2  # the first line of each only says that it has begun
    fresh.runs("backup", str(shelf))
    while_it_ran = sum(saved) - 2 - before
    for writer in writers:
        writer.kill()
    for listener, writer in zip(listeners, writers, strict=True):
        listener.join()
        writer.wait()
        writer.stdout.close()
    (file,) = shelf.iterdir()
    other = elsewhere(tmp_path)
    other.runs("restore", str(file), SINCE, typed=f"{shares[0]}\n{shares[1]}\n")
    assert while_it_ran > 0, "nobody wrote while the backup was taken"
    assert other.asks(NAMES).count("Kingfisher") >= before


def test_a_damaged_file_is_refused_before_anything_is_written(shares, backup, shelf, tmp_path):
    raw, damaged = bytearray(backup.read_bytes()), shelf / "damaged.backup"
    raw[len(raw) // 2] ^= 1
    damaged.write_bytes(raw)
    other = elsewhere(tmp_path)
    told = other.refuses("restore", str(damaged), typed=f"{shares[0]}\n{shares[1]}\n")
    assert "damaged or cut off" in told
    assert not other.home.exists()


def test_one_share_or_a_strangers_opens_nothing(fresh, shares, backup, tmp_path):
    other = elsewhere(tmp_path)
    twice = f"{shares[0]}\n{shares[0]}\n"
    assert "same share twice" in other.refuses("restore", str(backup), typed=twice)
    anew = SHARE.findall(fresh.runs("recovery-key"))
    newer = f"{anew[0]}\n{anew[1]}\n"
    assert "do not open this backup" in other.refuses("restore", str(backup), typed=newer)


def test_nothing_is_ever_written_over(office, shares, backup):
    told = office.refuses("restore", str(backup), typed=f"{shares[0]}\n{shares[1]}\n")
    assert "something here already" in told
    assert "Sam" in office.asks(NAMES)


def test_without_a_recovery_key_no_backup_is_pretended(fresh, shelf):
    assert "no recovery key yet" in fresh.refuses("backup", str(shelf))
    assert not list(shelf.iterdir())


def test_another_organisations_backup_is_told_apart(office, shares, fresh, shelf, tmp_path):
    """Whoever knows the public half can seal a file to it, but not sign as this organisation."""
    public = office.asks(
        "__import__('alongside.foundation.vault.recovery', fromlist=['x']).recovery_key()"
        ".public_bytes_raw().hex()"
    )
    forge = (
        "from alongside.config.setup import wake; wake()\n"
        "from alongside.foundation.backups import taking\n"
        "from pathlib import Path\n"
        "from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey as K\n"
        f"taking.recovery_key = lambda: K.from_public_bytes(bytes.fromhex('{public}'))\n"
        "from alongside.foundation.accounts.commands import the_operator\n"
        f"taking.take_backup(Path('{shelf}'), by=the_operator())\n"
    )
    fresh.runs("recovery-key")
    subprocess.run(
        [sys.executable, "-c", forge],
        env={**fresh.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        check=True,
        capture_output=True,
    )
    (forged,) = shelf.iterdir()
    told = elsewhere(tmp_path).refuses("restore", str(forged), typed=f"{shares[0]}\n{shares[1]}\n")
    assert "made by another organisation" in told


def test_no_word_and_no_key_lies_readable_in_it(office, backup):
    raw, key = backup.read_bytes(), (office.home / "keys" / "organisation.key").read_bytes()
    names = [name.split()[0].encode() for name in office.asks(NAMES).split("|")]
    assert key not in raw and b"SQLite format" not in raw and b"PGDMP" not in raw
    assert not [name for name in names if len(name) > 4 and name in raw]
    left = {path.name for path in (office.home / "data").iterdir()}
    assert not [name for name in left if "being-copied" in name]


def test_the_doctor_tells_how_old_the_last_one_is(office, backup):
    assert "the last good backup was taken 0 days ago" in office.runs("doctor")
