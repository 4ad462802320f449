"""The disk runs full, PostgreSQL is killed: nothing is called saved that is not; it passes."""

import re
import subprocess
import time
from contextlib import suppress
from urllib.error import HTTPError
from uuid import uuid4

import pytest
from django.core.signals import request_started
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.urls import reverse

from alongside.casework.support.models import Contact
from alongside.foundation import room
from tests.harness.postgres import Server
from tests.stories.test_kill import Office, Writer, token_in

WORDS = "Sam wants to sleep at Rana's until the locks are changed."
LONG_WORDS = " ".join([WORDS] * 150)  # more than fits on a page that is there already
DISK = 150_000_000  # bytes of a disk of its own


class FullDisk:
    """SQLite finds no room for one more page: what it says is what it says on a full disk."""

    def __init__(self):
        self.limited = []

    def fill(self):
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # no page is left over
        connection_created.connect(self._limit)
        request_started.connect(self._limit_this_thread_s)
        connections.close_all()

    def free(self):
        connection_created.disconnect(self._limit)
        request_started.disconnect(self._limit_this_thread_s)
        for limited in self.limited:  # the server's own threads keep theirs open
            limited.execute("PRAGMA max_page_count = 1000000")
        self.limited.clear()

    def _limit_this_thread_s(self, **signal):
        """A thread of the server that served an autosave before goes on with its connection."""
        if connection.connection is not None:
            self._limit(connection)

    def _limit(self, connection, **signal):
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA max_page_count = 1")
            self.limited.append(connection.connection)


@pytest.fixture
def disk():
    disk = FullDisk()
    yield disk
    disk.free()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the disk of SQLite")
def test_a_note_on_a_full_disk(visitor, as_ada, sams_case, disk):
    page = reverse("contacts:add", args=[sams_case.pk])
    ada = visitor(as_ada).goes_to(page).fills("Wishes", LONG_WORDS).fills("Minutes", "12")
    ada.chooses("Did you reach each other?", "Yes, we spoke")
    disk.fill()
    ada.presses("Save the contact", status=503)
    ada.sees("Not saved yet", WORDS).screenshot("not-saved")
    ada.presses("Send it again", status=503).sees("Not saved yet", WORDS)
    assert not Contact.objects.exists()

    disk.free()
    ada.presses("Send it again").sees("The contact is saved")
    assert Contact.objects.get().wishes == LONG_WORDS


def test_little_is_left_and_every_page_says_so(visitor, as_ada, sams_case, monkeypatch):
    monkeypatch.setattr(room, "free", lambda: room.LITTLE - 1)
    ada = visitor(as_ada).goes_to("/today/").sees("nothing new is being saved")
    ada.screenshot("little-room")
    ada.goes_to(reverse("desk:case", args=[sams_case.pk])).sees("Sam")


@pytest.fixture
def small_disk(tmp_path):
    """A real one, where the machine lets us have it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=700", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk of its own can only be made by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def answer(worker, path, **fields):
    """Status and page, whatever the status; the same form may be sent twice."""
    try:
        got = worker.send(path, **fields) if fields else worker.browser.open(path, timeout=40)
        return got.status, got.read().decode(), got.url
    except HTTPError as refused:
        return refused.code, refused.read().decode(), path


class Desk:
    """Ada at work on a real installation: one case, one form."""

    def __init__(self, office):
        self.office, self.worker = office, Writer(office)
        self.worker.sign_in()
        found = re.search(r"/cases/([0-9a-f-]{36})/", self.worker.read("/cases/"))
        self.case = f"/cases/{found[1]}/"
        self.form = f"{self.case}contacts/add/"
        self.csrf = token_in(self.worker.read(self.form))

    def reads(self):
        return answer(self.worker, self.office.address + self.case)

    def sends(self, once):
        told = {"channel": "phone", "reached": "yes", "minutes": "7", "on": "today"}
        token = {"csrfmiddlewaretoken": self.csrf, "once": once}
        return answer(self.worker, self.form, wishes=WORDS, **told, **token)


@pytest.mark.alone
def test_a_real_disk_runs_full_and_has_room_again(small_disk):
    office = Office(small_disk)
    office.start()
    try:
        desk, hog, once = Desk(office), small_disk / "hog", str(uuid4())
        assert (small_disk / "data" / "ballast").exists()
        fill(hog)

        status, page, _url = desk.sends(once)
        assert status == 503 and "Not saved yet" in page and "locks are changed" in page
        assert not (small_disk / "data" / "ballast").exists()
        for _ in range(20):
            status, page, _url = desk.reads()
            assert status == 200 and "nothing new is being saved" in page
        assert desk.sends(once)[0] == 503

        hog.unlink()
        for _ in range(2):
            status, page, url = desk.sends(once)
            assert status == 200 and not url.endswith("/add/")
        tokens = [token for (token,) in office.ask("SELECT token FROM audit_deed")]
        assert tokens.count(once.replace("-", "")) == 1
        until(lambda: (small_disk / "data" / "ballast").exists())
        office.kill()
        assert "The trail is whole" in office.run("audit", "verify").stdout
    finally:
        if office.server.poll() is None:
            office.kill()


def fill(hog):
    """To the last byte."""
    with hog.open("wb", buffering=0) as file:
        for block in (2**20, 2**12, 1):
            with suppress(OSError):
                while file.write(bytes(block)):
                    pass


def until(happens, seconds=60):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "It did not happen."
        time.sleep(0.2)


@pytest.mark.alone
def test_postgresql_is_killed_and_comes_back(tmp_path):
    with Server() as server:
        office = Office(tmp_path, **server.addresses)
        office.start()
        try:
            desk, once = Desk(office), str(uuid4())
            server.kill()

            status, page, _url = desk.sends(once)
            assert status == 503 and "Not saved yet" in page
            assert desk.reads()[0] == 503 and not office.answers()
            assert office.server.poll() is None, "the service itself stands"

            time.sleep(20)  # a pool that tries again by itself waits longer each time
            server.start()
            until(office.answers, seconds=10)
            for _ in range(8):
                status, page, url = desk.sends(once)
                assert status == 200 and not url.endswith("/add/")
            office.kill()
            verified = office.run("audit", "verify")
            assert "The trail is whole" in verified.stdout, verified.stderr
        finally:
            if office.server.poll() is None:
                office.kill()
            server.kill()
