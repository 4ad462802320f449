"""After a quarter of an hour the pages close; not a word is lost, and nothing is shown."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import clock
from alongside.foundation.accounts import shift
from alongside.foundation.accounts.models import Draft
from alongside.foundation.accounts.tests.conftest import PASSWORD
from alongside.foundation.accounts.windows.store import SessionStore
from alongside.foundation.audit.models import Entry


@contextmanager
def later(**gone):
    with clock.stand_at(clock.now() + timedelta(**gone)):
        yield


def test_reading_on_keeps_the_pages_open(as_ada):
    for minutes in (10, 20, 30):
        with later(minutes=minutes):
            assert as_ada.get("/account/").status_code == 200


def test_a_quarter_of_an_hour_without_use_locks_every_page(as_ada):
    with later(minutes=15):
        assert as_ada.get("/account/password/").url == "/locked/?next=/account/password/"
        assert as_ada.get("/nowhere/").status_code == 302
        blank = as_ada.get("/locked/?next=/account/password/").content.decode()
        assert "Ada" not in blank
        assert "ada@" not in blank


def test_it_stays_locked_even_when_the_clock_is_put_back(as_ada):
    with later(minutes=16):
        as_ada.get("/account/")
    assert as_ada.get("/account/").url.startswith("/locked/")


def test_a_clock_that_was_put_back_keeps_no_page_open(as_ada):
    with later(minutes=-4):
        assert as_ada.get("/account/").status_code == 200, "clocks of two machines differ a little"
    with later(minutes=-6):
        assert as_ada.get("/account/").status_code == 302


def test_unlocking_leads_back_under_a_new_session_id(as_ada):
    with later(minutes=15):
        as_ada.get("/account/")
        before = as_ada.cookies["session"].value
        wrong = as_ada.post("/locked/", {"password": "not it", "next": "/account/password/"})
        assert wrong.status_code == 200
        assert as_ada.get("/account/").status_code == 302
        right = as_ada.post("/locked/", {"password": PASSWORD, "next": "/account/password/"})
        assert right.url == "/account/password/"
        assert as_ada.cookies["session"].value != before
        assert as_ada.get("/account/password/").status_code == 200
        assert Client().get("/account/").status_code == 302


def test_it_leads_back_to_a_page_of_ours_only(as_ada):
    as_ada.post("/locked/now/")
    away = as_ada.post("/locked/", {"password": PASSWORD, "next": "//evil.example/"})
    assert away.url == "/"


def test_a_form_that_arrives_late_is_kept_and_does_nothing_else(as_ada, ada):
    with later(minutes=20):
        late = {"note": "She wants the door changed", "csrfmiddlewaretoken": "x", "once": "y"}
        assert as_ada.post("/form/", late).url == "/locked/?next=/form/"
        assert dict(Draft.objects.get(owner=ada).words) == {"note": [late["note"]]}
        assert Entry.objects.filter(verb="draft.kept", actor=ada.pk).count() == 1
        back = as_ada.post("/locked/", {"password": PASSWORD, "next": "/form/"})
        assert late["note"] in as_ada.get(back.url).content.decode()
        as_ada.post("/form/", late)
        assert not Draft.objects.exists()


def test_a_late_form_without_a_token_of_ours_is_not_kept(as_ada):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_ada.cookies
    with later(minutes=20):
        assert strict.post("/form/", {"note": "forged"}).url == "/locked/"
    assert not Draft.objects.exists()


def test_what_was_pressed_late_without_words_is_not_done_and_she_is_told(as_ada):
    with later(minutes=20):
        new = {"password": PASSWORD, "new_password": "nine brave herons wade"}
        assert as_ada.post("/account/password/", new).url == "/locked/"
        assert not Draft.objects.exists()
        as_ada.post("/locked/", {"password": PASSWORD})
        assert "was not done" in as_ada.get("/account/").content.decode()


def test_scripts_hear_that_the_page_is_locked_and_the_words_are_kept(as_ada, ada):
    with later(minutes=20):
        answer = as_ada.post("/draft/keep/", {"draft_page": "/form/", "note": "half a sent"})
        assert answer.status_code == 423
        assert as_ada.post("/still-here/").status_code == 423
    assert Draft.objects.get(owner=ada).words["note"] == ["half a sent"]


def test_keeping_a_draft_is_no_sign_of_life(as_ada):
    with later(minutes=14):
        assert as_ada.post("/draft/keep/", {"draft_page": "/form/", "note": "..."}).json()["kept"]
    with later(minutes=16):
        assert as_ada.get("/account/").url.startswith("/locked/")


def test_stay(as_ada):
    with later(minutes=14):
        assert as_ada.post("/still-here/").status_code == 204
    with later(minutes=28):
        assert as_ada.get("/account/").status_code == 200


def test_locking_by_hand(as_ada):
    assert as_ada.post("/locked/now/", {"next": "/account/"}).url == "/locked/?next=/account/"
    assert as_ada.get("/account/").status_code == 302
    assert as_ada.post("/sign-out/").url == "/sign-in/"


def test_guessing_at_the_lock_is_slowed(as_ada):
    as_ada.post("/locked/now/")
    answers = [as_ada.post("/locked/", {"password": "guess"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_shift_ends_whatever_was_done_in_it(as_ada, ada):
    for hours in range(1, 48):
        with later(minutes=14 * hours):
            as_ada.get("/account/")
    with later(hours=12):
        ended = as_ada.post("/form/", {"note": "the very last words"})
        assert ended.url == "/sign-in/?next=/form/"
        assert as_ada.get("/account/").url.startswith("/sign-in/")
    assert Draft.objects.get(owner=ada).words["note"] == ["the very last words"]


def test_a_very_long_address_is_forgotten_rather_than_refused(as_ada):
    with later(minutes=15):
        assert as_ada.get("/account/?" + "a" * 1200).url == "/locked/"


def test_pages_are_not_left_in_the_browser(as_ada):
    assert "no-store" in as_ada.get("/account/").headers["Cache-Control"]


def test_the_stamp_is_written_once_a_minute_at_most(as_ada):
    with later(minutes=5):
        as_ada.get("/account/")
        with CaptureQueriesContext(connection) as asked:
            as_ada.get("/account/")
        assert not [q for q in asked if q["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_page_that_was_on_its_way_when_she_locked_does_not_open_the_lock_again(as_ada):
    slow, fast = (SessionStore(as_ada.cookies["session"].value) for _ in range(2))
    assert not shift.is_locked(slow), "it was read before she pressed"
    shift.lock(fast)
    shift.ask_for_the_whole(fast)
    fast.save()
    slow["seen"] = "only this changed"
    slow.save()
    after = SessionStore(as_ada.cookies["session"].value)
    assert shift.is_locked(after) and shift.wants_the_whole(after)
    assert after["seen"] == "only this changed"


def test_what_one_window_takes_out_of_the_session_stays_out(as_ada):
    fast = SessionStore(as_ada.cookies["session"].value)
    shift.on_the_phone(fast)
    fast.save()
    slow = SessionStore(as_ada.cookies["session"].value)
    assert shift.call_left(slow)
    shift.lock(fast)
    fast.save()
    slow["seen"] = "only this changed"
    slow.save()
    assert not shift.call_left(SessionStore(as_ada.cookies["session"].value))
