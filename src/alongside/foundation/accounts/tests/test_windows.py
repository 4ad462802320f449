"""Where Ada is signed in; what opens her lock; and what a shared computer keeps of her: nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation import clock
from alongside.foundation.accounts.commands import (
    change_password,
    end_access,
    keep_draft,
    set_sign_in_rules,
)
from alongside.foundation.accounts.models import DevicePin, Window
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    add_key,
    browser,
    code_for,
    give_code,
    give_password,
)
from alongside.foundation.accounts.tests.software_key import SoftwareKey
from alongside.foundation.accounts.tests.test_signing_in import home_of
from alongside.foundation.accounts.windows.pins import is_too_easy
from alongside.foundation.accounts.windows.queries import windows_of

PIN, LOCK = "274918", "/locked/"


@pytest.fixture
def elsewhere(as_ada):
    """Ada at a second place, signed in with her second code."""
    there = browser(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    give_password(there)
    give_code(there, code_for(ahead=1))
    assert home_of(there)
    return there


def test_she_sees_each_window_and_ends_one_at_once(as_ada, ada, elsewhere):
    page = as_ada.get("/account/windows/").content.decode()
    assert "Firefox on Windows" in page and "the one you are looking at" in page
    assert as_ada.cookies["session"].value not in page
    assert elsewhere.cookies["session"].value not in page
    here = as_ada.cookies["session"].value
    other = next(window for window in windows_of(ada, here) if not window.here)
    as_ada.post("/account/windows/end/", {"window": other.handle})
    assert not home_of(elsewhere)
    assert home_of(as_ada)


def test_or_all_the_others(as_ada, ada, elsewhere):
    as_ada.post("/account/windows/end/")
    assert not home_of(elsewhere) and home_of(as_ada)
    ada.refresh_from_db()
    assert len(windows_of(ada, as_ada.cookies["session"].value)) == 1


def test_nobody_ends_the_windows_of_another(as_ada, ada, ben, elsewhere):
    other = windows_of(ada, None)[0]
    bens = browser()
    bens.force_login(ben)
    bens.post("/account/windows/end/", {"window": other.handle})
    assert Window.objects.filter(user=ada).count() == 2


def test_used_is_told_to_the_minute_and_reading_does_not_write_each_time(as_ada, ada):
    with clock.stand_at(clock.now() + timedelta(minutes=3)):
        as_ada.get("/account/")
        used = windows_of(ada, None)[0].used
        assert abs((clock.now() - used).total_seconds()) < 60


def pin_set(client):
    assert client.post("/account/pin/", {"pin": PIN, "again": PIN}).url == "/account/windows/"
    return client


def test_a_pin_opens_the_lock_on_this_device_alone(as_ada, elsewhere):
    pin_set(as_ada)
    for client in (as_ada, elsewhere):
        client.post("/locked/now/")
    assert "Your PIN for this device" in as_ada.get(LOCK).content.decode()
    assert as_ada.post(LOCK, {"pin": PIN, "next": "/account/"}).url == "/account/"
    assert "Your PIN" not in elsewhere.get(LOCK).content.decode()
    assert elsewhere.post(LOCK, {"pin": PIN}).status_code == 200
    assert not home_of(elsewhere)


def test_it_is_never_a_way_to_sign_in_and_ends_with_the_shift(as_ada):
    pin_set(as_ada)
    with clock.stand_at(clock.now() + timedelta(hours=13)):
        assert as_ada.post(LOCK, {"pin": PIN}).url.startswith("/sign-in/")
        assert as_ada.post("/sign-in/", {"login": "ada@example.org", "pin": PIN}).status_code == 200
        assert not home_of(as_ada)


def test_five_tries_and_it_is_gone_and_both_steps_are_asked_for(as_ada, ada):
    pin_set(as_ada).post("/locked/now/")
    for _ in range(5):
        assert as_ada.post(LOCK, {"pin": "111111"}).status_code == 200
    assert not DevicePin.objects.exists()
    assert as_ada.post(LOCK, {"pin": PIN}).status_code == 200, "right, and too late"
    assert as_ada.post(LOCK, {"password": PASSWORD}).status_code == 200, "one step is not enough"
    assert as_ada.post(LOCK, {"password": "wrong", "code": code_for(ahead=1)}).status_code == 200
    right = {"password": PASSWORD, "code": code_for(ahead=1)}
    assert as_ada.post(LOCK, right).status_code == 302, "a wrong password used no code up"
    assert home_of(as_ada)


def test_wrong_tries_in_between_do_not_add_up_for_ever(as_ada):
    pin_set(as_ada)
    for _ in range(3):
        as_ada.post("/locked/now/")
        for _ in range(4):
            as_ada.post(LOCK, {"pin": "111111"})
        assert as_ada.post(LOCK, {"pin": PIN}).status_code == 302


@pytest.mark.parametrize("how", ["password", "everywhere", "left", "wish"])
def test_it_is_forgotten(as_ada, ada, ben, how):
    pin_set(as_ada)
    {
        "password": lambda: change_password(ada, "nine brave herons wade", by=ada),
        "everywhere": lambda: as_ada.post("/account/windows/end/"),
        "left": lambda: end_access(ada, by=ben),
        "wish": lambda: as_ada.post("/account/pin/forget/"),
    }[how]()
    assert not DevicePin.objects.exists()


def test_the_database_alone_does_not_tell_it(as_ada, ada):
    pin_set(as_ada)
    kept = DevicePin.objects.get()
    assert kept.digest.startswith("argon2") and PIN not in kept.digest
    from django.contrib.auth.hashers import check_password

    assert not check_password(PIN, kept.digest), "bound to the device's own id"


def test_setting_one_asks_for_the_second_step_first(as_ada):
    with clock.stand_at(clock.now() + timedelta(minutes=11)):
        assert "Is it still you?" in as_ada.get("/account/pin/").content.decode()
        asked = as_ada.post("/account/pin/", {"pin": PIN, "again": PIN}).content.decode()
        assert "Is it still you?" in asked and not DevicePin.objects.exists()
        assert (
            as_ada.post("/account/pin/", {"fresh-code": code_for(ahead=1)}).url == "/account/pin/"
        )
        pin_set(as_ada)


@pytest.mark.parametrize(
    "easy", ["111111", "121212", "123456", "987654", "890123", "123123", "112233", "777888"]
)
def test_what_is_guessed_first_is_refused(as_ada, easy):
    assert is_too_easy(easy)
    assert as_ada.post("/account/pin/", {"pin": easy, "again": easy}).status_code == 200
    assert not DevicePin.objects.exists()


@given(st.text("0123456789", min_size=2, max_size=6), st.integers(2, 4))
def test_a_part_that_repeats_itself_is_easy_whatever_it_is(part, times):
    assert is_too_easy(part * times)


@pytest.mark.parametrize("bad", ["12345", "2749a8", "２７４９１８", "1" * 13, ""])
def test_digits_only_and_enough_of_them(as_ada, bad):
    as_ada.post("/account/pin/", {"pin": bad, "again": bad})
    as_ada.post("/account/pin/", {"pin": PIN, "again": "274919"})
    assert not DevicePin.objects.exists()


# A shared computer


@pytest.fixture
def shared(ada):
    there = browser()
    give_password(there, shared="on")
    give_code(there, code_for())
    assert home_of(there)
    return there


def test_it_locks_after_five_minutes_and_opens_to_both_steps(shared):
    with clock.stand_at(clock.now() + timedelta(minutes=5)):
        assert shared.get("/account/").url.startswith(LOCK)
        assert shared.post(LOCK, {"password": PASSWORD}).status_code == 200
        both = {"password": PASSWORD, "code": code_for(ahead=1)}
        assert shared.post(LOCK, both).status_code == 302
        assert home_of(shared)


def test_nothing_of_her_stays_on_it(shared, ada):
    assert "device" not in shared.cookies
    assert "this computer is shared" in shared.get("/account/pin/").content.decode()
    shared.post("/account/pin/", {"pin": PIN, "again": PIN})
    assert not DevicePin.objects.exists()
    assert shared.post("/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert give_password(shared, "guess").status_code == 200


def test_whoever_comes_next_finds_no_draft_of_hers(shared, ada, ben):
    keep_draft("/form/", {"note": ["She wants the door changed"]}, subject=None, by=ada)
    assert "door changed" in shared.get("/form/").content.decode()
    shared.post("/sign-out/")
    shared.force_login(ben)
    from alongside.foundation.accounts.drafts import restored

    request = type("Request", (), {"user": ben, "path": "/form/"})()
    assert restored(request) == (None, None)


def unlocked_by(client, key):
    client.post("/locked/now/")
    options = client.post("/locked/key/").json()
    return client.post(LOCK, {"credential": key.shown(options)}).status_code == 302


def test_a_key_that_is_carried_opens_it_and_one_built_in_does_not(shared):
    carried, built_in = SoftwareKey(), SoftwareKey(roaming=False)
    for key in (carried, built_in):
        add_key(shared, key)
    assert unlocked_by(shared, carried)
    assert not unlocked_by(shared, built_in)


def test_on_her_own_device_either_opens_it_but_not_by_touch_alone(as_ada):
    built_in, touch = SoftwareKey(roaming=False), SoftwareKey(verifies=False)
    for key in (built_in, touch):
        add_key(as_ada, key)
    assert unlocked_by(as_ada, built_in)
    assert not unlocked_by(as_ada, touch)


# The organisation's rules, and a call


def test_shift_and_lock_are_the_organisations_own(ada, ben):
    set_sign_in_rules(shift_hours=10, lock_minutes=8, by=ben)
    hers = browser()
    give_password(hers)
    give_code(hers, code_for())
    with clock.stand_at(clock.now() + timedelta(minutes=9)):
        assert hers.get("/account/").url.startswith(LOCK)
    with clock.stand_at(clock.now() + timedelta(hours=10)):
        assert hers.get("/account/").url.startswith("/sign-in/")


def test_talking_on_the_phone_is_not_idling(as_ada):
    assert as_ada.post("/still-here/", {"call": "1"}).status_code == 204
    with clock.stand_at(clock.now() + timedelta(minutes=29)):
        assert as_ada.get("/account/").status_code == 200
    as_ada.post("/locked/now/")
    as_ada.post(LOCK, {"password": PASSWORD})
    with clock.stand_at(clock.now() + timedelta(minutes=50)):
        assert as_ada.get("/account/").url.startswith(LOCK)
