"""A police machine brings referrals: taken once, answered alike, and nothing told."""

import json
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from alongside.casework.intake.models import Referral
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import raise_wall
from alongside.exchange import limits
from alongside.exchange.commands import make_key, revoke_key
from alongside.exchange.models import FeedKey, Receipt
from alongside.exchange.protocol.document import document
from alongside.exchange.protocol.fields import all_fields, faults_in
from alongside.exchange.protocol.problems import TITLES
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at

DOOR = "/exchange/v1/referrals/"
SAMIRA = {"reference": "42/1", "given_names": "Samira", "family_name": "Haddad", "danger": "high"}


@pytest.fixture
def key(otto):
    return make_key("Northshire Police", "police", by=otto)


@pytest.fixture
def machine():
    return Client(enforce_csrf_checks=True)


def send(machine, key, told=SAMIRA, *, once="first-time", **headers):
    body = told if isinstance(told, bytes | str) else json.dumps(told)
    given = {"Authorization": f"Bearer {key.token}", "Idempotency-Key": once, **headers}
    return machine.post(DOOR, body, content_type="application/json", headers=given)


def test_it_waits_in_triage_like_any_other(machine, key, as_mona):
    told = {**SAMIRA, "phone": "07700 900142", "happened": "Followed.", "crime": "theft"}
    answer = send(machine, key, {**told, "birth_date": "1992-03-08", "crime_on": "2026-01-02"})
    assert answer.status_code == 202 and answer.json()["status"] == "received"
    referral = Referral.objects.get()
    assert (referral.source, referral.danger, referral.crime) == ("police", "high", "theft")
    assert referral.happened == "Followed." and referral.person.birth_date.year == 1992
    assert referral.person.contact_points.get().state == "first_contact"
    assert "Samira" in as_mona.get("/triage/").content.decode()
    assert not answer.cookies
    receipt = Receipt.objects.get()
    assert str(receipt.pk) == answer.json()["id"] and UUID(answer.json()["id"]) != referral.pk
    assert Entry.objects.filter(verb="exchange.received").exists()


def test_sent_again_it_is_answered_alike_and_taken_once(machine, key):
    first, again = send(machine, key), send(machine, key)
    assert first.content == again.content and first.status_code == again.status_code == 202
    anew = send(machine, key, once="second-time")
    assert anew.status_code == 202 and anew.json()["status"] == "received"
    assert Referral.objects.count() == 1
    other = send(machine, key, {**SAMIRA, "reference": "42/2"})
    assert other.status_code == 422 and "idempotency_key_used" in other.content.decode()


def test_the_answer_is_the_same_whatever_is_known(machine, key, sam, sams_case, mona, maja):
    raise_wall(sam, user=mona, reason="Her sister.", by=maja)
    said = set()
    for n, told in enumerate((SAMIRA, {**SAMIRA, "given_names": "Gwendy"}, SAMIRA)):
        Referral.objects.update(state="declined")
        reference = {"reference": f"9/{n % 2}"}  # the third is the first once more
        answer = send(machine, key, {**told, **reference}, once=f"sending-{n}")
        of_the_moment = ("X-Request-Id", "Expires")  # the second may have passed between two
        kept = {k: v for k, v in answer.items() if k not in of_the_moment}
        said.add((answer.status_code, tuple(sorted(answer.json())), tuple(sorted(kept.items()))))
    assert len(said) == 1
    assert Wall.objects.filter(user=mona).count() > 1, "and past the wall it went silently"


WRONG = ("", "Bearer", "Bearer nonsense", "Basic bm8=", "Bearer " + "x" * 5000)


@pytest.mark.parametrize("token", WRONG)
def test_without_its_token_nothing_is_taken(machine, key, token):
    answer = send(machine, key, Authorization=token)
    assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert not Referral.objects.exists()


def test_a_revoked_token_and_a_signed_in_browser_open_nothing(machine, key, otto, as_mona):
    revoke_key(key, by=otto)
    assert send(machine, key).status_code == 401
    answer = as_mona.post(DOOR, json.dumps(SAMIRA), content_type="application/json")
    assert answer.status_code == 401 and not Referral.objects.exists()


