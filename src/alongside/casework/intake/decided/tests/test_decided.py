"""Sam rings back: what was decided is found, and a decline is taken back within its days."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.erasures.commands import order_erasure
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import (
    accept_referral,
    decline_referral,
    receive_referral,
)
from alongside.casework.intake.decided.commands import (
    UNDONE_WITHIN,
    NotDeclined,
    ToBeErased,
    TooLate,
    undo_decline,
)
from alongside.casework.intake.decided.queries import LOOKED_BACK, ROWS
from alongside.casework.intake.models import WAITING, Referral
from alongside.casework.intake.waiting.commands import let_wait
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, stand_at, today
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring


@pytest.fixture
def refer(mona):
    def make(name="Sam"):
        told = {"source": "police", "danger": "raised"}
        return receive_referral(Arrival({"known_as": name}, [], told), by=mona)

    return make


@pytest.fixture
def declined(refer, mona):
    def make(name="Sam"):
        said = {"reason": "outside_area", "signposted_to": "Eastside Advice"}
        return decline_referral(refer(name), **said, by=mona)

    return make


def accepted(referral, ada, mona):
    nothing = {"programme": None, "stream": None, "client_kind": "harmed"}
    return accept_referral(referral, worker=ada, **nothing, by=mona)


def listed(client, state=""):
    return client.get(reverse("intake:decided"), {"state": state}).content.decode()


def test_each_is_found_under_its_decision(refer, declined, ada, mona, as_mona):
    accepted(refer("Joan"), ada, mona)
    declined("Sam")
    told = {"worker": ada, "reason": "no_worker", "review_on": today()}
    let_wait(refer("Noor"), **told, by=mona)
    refer("Undecided")
    both = listed(as_mona)
    assert "Joan" in both and "Ada Okafor" in both and "Sam" in both
    assert "Noor" not in both and "Undecided" not in both
    found = {state: listed(as_mona, state) for state in ("accepted", "declined", "listed")}
    assert "Joan" in found["accepted"] and "Sam" not in found["accepted"]
    assert "Outside the area we cover" in found["declined"] and "Joan" not in found["declined"]
    assert "Noor" in found["listed"] and "Sam" not in found["listed"]


def test_the_list_is_short_and_goes_on(declined, as_mona):
    for number in range(ROWS + 1):
        declined(f"Person {number}")
    page = as_mona.get(reverse("intake:decided"))
    assert page.content.decode().count('scope="row"') == ROWS and b"Earlier" in page.content
    onward = re.search(r'href="(\?after=[^"]+)"', html.unescape(page.content.decode()))
    rest = as_mona.get(reverse("intake:decided") + onward[1]).content.decode()
    assert rest.count('scope="row"') == 1 and "Person 0<" in rest


def test_after_ninety_days_it_is_not_on_the_list(declined, mona, signed_in_client):
    declined()
    with stand_at(now() + LOOKED_BACK + timedelta(hours=1)):
        assert "Sam" not in listed(signed_in_client(mona))


def test_sensitive_walled_and_erased_ones_are_on_nobodys_list(
    refer, declined, ada, mona, maja, as_mona, as_maja
):
    case = accepted(refer("Secret"), ada, mona)
    make_sensitive(case, readers=User.objects.none(), by=ada)
    raise_wall(declined("Walled").person, user=mona, reason="A cousin.", by=maja)
    assert "Secret" not in listed(as_mona) and "Walled" not in listed(as_mona)
    assert "Walled" in listed(as_maja) and "Secret" not in listed(as_maja)


def test_taken_back_it_waits_in_triage_again_and_what_was_said_stands_beside(declined, as_mona):
    referral = declined()
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    to = reverse("intake:undo", args=[referral.pk])
    assert to in page and "Eastside Advice" in as_mona.get(to).content.decode()
    assert as_mona.post(to, {"why": "Moved here."}).status_code == 302
    assert Referral.objects.get().state == WAITING
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Declined before" in page and "Eastside Advice" in page and "Moved here." in page
    assert "Accept the referral" in page


def test_its_clock_starts_anew(declined, mona):
    referral = declined()
    with stand_at(now() + timedelta(days=20)):
        undo_decline(referral, why="Rang back.", by=mona)
        assert Referral.objects.get().decide_by > now()


def test_after_its_days_whoever_comes_back_is_new(declined, mona, signed_in_client):
    referral = declined()
    with stand_at(now() + UNDONE_WITHIN + timedelta(minutes=1)):
        with pytest.raises(TooLate):
            undo_decline(referral, why="Rang back.", by=mona)
        page = signed_in_client(mona).get(reverse("intake:decide", args=[referral.pk]))
        assert "Take the decline back" not in page.content.decode()


def test_twice_is_once(declined, mona):
    referral = declined()
    undo_decline(referral, why="Rang back.", by=mona)
    with pytest.raises(NotDeclined):
        undo_decline(referral, why="Rang back.", by=mona)


def test_what_is_to_be_erased_is_not_begun_with_again(declined, maja, mona, as_mona):
    referral = declined()
    order_erasure(referral.person, case=None, ground="asked", by=maja)
    with pytest.raises(ToBeErased):
        undo_decline(referral, why="Rang back.", by=mona)
    said = as_mona.post(reverse("intake:undo", args=[referral.pk]), {"why": "Rang back."})
    assert "Have it called off first" in said.content.decode()


def test_what_is_erased_stays_so(declined, mona):
    referral = declined()
    destroy_keys_of(referral.person_id)
    ring.clear()
    with pytest.raises(ToBeErased):
        undo_decline(referral, why="Rang back.", by=mona)
