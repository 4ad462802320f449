"""Sam says what may be told, takes it back, and agrees what holds if nobody can reach them."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import end_support
from alongside.casework.consents.commands import agree_if_unreachable, give_consent
from alongside.casework.consents.models import Consent, Said, Unreachable
from alongside.casework.desk.today import today_for
from alongside.casework.support.commands import log_contact
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.clock import now, stand_at, today

PLAN = {"after_days": 3, "ask": "the health visitor", "police": "no", "tries": 2, "message": ""}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def page(sams_case):
    return lambda name, *more: reverse(f"consents:{name}", args=[sams_case.pk, *more])


@pytest.fixture
def send(as_ada):
    return lambda address, **told: as_ada.post(address, {"once": str(uuid4()), **told})


GIVEN = {"purpose": "housing", "recipient": "The council", "items": ["name", "needs"]}
GIVEN |= {"given_on": "today", "how": "spoken"}


def test_ada_writes_down_what_sam_agreed_to(as_ada, page, send):
    assert "Nothing may be shared yet" in text(as_ada.get(page("ledger")))
    until = today() + timedelta(days=60)
    assert send(page("add"), **GIVEN, until=str(until)).status_code == 302
    said = text(as_ada.get(page("ledger")))
    assert "A safe place to live" in said and "The council" in said
    assert "Their name, What would help" in said and "Stands" in said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"until": ""}, "None is without an end"),
        ({"until": "24 November 2099"}, "within a year"),
        ({"items": []}, "Choose what may be told"),
        ({"given_on": "tomorrow"}, "not in the future"),
    ],
)
def test_half_a_consent_is_none(page, send, told, said):
    sent = {**GIVEN, "until": str(today() + timedelta(days=60)), **told}
    assert said in text(send(page("add"), **sent)) and not Consent.objects.exists()


def test_sam_takes_it_back_in_one_step(as_ada, ada, sams_case, page, send):
    days = {"given_on": today(), "until": today() + timedelta(days=60)}
    told = {"purpose": "housing", "recipient": "The council", "items": ["name"], "how": "spoken"}
    consent = give_consent(sams_case, **told, **days, by=ada)
    said = text(as_ada.get(page("withdraw", consent.pk)))
    assert "It is enough that they say so" in said
    send(page("withdraw", consent.pk))
    said = text(as_ada.get(page("ledger")))
    assert "Sam has taken back the consent for: A safe place to live." in said
    assert "Taken back on" in said and "They take it back" not in said
    assert as_ada.get(page("withdraw", consent.pk)).status_code == 404


def test_four_things_stay_apart(as_ada, sams_case, page, send):
    send(page("service"), answer="yes", words="I want somebody to ring.")
    said = text(as_ada.get(page("ledger")))
    assert "They agree" in said and "I want somebody to ring." in said
    assert "Not asked yet" in said and "Nothing may be shared yet" in said
    send(page("service"), answer="no", words="")
    assert Said.objects.count() == 2, "what was said before stays"
    send(page("basis"), basis="legitimate", words="")
    assert "Our legitimate interest" in text(as_ada.get(page("ledger")))


def test_in_the_united_states_the_police_are_asked_on_a_signed_release(
    as_ada, ada, sams_case, page, send, settings
):
    settings.PACK = "us-federal"
    agree_if_unreachable(sams_case, **{**PLAN, "police": "yes"}, by=ada)
    assert "The police may not be asked yet" in text(as_ada.get(page("unreachable")))
    release = {"purpose": "welfare_check", "recipient": "Town police", "items": ["is_client"]}
    days = {"given_on": today(), "until": today() + timedelta(days=60)}
    give_consent(sams_case, **release, **days, how="written", by=ada)
    assert "The police may not be asked yet" not in text(as_ada.get(page("unreachable")))


def test_today_follows_what_was_agreed(request, ada, sams_case, page):
    begun = now().replace(hour=10)
    agree_if_unreachable(sams_case, **PLAN, by=ada)
    with stand_at(begun + timedelta(days=3)):
        assert today_for(ada).silences == []
    with stand_at(begun + timedelta(days=4)):
        (silence,) = today_for(ada).silences
        assert (silence.days, silence.tried_enough) == (4, False)
        shown = text(request.getfixturevalue("as_ada").get("/today/"))
        assert "Out of contact" in shown and "ask the health visitor" in shown
        assert "The police may not be asked." in shown
        for _ in range(2):
            tried = {"channel": "phone", "reached": "no_answer", "minutes": 0}
            log_contact(sams_case, on=today(), **tried, by=ada)
        assert today_for(ada).silences[0].tried_enough
        log_contact(sams_case, channel="phone", reached="yes", minutes=5, on=today(), by=ada)
        assert today_for(ada).silences == []


def test_nothing_was_agreed_so_nobody_is_asked(ada, sams_case):
    with stand_at(now() + timedelta(days=300)):
        assert today_for(ada).silences == []


def test_after_support_ended_nobody_is_looked_for(ada, sams_case):
    agree_if_unreachable(sams_case, **PLAN, by=ada)
    end_support(sams_case, reason="other", outcome="not_asked", summary="", by=ada)
    with stand_at(now() + timedelta(days=30)):
        assert today_for(ada).silences == []


def test_agreed_anew_the_new_one_counts(as_ada, page, send):
    send(page("agree"), **PLAN)
    form = text(as_ada.get(page("agree")))
    assert 'value="the health visitor"' in form
    send(page("agree"), **{**PLAN, "after_days": "9"})
    assert "9 days" in text(as_ada.get(page("unreachable")))
    assert Unreachable.objects.count() == 2
    assert "from 1 to 90" in text(send(page("agree"), **{**PLAN, "after_days": "0"}))


def statements(client, address):
    meter.lines = 0
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(address).status_code == 200
    return len(main) + len(keys)


@pytest.mark.parametrize("name", ["ledger", "unreachable"])
def test_many_lines_cost_what_one_costs(as_ada, ada, sams_case, page, name):
    def more(n):
        days = {"given_on": today(), "until": today() + timedelta(days=60), "how": "spoken"}
        for _ in range(n):
            give_consent(sams_case, purpose="other", recipient="B", items=["name"], **days, by=ada)
            agree_if_unreachable(sams_case, **PLAN, by=ada)

    more(1)
    as_ada.get(page(name))
    one = statements(as_ada, page(name))
    more(12)
    assert statements(as_ada, page(name)) == one <= 20
