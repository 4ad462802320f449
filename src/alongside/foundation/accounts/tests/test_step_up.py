"""What weighs most asks for the second factor once more, and loses no word on the way."""

import re
from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.accounts.commands import add_user, the_operator
from alongside.foundation.accounts.passkeys.queries import passkeys_of
from alongside.foundation.accounts.queries import has_second_factor
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    add_key,
    browser,
    code_for,
    give_password,
)
from alongside.foundation.accounts.tests.software_key import SoftwareKey
from alongside.foundation.accounts.tests.test_signing_in import key_on

OPTIONS = "/account/keys/options/"
PAGE = "/account/recovery-codes/new/"
SET_UP, VERA = "/account/second-factor/", "vera@example.org"
CODES = "/account/recovery-codes/"
ASKED = "Is it still you?"
WORDS = {"words": ["once told", 'two "words"', "and\nmore"], "password": "not for a page"}


def in_a_quarter(**more):
    return clock.stand_at(clock.now() + timedelta(minutes=12, **more))


def test_right_after_signing_in_nothing_is_asked(as_ada):
    assert as_ada.post(PAGE, WORDS).url == CODES


def test_later_it_is_and_what_was_sent_goes_on_with_the_code(as_ada):
    with in_a_quarter():
        asked = as_ada.post(PAGE, WORDS)
        page = asked.content.decode()
        assert ASKED in page and "two &#34;words&#34;" in page and "and\nmore" in page
        carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
        assert ("words", "once told") in carried and "not for a page" not in page
        before = as_ada.cookies["session"].value
        sent = {**WORDS, "fresh-code": "000000"}
        assert "did not work" in as_ada.post(PAGE, sent).content.decode()
        sent["fresh-code"] = code_for()
        assert as_ada.post(PAGE, sent).status_code == 200, "this code signed her in"
        sent["fresh-code"] = code_for(ahead=1)
        assert as_ada.post(PAGE, sent).url == CODES
        assert as_ada.cookies["session"].value != before
        assert as_ada.post(PAGE, WORDS).url == CODES


def test_a_key_does_as_well_as_a_code(as_ada, key):
    with in_a_quarter():
        shown = key.shown(as_ada.post("/account/fresh/key/").json())
        assert as_ada.post(PAGE, {**WORDS, "fresh-credential": shown}).url == CODES
        again = as_ada.post(PAGE, {**WORDS, "fresh-credential": "{}"})
        assert again.url == CODES, "fresh for a few minutes"


def test_a_foreign_key_does_not(as_ada, key):
    with in_a_quarter():
        shown = SoftwareKey().shown(as_ada.post("/account/fresh/key/").json())
        answer = as_ada.post(PAGE, {**WORDS, "fresh-credential": shown})
        assert "That key did not work here" in answer.content.decode()


def test_a_new_phone_once_begun_is_no_way_in_for_whoever_finds_the_screen(as_ada):
    as_ada.post("/account/second-factor/anew/")
    assert as_ada.get("/account/second-factor/").status_code == 200
    with in_a_quarter():
        assert as_ada.get("/account/second-factor/").url == "/account/second-factor/anew/"
        sent = as_ada.post("/account/second-factor/", {"code": "000000"})
        assert sent.url == "/account/second-factor/anew/"


def test_an_unlocked_screen_adds_no_key(as_ada, ada):
    with in_a_quarter():
        as_ada.post(OPTIONS)
        assert ASKED in add_key(as_ada, SoftwareKey()).content.decode()
        assert not passkeys_of(ada)


def test_guessing_is_slowed_and_the_words_wait_on_the_page(as_ada):
    with in_a_quarter():
        sent = {**WORDS, "fresh-code": "000000"}
        for _ in range(5):
            as_ada.post(PAGE, sent)
        slowed = as_ada.post(PAGE, sent)
        assert slowed.status_code == 429
        assert "and\nmore" in slowed.content.decode()
        assert "Try again in" in slowed.content.decode()


def test_a_clock_that_was_put_back_makes_nothing_fresh(as_ada):
    with clock.stand_at(clock.now() - timedelta(minutes=4)):
        assert ASKED in as_ada.post(PAGE, WORDS).content.decode()


@pytest.fixture
def vera(db):
    by = the_operator()
    return add_user(email=VERA, name="Vera", role="volunteer", password=PASSWORD, by=by)


def test_whoever_finds_the_screen_of_somebody_new_adds_neither_key_nor_app(vera):
    client = browser()
    give_password(client, email=VERA)
    secret = key_on(client.get(SET_UP))
    with in_a_quarter():
        for sent in (
            add_key(client, SoftwareKey()),
            client.post(SET_UP, {"code": code_for(secret)}),
        ):
            page = sent.content.decode()
            assert ASKED in page and "Your password, once more" in page
        guessed = client.post(SET_UP, {"code": code_for(secret), "fresh-password": "a guess"})
        assert "Try again" in guessed.content.decode()
        assert not has_second_factor(vera)


@pytest.mark.parametrize("way", ["key", "app"])
def test_with_her_password_she_goes_on_where_she_was(vera, way):
    client = browser()
    give_password(client, email=VERA)
    secret = key_on(client.get(SET_UP))
    with in_a_quarter():
        if way == "key":
            made = SoftwareKey().made(client.post(OPTIONS).json())
            page, sent = "/account/keys/add/", {"name": "key ring", "credential": made}
        else:
            page, sent = SET_UP, {"code": code_for(secret)}
        assert ASKED in client.post(page, sent).content.decode()
        assert client.post(page, {**sent, "fresh-password": PASSWORD}).url == CODES
    assert has_second_factor(vera)
