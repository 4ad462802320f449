"""Whoever a machine brings, known here, kept from somebody, accepted or declined before: it is
answered alike, after the same work."""

import json
import re
from unittest.mock import patch

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.intake.commands import accept_referral, decline_referral
from alongside.casework.intake.models import Referral
from alongside.casework.walls.commands import raise_wall
from alongside.exchange import limits, machine
from alongside.exchange.commands import make_key
from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.models import Job

DOOR = "/exchange/v1/referrals/"
NAMES = {
    "new": ("Gwendolen", "Achterberg"),
    "known": ("Samira", "Haddad"),
    "walled": ("Ramona", "Quist"),
    "accepted": ("Noor", "Saleh"),
    "declined": ("Philippa", "Umber"),
}
NUMBERS = {kind: f"07700 90014{n}" for n, kind in enumerate(NAMES)}
BEAT = limits.BEAT


@pytest.fixture
def key(otto):
    return make_key("Northshire Police", "police", by=otto)


@pytest.fixture
def send(key):
    """One more referral about somebody, under a reference of its own."""
    partner, sent = Client(enforce_csrf_checks=True), iter(range(10_000))

    def post(kind):
        number, (given, family) = next(sent), NAMES[kind]
        told = {"reference": f"42/{number}", "given_names": given, "family_name": family}
        headers = {
            "Authorization": f"Bearer {key.token}",
            "Idempotency-Key": f"sending-{number:04}",
        }
        body = json.dumps({**told, "phone": NUMBERS[kind], "danger": "high"})
        return partner.post(DOOR, body, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def house(send, sam, sams_case, ada, mona, maja):
    """Everybody but the new one was brought in before."""
    for kind in ("walled", "accepted", "declined"):
        assert send(kind).status_code == 202
    of = {referral.person.family_name: referral for referral in Referral.objects.all()}
    with_us = {"worker": ada, "programme": None, "stream": None, "client_kind": "harmed"}
    accept_referral(of["Saleh"], **with_us, by=mona)
    decline_referral(of["Umber"], reason="not_offered", signposted_to="", by=mona)
    raise_wall(of["Quist"].person, user=maja, reason="Her sister.", by=mona)
    send("new")  # what is looked up once for all is looked up now
    return send


@pytest.fixture
def at_once(monkeypatch):
    """Without waiting for the beat."""
    monkeypatch.setattr(limits, "BEAT", 0.0001)


def work_of(send, kind):
    """The statements in their order, without what is told in them; what is asked to be done later;
    and the verbs of the trail."""
    jobs, lines = set(Job.objects.values_list("pk", flat=True)), Entry.objects.count()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert send(kind).status_code == 202
    later = list(Job.objects.exclude(pk__in=jobs).values_list("kind", flat=True))
    told = [entry.verb for entry in Entry.objects.order_by("pk")[lines:]]
    return [_shape(each["sql"]) for each in (*main, *keys)], later, told


def _shape(sql):
    """Which statement, on which table, asking for what; of many at once not how many."""
    sql = re.sub(r"^\d+ times: ", "", sql)
    return re.sub(r"(VALUES|SET|IN|=|_x|IS NULL AND) .*|[\"'_]s?\d.*", "", sql, flags=re.S)


def test_the_same_is_done_whether_she_is_new_known_accepted_or_declined(house, at_once):
    new = work_of(house, "new")
    assert len(new[0]) > 30 and new[1] == ["referrals.compare"]
    for kind in ("known", "accepted", "declined"):
        assert work_of(house, kind) == new, kind


def test_a_wall_that_is_carried_on_is_written_down_and_nothing_else_differs(house, at_once):
    """This is what the beat hides."""
    (plain, later, told), walled = work_of(house, "new"), work_of(house, "walled")
    more = list(walled[0])
    for each in plain:
        more.remove(each)
    assert len(more) == 3 and [each for each in more if "people_wall" in each]
    assert walled[1] == later and sorted(walled[2]) == sorted([*told, "wall.proposed"])


def test_whoever_it_is_the_answer_waits_for_the_beat(house, monkeypatch):
    waits = []
    monkeypatch.setattr("time.sleep", waits.append)
    for kind in NAMES:
        house(kind)
    assert len(waits) == len(NAMES) and all(0 < each <= limits.BEAT for each in waits)


@given(work=st.floats(0.0005, 3), more=st.floats(0, 0.03))
def test_a_little_more_work_is_not_heard_between_two_beats(work, more):
    """Not to the thousandth of a second: what lasts longer is answered with what lasts less."""
    answered = [lasted + waits_after(lasted) for lasted in (work, work + more)]
    beats = [moment / BEAT for moment in answered]
    assert all(abs(beat - round(beat)) < 1e-6 and beat > 0 for beat in beats)
    within_one = work // BEAT == (work + more) // BEAT
    assert not within_one or abs(answered[1] - answered[0]) < 1e-6


def waits_after(lasted):
    """How long the door sleeps when taking lasted so long."""
    slept = []
    with (
        patch.object(machine.time, "monotonic", lambda: lasted),
        patch.object(machine.time, "sleep", slept.append),
        patch.object(limits, "BEAT", BEAT),
    ):
        machine.wait_for_the_beat(0)
    return slept[0]
