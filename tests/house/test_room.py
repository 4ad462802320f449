"""The disk runs full: nothing is called saved that is not, reading goes on, and it passes."""

import errno
from uuid import uuid4

import pytest
from django.db import InterfaceError, OperationalError
from django.urls import reverse

from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Person
from alongside.casework.support.models import Contact
from alongside.foundation import room
from alongside.foundation.accounts.commands import keep_draft
from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.jobs.models import Job

MB = 1024 * 1024
WORDS = "Sam wants to sleep at Rana's <until> the locks are changed."
CONTACT = {"channel": "phone", "reached": "yes", "minutes": "5", "on": "today", "wishes": WORDS}


@pytest.fixture
def disk(monkeypatch, settings, tmp_path):
    """A disk of which the test says how much is free beside the ballast."""
    settings.DATA = tmp_path

    class Disk:
        free = 500 * MB

        def left(self):
            return self.free - (room.BALLAST if room.ballast().exists() else 0)

    disk = Disk()
    monkeypatch.setattr(room, "free", disk.left)
    monkeypatch.setattr(room, "BALLAST", 4 * MB)
    monkeypatch.setattr(room, "LITTLE", 2 * MB)
    room.take_ballast_in()
    return disk


def test_with_room_the_ballast_stands_and_all_is_saved(disk, ada):
    assert room.ballast().stat().st_size == room.BALLAST
    assert not room.is_short() and add_person(known_as="Sam", by=ada)


def test_with_little_left_the_ballast_goes_and_nothing_more_is_saved(disk, ada):
    disk.free = room.BALLAST + MB
    with pytest.raises(room.NoRoom):
        add_person(known_as="Sam", by=ada)
    assert not Person.objects.exists() and not room.ballast().exists()
    assert room.is_short(), "what the ballast kept back is for reading"


def test_it_goes_on_by_itself_when_there_is_room_again(disk, ada):
    disk.free = room.BALLAST + MB
    assert room.is_short()
    disk.free = 500 * MB
    assert add_person(known_as="Sam", by=ada)
    room.take_ballast_in()
    assert room.ballast().exists()


def test_between_much_and_little_it_does_not_flicker(disk):
    disk.free = room.BALLAST + room.LITTLE + MB
    assert not room.is_short()
    room.let_ballast_go()
    disk.free = room.LITTLE + MB
    assert room.is_short()
    room.take_ballast_in()
    assert not room.ballast().exists(), "there is not enough to keep any back"


