"""Something went wrong: it is told, its clock runs only on a verified rule, and an allegation is
hidden from whom it is about."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.desk.incidents.models import Incident
from alongside.casework.desk.incidents.queries import open_for
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import stand_at
from alongside.foundation.packs.loader import pack


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def dora(operator):
    given = {"email": "dora@example.org", "name": "Dora Penn"}
    return add_user(**given, role="data_protection_officer", by=operator)


def tell(client, **more):
    sent = {"kind": "near_miss", "on": "today", "words": "A letter nearly went to him.", "once": ""}
    return client.post(reverse("desk:incident-tell"), sent | more)


def shown(client):
    pages = [client.get(reverse(name)) for name in ("desk:incidents", "desk:today")]
    return "".join(page.content.decode() for page in pages)


def test_a_near_miss_is_told_looked_at_and_closed_with_what_was_learnt(as_ada, as_mona, as_ben):
    assert tell(as_ada).status_code == 302
    incident = Incident.objects.get()
    page = reverse("desk:incident", args=[incident.pk])
    assert "nearly went to him" in as_mona.get(page).content.decode()
    assert as_ben.get(page).status_code == 404 and "1 incident is open" in shown(as_mona)
    for kind, words in (("told", "The team."), ("finding", "Check the label.")):
        as_mona.post(page, {"kind": kind, "words": words, "once": ""})
    told = as_ada.get(page).content.decode()
    assert "Check the label." in told and "Closed" in told and "Add this" not in told
    assert "incident is open" not in shown(as_mona)


def test_a_breach_has_a_date_only_where_the_rule_is_verified(
    as_ada, as_mona, settings, monkeypatch
):
    tell(as_ada, kind="breach")
    incident = Incident.objects.get()
    page = reverse("desk:incident", args=[incident.pk])
    for place in ("us-federal", "england-wales"):  # there only guides were read, not the statute
        settings.PACK = place
        assert incident.due is None
        assert "Check locally" in as_mona.get(page).content.decode()
    rule = pack().working_day.incidents["breach"]
    monkeypatch.setitem(
        pack().working_day.incidents, "breach", replace(rule, status="verified", hours=72)
    )
    assert incident.due == incident.known_at + timedelta(hours=72)
    assert "By Friday 27 November 2026, 10:20" in as_mona.get(page).content.decode()


def test_an_allegation_is_hidden_from_whom_it_is_about(as_ada, as_mona, as_maja, mona, maja):
    assert tell(as_ada, kind="allegation", about=mona.pk).status_code == 302
    page = reverse("desk:incident", args=[Incident.objects.get().pk])
    assert as_mona.get(page).status_code == 404
    assert "oncern about a colleague" not in shown(as_mona) and "incident is open" not in shown(
        as_mona
    )
    assert open_for(mona) == [] and len(open_for(maja)) == 1
    assert "About Mona Farrell, who does not see it" in as_maja.get(page).content.decode()


def test_an_allegation_names_somebody_and_somebody_else_hears_it(as_ada, mona):
    assert "Choose whom it is about" in tell(as_ada, kind="allegation").content.decode()
    alone = tell(as_ada, kind="allegation", about=mona.pk).content.decode()
    assert "Nobody else here handles incidents" in alone and "nearly went to him" in alone
    assert not Incident.objects.exists()


def test_it_goes_to_nobody_who_may_not_know_of_the_case(
    as_ada, as_mona, ada, mona, maja, sams_case
):
    tell(as_ada, reference=sams_case.code)
    assert len(open_for(mona)) == 1 and open_for(maja) == []
    Wall.objects.create(person=sams_case.person, user=mona)
    assert open_for(mona) == []


def test_a_case_that_no_handler_knows_is_left_out(as_ada, ada, mona, sams_case):
    make_sensitive(sams_case, readers=User.objects.none(), by=ada)
    answer = tell(as_ada, reference=sams_case.code).content.decode()
    assert "Leave the reference out" in answer and not Incident.objects.exists()


def test_whoever_looks_after_data_sees_breaches_alone(as_ada, signed_in_client, dora, mona):
    tell(as_ada), tell(as_ada, kind="breach", words="A list was left on the train.")
    page = signed_in_client(dora).get(reverse("desk:incidents")).content.decode()
    assert "left on the train" in page and "nearly went to him" not in page


def test_the_log_costs_the_same_for_two_and_for_twenty(as_ada, as_mona, cost):
    tell(as_ada)
    few = cost(as_mona, reverse("desk:incidents"))
    for _ in range(12):
        tell(as_ada)
    # Each has a key of its own; they are fetched together.
    assert cost(as_mona, reverse("desk:incidents")) == few <= 9
