"""A stranger who hammers Ada's account slows himself, and never her."""

from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from alongside.foundation import clock
from alongside.foundation.accounts.guessing import throttle
from alongside.foundation.accounts.guessing.throttle import Bucket, Try, client_address
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    code_for,
    give_code,
    give_password,
)


def hammer(client, times, **more):
    return [give_password(client, "guess", **more).status_code for _ in range(times)]


def test_after_five_failures_a_stranger_waits_longer_each_time_but_minutes_at_most():
    waits = [Bucket("x").wait_after(tries) for tries in range(14)]
    assert waits[:8] == [0, 0, 0, 0, 0, 10, 20, 40]
    assert waits[-1] == 300


def test_a_stranger_is_told_to_wait_and_how_long(ada, stranger):
    assert hammer(stranger, 6) == [200, 200, 200, 200, 200, 429]
    answer = give_password(stranger)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 10
    with clock.stand_at(clock.now() + timedelta(seconds=11)):
        assert give_password(stranger).status_code == 302


def test_ada_signs_in_on_her_own_device_while_a_stranger_hammers(as_ada, stranger):
    as_ada.post("/sign-out/")
    assert hammer(stranger, 8)[-1] == 429
    assert give_password(as_ada).url == "/sign-in/code/"
    assert give_code(as_ada, code_for(ahead=1)).url == "/"


def test_a_stranger_who_knows_the_password_does_not_block_her_code(as_ada, stranger):
    as_ada.post("/sign-out/")
    give_password(stranger)
    assert [give_code(stranger, "000000").status_code for _ in range(6)][-1] == 429
    give_password(as_ada)
    assert give_code(as_ada, code_for(ahead=1)).url == "/"


def test_her_own_failures_slow_her_own_device_too(as_ada):
    as_ada.post("/sign-out/")
    assert hammer(as_ada, 6)[-1] == 429


def test_a_device_known_to_one_account_is_a_stranger_to_another(as_ada, ben, stranger):
    as_ada.post("/sign-out/")
    hammer(stranger, 6, email="ben@example.org")
    assert hammer(as_ada, 1, email="ben@example.org") == [429]


def test_unknown_accounts_are_throttled_like_known_ones(ada, stranger):
    known = hammer(stranger, 7)
    elsewhere = Client(REMOTE_ADDR="203.0.113.10")
    assert hammer(elsewhere, 7, email="nobody@example.org") == known


def test_one_address_that_tries_many_accounts_is_slowed(ada, stranger):
    for at in range(30):
        hammer(stranger, 1, email=f"worker{at}@example.org")
    assert hammer(stranger, 1, email="worker99@example.org") == [429]
    assert hammer(Client(REMOTE_ADDR="203.0.113.77"), 1, email="worker99@example.org") == [200]


def test_many_at_once_gain_nothing_for_each_counts_before_it_is_made(
    ada, rf, stranger, monkeypatch
):
    request = rf.post("/sign-in/", REMOTE_ADDR="203.0.113.9")
    request.user = AnonymousUser()
    for _ in range(4):
        Try(request, "password", ada.email).claim()
    lock, rivals = throttle.cache_lock, [True]

    @contextmanager
    def after_a_rival(key):
        if rivals.pop() if rivals else False:
            Try(request, "password", ada.email).claim()
        with lock(key) as alone:
            yield alone

    monkeypatch.setattr(throttle, "cache_lock", after_a_rival)
    assert hammer(stranger, 1) == [429], "both were the fifth"


def test_success_takes_back_its_own_count_only(as_ada, stranger):
    hammer(stranger, 4)
    for _ in range(3):
        give_password(stranger, PASSWORD)
    assert hammer(stranger, 2) == [200, 429]


def test_forwarded_addresses_count_only_behind_our_proxy(settings):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.4")
    settings.BEHIND_PROXY = False
    assert client_address(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "198.51.100.4"


def test_the_device_cookie_is_for_the_server_alone(as_ada):
    cookie = as_ada.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert "ada" not in cookie.value
    forged = Client()
    forged.cookies["device"] = cookie.value[:-2] + "xx"
    hammer(Client(REMOTE_ADDR="203.0.113.5"), 6)
    assert hammer(forged, 1) == [429]