def test_a_ballast_that_does_not_fit_leaves_nothing_behind(disk, monkeypatch):
    room.let_ballast_go()

    def full(*file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(room.os, "posix_fallocate", full)
    room.take_ballast_in()
    assert not list(room.ballast().parent.glob("ballast*"))


def test_what_is_small_and_may_not_wait_is_still_done(disk, ada, ben, as_otto):
    disk.free = room.BALLAST + MB
    as_otto.post(reverse("workforce:end", args=[ben.pk]))
    assert keep_draft("/account/", {"next": [WORDS]}, subject=None, by=ada)
    ben.refresh_from_db()
    assert not ben.is_active


def test_ada_reads_on_and_every_page_says_so(disk, as_ada, sams_case):
    disk.free = room.BALLAST + MB
    before = Entry.objects.count()
    for page in (reverse("desk:today"), reverse("desk:case", args=[sams_case.pk])):
        answer = as_ada.get(page)
        assert answer.status_code == 200 and "nothing new is being saved" in answer.content.decode()
    assert Entry.objects.count() > before, "and each opening leaves its line"
    disk.free = 500 * MB
    assert "nothing new is being saved" not in as_ada.get(page).content.decode()


def test_what_ada_typed_is_on_the_page_and_is_saved_once_when_sent_again(disk, as_ada, sams_case):
    disk.free = room.BALLAST + MB
    page = reverse("contacts:add", args=[sams_case.pk])
    sent = {**CONTACT, "once": str(uuid4())}

    answer = as_ada.post(page, sent)

    text = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert "Not saved yet" in text and "&lt;until&gt; the locks are changed." in text
    assert text.count(sent["once"]) == 1, "tokens are sent along and not shown"
    assert f'name="once" value="{sent["once"]}"' in text and not Contact.objects.exists()
    disk.free = 500 * MB
    for _ in range(2):
        assert as_ada.post(page, sent).status_code == 302
    assert Contact.objects.get().wishes == WORDS


REFERRAL = {"source": "self", "danger": "unknown", "address_class": "not_asked"}
REFERRAL |= {"known_as": "Gwen", "postcode": "N1 2AB", "happened": WORDS}
NUMBER = {"kind": "mobile", "value": "07700 900142", "code_question": WORDS, "code_reply": "Blue"}


@pytest.mark.parametrize("page", ["intake:add", "cases:add_safe_contact"])
def test_a_postcode_and_an_agreed_word_are_no_secrets_that_take_the_rest_along(
    page, disk, as_ada, sams_case
):
    disk.free = room.BALLAST + MB
    of = [] if page == "intake:add" else [sams_case.pk]
    more = {"state": "safe", "when": "any", "voicemail": "no"}
    answer = as_ada.post(reverse(page, args=of), REFERRAL if not of else {**NUMBER, **more})
    assert answer.status_code == 503 and "locks are changed" in answer.content.decode()


@pytest.mark.parametrize("name", ["code", "fresh-code", "pin", "again", "new_password"])
def test_a_secret_is_never_shown_again(name, disk, as_ada, sams_case):
    disk.free = room.BALLAST + MB
    page = reverse("contacts:add", args=[sams_case.pk])
    answer = as_ada.post(page, {**CONTACT, name: "918 273"})
    assert answer.status_code == 503 and "918 273" not in answer.content.decode()


TROUBLES = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    OperationalError("terminating connection due to administrator command"),
    InterfaceError("the connection is closed"),
    OSError(errno.ENOSPC, "No space left on device"),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_each_trouble_with_the_place_is_told_in_words(
    disk, as_ada, sams_case, monkeypatch, trouble
):
    def fails(*args, **kwargs):
        raise trouble

    monkeypatch.setattr("alongside.foundation.audit.trail._outermost", fails)
    answer = as_ada.post(reverse("contacts:add", args=[sams_case.pk]), CONTACT)
    assert answer.status_code == 503 and "Not saved yet" in answer.content.decode()
    assert "locks are changed" in answer.content.decode()
    answer = as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    assert answer.status_code == 503 and "Not available just now" in answer.content.decode()


def test_an_error_that_says_full_lets_the_ballast_go(disk):
    assert room.is_full(OperationalError("database or disk is full"))
    assert not room.is_full(OperationalError("database is locked"))
    assert room.is_full(OSError(errno.ENOSPC, "No space left on device"))
    assert not room.is_full(OSError(errno.EACCES, "denied")) and not room.is_full(None)


@pytest.mark.parametrize("page", ["password", "sign-in"])
def test_a_password_is_never_shown_again(disk, client, as_ada, monkeypatch, page):
    monkeypatch.setattr("alongside.foundation.accounts.views.account.PasswordForm", _broken)
    browser = client if page == "sign-in" else as_ada
    secret = {"login": "ada@example.org", "password": "seven green umbrellas"}
    browser.raise_request_exception = False
    if page == "sign-in":
        monkeypatch.setattr("alongside.foundation.accounts.guessing.throttle.Try.claim", _broken)
    answer = browser.post(reverse(page), secret)
    assert answer.status_code == 503 and "umbrellas" not in answer.content.decode()


def _broken(*args, **kwargs):
    raise OperationalError("database is locked")


def test_a_forged_form_is_not_shown_its_words(disk, ada, as_ada, sams_case):
    """The check of the form's token comes first."""
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_ada.cookies
    disk.free = room.BALLAST + MB
    answer = strict.post(reverse("contacts:add", args=[sams_case.pk]), CONTACT)
    assert answer.status_code == 403 and "locks are changed" not in answer.content.decode()


def test_the_worker_takes_no_job_while_there_is_no_room(disk, ada, monkeypatch):
    from alongside.foundation.jobs.worker import Worker

    ask_for("trail.checkpoint", by=ada)
    disk.free = room.BALLAST + MB
    worker, rests = Worker(), []

    def rest(seconds):
        rests.append(seconds)
        worker.stopping = len(rests) == 3

    monkeypatch.setattr(worker, "_rest", rest)
    monkeypatch.setattr("alongside.foundation.jobs.worker.close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "_listen_for_signals", lambda: None)
    worker.run()
    assert Job.objects.get(every=None).tries == 0 and rests == [1.0, 1.0, 1.0]


def test_whoever_watches_the_machine_is_told(disk, client):
    from alongside.foundation.vault.organisation import check_key

    check_key()
    assert client.get("/health/ready/").json() == {"ready": True}
    disk.free = room.BALLAST + MB
    assert client.get("/health/ready/").json() == {"ready": True, "saving": False}
