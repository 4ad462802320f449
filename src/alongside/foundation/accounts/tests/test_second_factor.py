"""A second factor is set up by whoever has none, or by whoever has just shown the one she has."""

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.test import Client

from alongside.foundation.accounts.commands import (
    AlreadySetUp,
    add_user,
    set_up_second_factor,
    the_operator,
)
from alongside.foundation.accounts.models import Window
from alongside.foundation.accounts.queries import has_second_factor
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    SECRET,
    code_for,
    give_code,
    give_password,
)
from alongside.foundation.accounts.tests.test_signing_in import home_of, key_on
from alongside.foundation.accounts.views import second_factor

PAGE = "/account/second-factor/"
VERA = "vera@example.org"


@pytest.fixture
def vera(db):
    by = the_operator()
    return add_user(email=VERA, name="Vera", role="volunteer", password=PASSWORD, by=by)


def half_way():
    """A browser with the password given and a key of its own on the page."""
    browser = Client()
    give_password(browser, email=VERA)
    return browser, key_on(browser.get(PAGE))


def seeds_of(user):
    return list(user.authenticator_set.order_by("pk").values_list("pk", "data"))


def test_whoever_has_only_the_password_cannot_replace_it(vera):
    stranger, key_of_his = half_way()
    hers, key = half_way()
    assert hers.post(PAGE, {"code": code_for(key)}).url == "/account/recovery-codes/"
    before = seeds_of(vera)
    assert stranger.post(PAGE, {"code": code_for(key_of_his)}).url.startswith("/sign-in/")
    assert seeds_of(vera) == before
    assert give_password(stranger, email=VERA).url == "/sign-in/code/"
    assert stranger.get(PAGE).url.startswith("/sign-in/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_not_even_in_a_session_that_outlived_the_setting_up(vera, method):
    stranger, key_of_his = half_way()
    set_up_second_factor(vera, SECRET, passed=False, by=vera)
    session = stranger.session
    session[HASH_SESSION_KEY] = vera.get_session_auth_hash()  # as if nothing had ended it
    session.save()
    before = seeds_of(vera)
    look_or_press = getattr(stranger, method)
    assert look_or_press(PAGE, {"code": code_for(key_of_his)}).url == "/sign-in/"
    assert seeds_of(vera) == before
    assert "_auth_user_id" not in stranger.session
    assert second_factor.SECRET not in stranger.session


def test_nor_when_both_press_at_once(vera, monkeypatch):
    stranger, key_of_his = half_way()

    def she_was_faster(user, secret, **more):
        set_up_second_factor(vera, SECRET, passed=False, by=vera)
        return set_up_second_factor(user, secret, **more)

    monkeypatch.setattr(second_factor, "set_up_second_factor", she_was_faster)
    assert stranger.post(PAGE, {"code": code_for(key_of_his)}).url == "/sign-in/"
    assert "_auth_user_id" not in stranger.session
    hers = Client()
    give_password(hers, email=VERA)
    assert give_code(hers, code_for(SECRET, ahead=1)).url == "/"


def test_the_command_asks_whether_the_old_one_was_shown(vera):
    set_up_second_factor(vera, SECRET, passed=False, by=vera)
    before = seeds_of(vera)
    with pytest.raises(AlreadySetUp):
        set_up_second_factor(vera, SECRET, passed=False, by=vera)
    assert seeds_of(vera) == before
    set_up_second_factor(vera, SECRET, passed=True, by=vera)
    assert seeds_of(vera) != before


def test_setting_one_up_ends_every_other_session(vera):
    stranger, _ = half_way()
    hers, key = half_way()
    before = hers.cookies["session"].value
    hers.post(PAGE, {"code": code_for(key)})
    assert home_of(hers)
    assert hers.cookies["session"].value != before
    assert not Window.objects.filter(pk=before).exists()
    assert stranger.get(PAGE).url.startswith("/sign-in/?")


def test_a_new_phone_ends_the_sessions_that_the_old_one_opened(ada, as_ada):
    elsewhere = Client()
    give_password(elsewhere)
    give_code(elsewhere, code_for(ahead=1))
    as_ada.post("/account/second-factor/anew/")
    as_ada.post(PAGE, {"code": code_for(key_on(as_ada.get(PAGE)))})
    assert home_of(as_ada)
    assert not home_of(elsewhere)
    assert has_second_factor(ada)
