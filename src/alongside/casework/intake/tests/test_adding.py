"""A referral is written down with what is known, and whoever wrote it learns what follows."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.intake.models import Referral
from alongside.foundation.clock import stand_at

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=ZoneInfo("Europe/London"))


def test_whoever_only_refers_is_told_by_when_it_is_decided(signed_in_client, ada):
    sent = {"source": "phone", "danger": "raised", "address_class": "not_asked", "known_as": "Bee"}
    with stand_at(FRIDAY):
        as_ada = signed_in_client(ada)
        page = as_ada.post(reverse("intake:add"), sent, follow=True).content.decode()
    assert "Triage decides about it by Monday 23 November 2026, 16:00." in page


def test_whoever_triages_finds_it_in_triage(as_mona):
    sent = {
        "source": "phone",
        "danger": "unknown",
        "address_class": "open",
        "email": "b@example.org",
    }
    page = as_mona.post(reverse("intake:add"), sent)
    assert page.url == reverse("intake:triage")
    address = reverse("intake:decide", args=[Referral.objects.get().pk])
    assert address in as_mona.get(page.url).content.decode()
    shown = as_mona.get(address).content.decode()
    assert "b@example.org" not in shown and "by the rules of safe contact" in shown


def test_a_referral_needs_something_about_the_person(as_ada):
    sent = {"source": "phone", "danger": "unknown", "address_class": "not_asked"}
    page = as_ada.post(reverse("intake:add"), sent)
    assert "Enter a name, an alias, a number or what happened" in page.content.decode()
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"birth_date": "8 March 2192"}, "Enter a birth date that can be right"),
        ({"birth_date": "8 March 1792"}, "Enter a birth date that can be right"),
        ({"crime_on": "8 March 2192"}, "Enter a day that has come"),
        ({"danger": "terrible"}, "Select a valid choice"),
        ({"family_name": "x" * 121}, "Shorten this to 120 characters"),
    ],
)
def test_what_cannot_be_right_is_asked_again_and_no_word_is_lost(as_ada, typed, sentence):
    sent = {"source": "phone", "danger": "unknown", "address_class": "not_asked"}
    sent |= {"known_as": "Bee", "happened": "She told her sister."}
    page = as_ada.post(reverse("intake:add"), {**sent, **typed}).content.decode()
    assert sentence in page and "She told her sister." in page
    assert not Referral.objects.exists()


def test_an_alias_is_enough(as_ada):
    sent = {"source": "phone", "danger": "unknown", "address_class": "not_asked"}
    sent |= {"known_as": "Bee", "once": str(uuid4())}
    for _ in range(2):
        assert as_ada.post(reverse("intake:add"), sent).status_code == 302
    assert Referral.objects.get().person.name == "Bee"