def test_the_token_is_shown_once_and_not_kept(as_otto, as_mona, otto):
    page = as_otto.post(reverse("exchange:keys"), {"feed": "Police", "source": "police"})
    key = FeedKey.objects.get()
    secret = page.content.decode().split("alongside_")[1].split("<")[0]
    assert secret not in as_otto.get(reverse("exchange:keys")).content.decode()
    assert secret.encode() not in bytes(key.digest)
    assert as_mona.get(reverse("exchange:keys")).status_code == 403
    as_otto.post(reverse("exchange:revoke", args=[key.pk]))
    assert "Revoked on" in as_otto.get(reverse("exchange:keys")).content.decode()


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ("{", 400, "JSON"),
        (b"\xff", 400, "JSON"),
        ('{"reference": "1", "reference": "2"}', 400, "JSON"),
        ('{"reference": NaN}', 400, "JSON"),
        ("[" * 50_000, 400, "JSON"),
        ([], 422, "not_an_object"),
        ({"given_names": "Kingfisher"}, 422, "missing"),
        ({"reference": "1"}, 422, "nobody"),
        ({**SAMIRA, "Kingfisher": "x"}, 422, "unknown_field"),
        ({**SAMIRA, "pronouns": "they"}, 422, "unknown_field"),
        ({**SAMIRA, "danger": "Kingfisher"}, 422, "unknown_code"),
        ({**SAMIRA, "birth_date": "8 March"}, 422, "not_a_day"),
        ({**SAMIRA, "birth_date": "2026-W01-1"}, 422, "not_a_day"),
        ({**SAMIRA, "birth_date": "1066-01-01"}, 422, "cannot_be"),
        ('{"reference": "\\ud83d", "given_names": "Kingfisher"}', 422, "not_text"),
        ('{"reference": "1", "given_names": "Kingfisher \\udc00"}', 422, "not_text"),
        ({**SAMIRA, "given_names": "Kingfisher" * 50}, 422, "too_long"),
        ({**SAMIRA, "given_names": ["Kingfisher"]}, 422, "not_text"),
        ({**SAMIRA, "happened": "x" * 70_000}, 413, "larger"),
    ],
)
def test_what_does_not_fit_says_where_and_quotes_nothing(machine, key, told, status, code):
    answer = send(machine, key, told)
    said = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert code in said and "Kingfisher" not in said
    assert not Referral.objects.exists() and not Receipt.objects.exists()


def test_it_needs_a_key_of_idempotency_and_json(machine, key):
    assert "no_idempotency_key" in send(machine, key, once="x").content.decode()
    given = {"Authorization": f"Bearer {key.token}", "Idempotency-Key": "first-time"}
    assert machine.post(DOOR, {"reference": "1"}, headers=given).status_code == 415


def test_only_post_is_answered(machine):
    answer = machine.get(DOOR)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    for method in ("put", "delete", "patch", "options"):
        assert getattr(machine, method)(DOOR).status_code == 405


def test_whoever_sends_too_much_or_guesses_waits(machine, key, monkeypatch):
    monkeypatch.setattr(limits, "BY_KEY", 2)
    monkeypatch.setattr(limits, "BY_NETWORK", 1)
    at = now().replace(second=5)  # what is sent is counted by the minute
    with stand_at(at):
        assert [send(machine, key).status_code for _ in range(3)] == [202, 202, 429]
        wrong = [send(machine, key, Authorization="Bearer no").status_code for _ in range(3)]
        assert wrong == [401, 401, 429]
        assert send(machine, key)["Retry-After"] == "60"
    with stand_at(at + timedelta(minutes=2)):
        assert send(machine, key).status_code == 202


def test_whoever_guesses_from_many_addresses_of_one_network_waits_too(key, monkeypatch):
    monkeypatch.setattr(limits, "BY_NETWORK", 1)
    with stand_at(now().replace(second=5)):
        addresses = [f"2001:db8:1:1::{n}" for n in range(1, 4)] + ["2001:db8:2::1"]
        machines = [Client(REMOTE_ADDR=address) for address in addresses]
        said = [send(each, key, Authorization="Bearer no").status_code for each in machines]
    assert said == [401, 401, 429, 401]


def test_of_two_that_are_counted_at_once_both_are(key, monkeypatch, rf):
    lock, rivals = limits.cache_lock, [True]

    @contextmanager
    def after_a_rival(bucket):
        if rivals.pop() if rivals else False:
            limits.too_many_from(key.pk)
        with lock(bucket) as alone:
            yield alone

    monkeypatch.setattr(limits, "cache_lock", after_a_rival)
    monkeypatch.setattr(limits, "BY_KEY", 1)
    with stand_at(now().replace(second=5)):
        assert limits.too_many_from(key.pk), "the rival was not counted"


def test_the_document_says_what_the_door_does(machine, key):
    served = machine.get("/exchange/v1/openapi.json").json()
    assert served == document(DOOR) and served["openapi"] == "3.1.0"
    (post,) = served["paths"][DOOR].values()
    assert set(post["responses"]) == {"202", *map(str, TITLES)}
    schema = served["components"]["schemas"]["Referral"]
    assert set(schema["properties"]) == {field.name for field in all_fields()}
    assert schema["required"] == ["reference"] and schema["additionalProperties"] is False
    for name, told in schema["properties"].items():
        base = {"reference": "1", "known_as": "Sam"}
        if "enum" in told:
            assert all(not faults_in({**base, name: code}) for code in told["enum"])
        elif told.get("format") == "date":
            assert not faults_in({**base, name: "2001-02-03"}) and faults_in({**base, name: "x"})
        else:
            assert not faults_in({**base, name: "x" * told["maxLength"]})
            assert faults_in({**base, name: "x" * (told["maxLength"] + 1)})
            assert faults_in({**base, name: ""})
    for option in schema["anyOf"]:
        assert not faults_in({"reference": "1", option["required"][0]: "x"})
    received = served["components"]["schemas"]["Received"]
    assert set(send(machine, key).json()) == set(received["required"])
