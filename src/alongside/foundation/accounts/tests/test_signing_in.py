"""Ada signs in with a password and a code; what does not work always reads the same."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from alongside.foundation.accounts.commands import (
    AlreadySetUp,
    add_user,
    end_access,
    set_up_second_factor,
    the_operator,
)
from alongside.foundation.accounts.models import User, Window
from alongside.foundation.accounts.queries import recovery_codes_of
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    SECRET,
    code_for,
    give_code,
    give_password,
)
from alongside.foundation.audit.models import Entry


def home_of(client):
    return client.get("/account/").status_code == 200


def key_on(page):
    return re.search(r"<code[^>]*>([A-Z2-7 ]+)<", page.content.decode())[1].replace(" ", "")


def codes_on(page):
    return re.findall(r"<li><code>(\d{4} \d{4})<", page.content.decode())


def test_the_whole_way_from_a_password_to_a_second_factor_and_back_in(db):
    by = the_operator()
    add_user(email="vera@example.org", name="Vera", role="volunteer", password=PASSWORD, by=by)
    vera = Client()
    assert give_password(vera, email="Vera@Example.org").status_code == 302
    assert vera.get("/account/").url == "/account/second-factor/"

    secret = key_on(vera.get("/account/second-factor/"))
    assert vera.post("/account/second-factor/", {"code": "000000"}).status_code == 200
    assert vera.post("/account/second-factor/", {"code": code_for(secret)}).status_code == 302
    codes = codes_on(vera.get("/account/recovery-codes/"))
    assert len(codes) == 10
    assert vera.post("/account/recovery-codes/").url == "/"
    assert vera.get("/account/recovery-codes/").url == "/account/"

    assert vera.post("/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not home_of(vera)
    assert give_password(vera, email="vera@example.org").url == "/sign-in/code/"
    assert not home_of(vera)
    assert give_code(vera, code_for(secret, ahead=1)).url == "/"
    assert home_of(vera)

    vera.post("/sign-out/")
    give_password(vera, email="vera@example.org")
    assert give_code(vera, codes[3]).url == "/"
    vera.post("/sign-out/")
    give_password(vera, email="vera@example.org")
    assert give_code(vera, codes[3]).status_code == 200
    assert not home_of(vera)


def test_a_code_works_once(as_ada):
    other = Client()
    give_password(other)
    assert give_code(other, code_for()).status_code == 200
    assert not home_of(other)


def test_the_code_that_set_up_the_phone_does_not_sign_in(as_ada):
    as_ada.post("/account/second-factor/anew/")
    secret = key_on(as_ada.get("/account/second-factor/"))
    as_ada.post("/account/second-factor/", {"code": code_for(secret)})
    other = Client()
    give_password(other)
    assert give_code(other, code_for(secret)).status_code == 200
    give_code(other, code_for(secret, ahead=1))
    assert home_of(other)


def refused(email, password):
    answer = give_password(Client(), password, email=email)
    assert answer.status_code == 200
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_every_refusal_reads_the_same(ada, ben):
    unknown = refused("nobody@example.org", PASSWORD)
    assert "That did not work. Check both." in unknown
    assert refused("ada@example.org", "not the right one") == unknown
    assert refused("ben@example.org", PASSWORD) == unknown  # invited, not yet taken up
    end_access(ada, by=ben)
    assert refused("ada@example.org", PASSWORD) == unknown


def test_she_comes_back_to_the_page_she_asked_for(ada, client):
    assert client.get("/account/password/").url == "/sign-in/?next=/account/password/"
    give_password(client, next="/account/password/")
    assert give_code(client, code_for()).url == "/account/password/"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"]
)
def test_and_never_to_another_server(ada, client, elsewhere):
    give_password(client, next=elsewhere)
    assert give_code(client, code_for()).url == "/"


def test_signing_in_gives_a_new_session_id_and_a_line_in_the_trail(ada, client):
    client.get("/sign-in/")
    give_password(client)
    before = client.cookies["session"].value
    give_code(client, code_for())
    assert client.cookies["session"].value != before
    assert Entry.objects.filter(verb="user.signed_in", actor=ada.pk).count() == 1


def test_a_password_alone_opens_nothing_even_when_a_session_is_forged_from_it(ada, client):
    client.force_login(ada)
    assert client.get("/account/").status_code == 302
    assert not home_of(client)


def test_sessions_and_second_factors_are_unreadable_in_the_database(client, ada):
    by = the_operator()
    add_user(email="vera@example.org", name="Vera", role="volunteer", password=PASSWORD, by=by)
    give_password(client, email="vera@example.org")
    secret = key_on(client.get("/account/second-factor/"))
    kept = "".join(Window.objects.values_list("session_data", flat=True))
    assert kept
    assert secret not in kept
    assert "user_id" not in kept
    seeds = str(list(ada.authenticator_set.values_list("data", flat=True)))
    assert SECRET not in seeds


def test_a_session_that_cannot_be_read_is_an_empty_one(as_ada):
    session = Window.objects.get(pk=as_ada.cookies["session"].value)
    session.session_data = session.session_data[:-8] + "AAAAAAAA"
    session.save()
    assert as_ada.get("/account/").url.startswith("/sign-in/")


def test_a_new_password_ends_every_other_session(ada, as_ada):
    elsewhere = Client()
    give_password(elsewhere)
    give_code(elsewhere, code_for(ahead=1))
    assert home_of(elsewhere)
    new = {"password": PASSWORD, "new_password": "nine brave herons wade"}
    assert as_ada.post("/account/password/", {**new, "password": "wrong"}).status_code == 200
    assert as_ada.post("/account/password/", {**new, "new_password": "short"}).status_code == 200
    assert as_ada.post("/account/password/", new).url == "/account/"
    assert home_of(as_ada)
    assert not home_of(elsewhere)


def test_two_recovery_codes_at_the_same_moment_are_both_spent(ada, as_ada):
    as_ada.post("/account/recovery-codes/new/")
    first, second, *_others = recovery_codes_of(ada)
    kept = Authenticator.objects.filter(user=ada, type=Authenticator.Type.RECOVERY_CODES)
    one, other = kept.get(), kept.get()  # both were read before either was used
    assert one.wrap().validate_code(first) and other.wrap().validate_code(second)
    one.record_usage()
    assert not {first, second} & set(recovery_codes_of(ada))


def test_new_recovery_codes_retire_the_old(ada, as_ada):
    as_ada.post("/account/recovery-codes/new/")
    first = codes_on(as_ada.get("/account/recovery-codes/"))
    as_ada.post("/account/recovery-codes/")
    as_ada.post("/account/recovery-codes/new/")
    assert not set(first) & set(codes_on(as_ada.get("/account/recovery-codes/")))


def test_ended_access_ends_open_sessions_at_once(ada, as_ada, ben):
    end_access(ada, by=ben)
    assert not home_of(as_ada)
    assert not User.objects.get(pk=ada.pk).has_usable_password()


def test_broken_requests_are_answered_and_not_stumbled_over(client, ada):
    for path in ("/sign-in/", "/sign-in/code/"):
        assert client.post(path, {}).status_code in (200, 302)
    give_password(client)
    assert client.post("/sign-in/code/", {}).status_code == 200
    assert client.post("/sign-in/code/", {"code": "\x00١٢٣"}).status_code == 200
    assert client.post("/sign-in/again/").url == "/sign-in/"
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.get("/sign-out/").status_code == 405


def test_a_session_from_before_she_had_a_second_factor_cannot_replace_it(db):
    by = the_operator()
    vera = add_user(
        email="vera@example.org", name="Vera", role="volunteer", password=PASSWORD, by=by
    )
    thief = Client(REMOTE_ADDR="203.0.113.9")
    give_password(thief, email="vera@example.org")
    his = key_on(thief.get("/account/second-factor/"))
    set_up_second_factor(vera, SECRET, passed=False, by=vera)
    assert thief.post("/account/second-factor/", {"code": code_for(his)}).status_code == 302
    assert not home_of(thief)
    with pytest.raises(AlreadySetUp):
        set_up_second_factor(vera, his, passed=False, by=vera)


def test_setting_it_up_ends_every_other_session(as_ada):
    elsewhere = Client()
    give_password(elsewhere)
    give_code(elsewhere, code_for(ahead=1))
    assert home_of(elsewhere)
    as_ada.post("/account/second-factor/anew/")
    new = key_on(as_ada.get("/account/second-factor/"))
    as_ada.post("/account/second-factor/", {"code": code_for(new)})
    assert home_of(as_ada) or as_ada.get("/account/").url == "/account/recovery-codes/"
    assert not home_of(elsewhere)


def test_the_way_back_to_the_first_step_leaves_a_full_sign_in_alone(as_ada):
    assert as_ada.post("/sign-in/again/").url == "/sign-in/"
    assert home_of(as_ada)


def test_the_way_back_to_the_first_step_forgets_the_password_given(ada, client):
    give_password(client)
    assert client.post("/sign-in/again/").url == "/sign-in/"
    assert client.get("/sign-in/code/").url == "/sign-in/"
