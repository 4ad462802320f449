"""Passkeys and security keys: whoever carries one needs no telephone, and nobody can copy it."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from alongside.foundation import clock
from alongside.foundation.accounts.commands import (
    add_user,
    end_access,
    reset_second_factor,
    the_operator,
)
from alongside.foundation.accounts.passkeys.queries import passkeys_of
from alongside.foundation.accounts.tests.conftest import (
    PASSWORD,
    add_key,
    browser,
    give_code,
    give_password,
)
from alongside.foundation.accounts.tests.software_key import SoftwareKey, letters
from alongside.foundation.accounts.tests.test_signing_in import codes_on, home_of
from alongside.foundation.accounts.tests.test_throttle import hammer
from alongside.foundation.audit.models import Entry
from alongside.foundation.vault.sealed import Swapped

ADD, OPTIONS, SIGN_IN = "/account/keys/add/", "/account/keys/options/", "/sign-in/"


def show(client, key, at="/sign-in/", **lies):
    options = client.post("/sign-in/key/" if at == SIGN_IN else f"{at}key/").json()
    return client.post(at, {"credential": key.shown(options, **lies)})


def test_she_signs_in_with_the_key_alone(ada, key):
    anywhere = browser()
    assert show(anywhere, key).url == "/"
    assert home_of(anywhere)
    assert Entry.objects.filter(verb="passkey.shown", actor=ada.pk).count() == 1
    assert passkeys_of(ada)[0].used_at


def test_the_page_names_it_and_says_what_it_does(as_ada, key):
    page = as_ada.get("/account/keys/").content.decode()
    assert "key ring" in page and "Signs you in by itself" in page and "You carry it" in page


def test_a_key_whose_carrier_was_not_verified_is_a_second_step_only(as_ada):
    touch = SoftwareKey(verifies=False)
    add_key(as_ada, touch)
    alone = browser()
    assert "did not work here" in show(alone, touch).content.decode()
    assert not home_of(alone)
    give_password(alone)
    assert show(alone, touch, at="/sign-in/code/").url == "/"
    assert home_of(alone)


def test_the_key_stays_open_while_a_stranger_has_passwords_slowed(key, ada):
    stranger = browser(REMOTE_ADDR="203.0.113.9")
    assert hammer(stranger, 8)[-1] == 429
    assert show(stranger, key).url == "/"


def test_another_place_another_challenge_another_account(as_ada, key, ben):
    lie = {"challenge": "AAAAAAAAAAAAAAAAAAAAAA"}
    assert "did not work here" in show(browser(), key, **lie).content.decode()
    key.origin = "http://localhost.evil.example"
    assert "did not work here" in show(browser(), key).content.decode()
    key.origin = "http://localhost"
    mine, key.owner = key.owner, letters(ben.pk.bytes)
    assert "did not work here" in show(browser(), key).content.decode()
    key.owner = mine
    assert show(browser(), key).url == "/"


def test_an_answer_opens_once(key):
    thief = browser()
    answer = key.shown(thief.post("/sign-in/key/").json())
    hers = browser()
    hers.post("/sign-in/key/")
    assert hers.post(SIGN_IN, {"credential": answer}).status_code == 200
    assert thief.post(SIGN_IN, {"credential": answer}).status_code == 302
    thief.post("/sign-out/")
    assert thief.post(SIGN_IN, {"credential": answer}).status_code == 200


def test_a_challenge_is_for_one_purpose_and_a_few_minutes(as_ada, key):
    options = as_ada.post("/account/fresh/key/").json()
    as_ada.post("/sign-out/")
    assert as_ada.post(SIGN_IN, {"credential": key.shown(options)}).status_code == 200
    late = browser()
    options = late.post("/sign-in/key/").json()
    with clock.stand_at(clock.now() + timedelta(minutes=6)):
        assert late.post(SIGN_IN, {"credential": key.shown(options)}).status_code == 200


def test_a_copy_that_counts_backwards_is_refused(key):
    assert show(browser(), key).url == "/"
    key.count = 0
    assert show(browser(), key).status_code == 200


@pytest.mark.parametrize(
    "sent",
    ["nonsense", "[]", "{}", "7", "null", '{"response": {"userHandle": 3}}', "[" * 5000]
    + ['{"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": "AAAA"}}'],
)
def test_nonsense_is_refused_in_the_same_words(ada, as_ada, sent):
    somebody = browser()
    somebody.post("/sign-in/key/")
    answer = somebody.post(SIGN_IN, {"credential": sent})
    assert answer.status_code == 200 and "did not work here" in answer.content.decode()
    as_ada.post(OPTIONS)
    kept = as_ada.post(ADD, {"name": "mine", "credential": sent})
    assert kept.status_code == 200 and "did not work here" in kept.content.decode()
    assert not passkeys_of(ada)


def test_whoever_has_left_is_refused_in_the_same_words(ada, key, ben):
    end_access(ada, by=ben)
    assert "did not work here" in show(browser(), key).content.decode()


def test_where_telephones_are_not_allowed_a_key_is_all_she_needs(db):
    by, email = the_operator(), "vera@example.org"
    add_user(email=email, name="Vera", role="volunteer", password=PASSWORD, by=by)
    vera, key = browser(), SoftwareKey()
    give_password(vera, email=email)
    assert "security key" in vera.get("/account/second-factor/").content.decode()
    assert add_key(vera, key).url == "/account/recovery-codes/"
    codes = codes_on(vera.get("/account/recovery-codes/"))
    assert len(codes) == 10
    vera.post("/account/recovery-codes/")
    assert home_of(vera)
    again = browser()
    assert show(again, key).url == "/"
    with_code = browser()
    give_password(with_code, email=email)
    assert give_code(with_code, codes[0]).url == "/"


def test_a_password_alone_cannot_add_a_key_to_those_there_are(ada):
    thief = browser()
    give_password(thief)
    assert thief.post(OPTIONS).url.startswith("/sign-in/")
    assert thief.post(ADD, {"name": "his", "credential": "{}"}).url.startswith("/sign-in/")
    assert not passkeys_of(ada)


def test_the_last_second_step_is_not_removed(as_ada, ada, key):
    row = passkeys_of(ada)[0].row
    Authenticator.objects.filter(user=ada, type=Authenticator.Type.TOTP).delete()
    as_ada.post(f"/account/keys/{row}/remove/")
    assert "Add another one first" in as_ada.get("/account/keys/").content.decode()
    assert passkeys_of(ada)


def test_a_removed_key_opens_nothing(as_ada, ada, key):
    row = passkeys_of(ada)[0].row
    assert "Remove key ring" in as_ada.get(f"/account/keys/{row}/remove/").content.decode()
    as_ada.post(f"/account/keys/{row}/remove/")
    assert not passkeys_of(ada)
    assert show(browser(), key).status_code == 200


def test_a_key_of_somebody_else_is_not_hers_to_remove(as_ada, ada, key, ben):
    row = Authenticator.objects.get(user=ada, type=Authenticator.Type.WEBAUTHN)
    Authenticator.objects.create(user=ben, type=Authenticator.Type.WEBAUTHN, data=row.data)
    theirs = Authenticator.objects.get(user=ben)
    assert as_ada.post(f"/account/keys/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
    with pytest.raises(Swapped):
        passkeys_of(ben)


def test_a_key_is_unreadable_in_the_database_and_goes_with_a_reset(ada, key, ben):
    kept = Authenticator.objects.get(user=ada, type=Authenticator.Type.WEBAUTHN).data
    assert "key ring" not in json.dumps(kept) and key.id.hex() not in json.dumps(kept)
    reset_second_factor(ada, "seen in person", by=ben)
    assert show(browser(), key).status_code == 200
