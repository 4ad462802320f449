"""Whom a programme takes: fits, does not fit, not known; a person decides all the same."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.house.pages import without_tokens

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.eligibility.judging import (
    FITS,
    NOT,
    UNKNOWN,
    Known,
    age_of,
    judge,
    verdicts_of,
)
from alongside.casework.intake.eligibility.places import lives_in, outward
from alongside.casework.intake.models import Referral
from alongside.casework.people.models import Person
from alongside.organisation.workforce.commands import add_programme
from alongside.organisation.workforce.models import Programme, Takes
from alongside.organisation.workforce.programmes.commands import tell_whom_it_takes

EMPTY = {"crimes": [], "ages": [], "kinds": [], "places": ""}


@pytest.fixture
def court(otto):
    return add_programme("Court support", by=otto)


@pytest.fixture
def refer(mona):
    def make(postcode="", **told):
        who = {"known_as": "Sam", "postcode": postcode}
        told = {"source": "police", "danger": "raised", **told}
        return receive_referral(Arrival(who, [], told), by=mona)

    return make


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SE15 4QN", "SE15"),
        ("se154qn", "SE15"),
        ("  sw1a  1aa ", "SW1A"),
        ("E1", "E1"),
        ("94110-1234", "94110"),
        ("near the park", ""),
        ("", ""),
    ],
)
def test_the_first_part_of_a_postcode(typed, found):
    assert outward(typed) == found


@pytest.mark.parametrize(
    ("places", "postcode", "address", "lives"),
    [
        (["SE15"], "SE15 4QN", "", True),
        (["SE1"], "SE15 4QN", "", False),
        (["SE"], "SE15 4QN", "", True),
        (["S"], "SE15 4QN", "", False),
        (["SW1"], "SW1A 1AA", "", True),
        (["E1"], "E14 2AA", "", False),
        (["941"], "94110", "", True),
        (["SE15"], "", "", None),
        (["SE15"], "94110", "", None),
        (["SE15"], "somewhere", "", None),
        (["Peckham"], "", "4 High Road,  PECKHAM", True),
        (["Peckham"], "SE15 4QN", "4 High Road", None),
        (["Ham"], "", "Birmingham", None),
        (["SE15", "Peckham"], "N1 2AA", "", None),
    ],
)
def test_only_a_postcode_can_say_no(places, postcode, address, lives):
    assert lives_in(places, postcode=postcode, address=address) is lives


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(born=st.dates(date(1920, 1, 1), date(2026, 11, 1)))
def test_a_birth_date_falls_into_the_band_of_its_age(born):
    on = date(2026, 11, 23)
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    limits = {"under_13": 0, "from_13": 13, "from_16": 16, "from_18": 18, "from_25": 25}
    limits["from_60"] = 60
    expected = max((low, band) for band, low in limits.items() if low <= years)[1]
    person = Person()
    person.__dict__["birth_date"] = born
    assert age_of(person, on) == expected


codes = st.sampled_from(["", "theft", "robbery", "burglary"])
bands = st.sampled_from(["", "under_13", "from_18", "from_60"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    crimes=st.lists(codes.filter(bool)), ages=st.lists(bands.filter(bool)), crime=codes, age=bands
)
def test_what_is_not_known_is_never_a_no(crimes, ages, crime, age):
    rule = Takes(crimes=crimes, ages=ages, kinds=[], places="")
    verdict = judge(Programme(name="Court support"), rule, Known(crime=crime, age=age))
    refused = (crime and crimes and crime not in crimes) or (age and ages and age not in ages)
    missing = (crimes and not crime) or (ages and not age)
    assert verdict.code == (NOT if refused else UNKNOWN if missing else FITS)
    assert verdict.grounds


def test_those_that_fit_stand_first(court, otto):
    other = add_programme("Advice", by=otto)
    tell_whom_it_takes(other, **{**EMPTY, "crimes": ["theft"]}, by=otto)
    found = verdicts_of([other, court], Known(crime="robbery"))
    assert [each.code for each in found] == [FITS, NOT]


def test_the_organisation_says_whom_it_takes(as_otto, court):
    to = reverse("workforce:takes", args=[court.pk])
    sent = {"crimes": ["theft"], "ages": ["from_18", "from_25"], "places": "SE15\nPeckham, SE22"}
    assert as_otto.get(to).status_code == 200
    assert as_otto.post(to, sent).status_code == 302
    takes = Takes.objects.get()
    assert takes.crimes == ["theft"] and takes.kinds == []
    assert takes.each_place == ["SE15", "Peckham", "SE22"]
    assert "checked" in as_otto.get(to).content.decode()


def test_the_page_of_the_decision_says_which_fits_and_why(court, otto, as_mona, refer):
    tell_whom_it_takes(court, **{**EMPTY, "places": "SE15", "crimes": ["theft"]}, by=otto)
    page = without_tokens(as_mona.get(reverse("intake:decide", args=[refer("N1 2AA").pk])))
    assert "Does not fit" in page and "Outside the area: SE15" in page and "N1" not in page


def test_whoever_decides_may_all_the_same_and_says_why(court, otto, ada, as_mona, refer):
    tell_whom_it_takes(court, **{**EMPTY, "places": "SE15"}, by=otto)
    referral = refer("N1 2AA")
    to = reverse("intake:accept", args=[referral.pk])
    sent = {"worker": ada.pk, "client_kind": "harmed", "programme": court.pk}
    page = as_mona.post(to, sent).content.decode()
    assert "Say why all the same" in page and Referral.objects.get().state == "waiting"
    as_mona.post(to, {**sent, "anyway": "Works in Peckham."})
    assert Referral.objects.get().anyway == "Works in Peckham."
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Works in Peckham." in page


def test_what_is_not_known_asks_for_no_reason(court, otto, ada, as_mona, refer):
    tell_whom_it_takes(court, **{**EMPTY, "places": "SE15", "crimes": ["theft"]}, by=otto)
    sent = {"worker": ada.pk, "client_kind": "harmed", "programme": court.pk}
    as_mona.post(reverse("intake:accept", args=[refer().pk]), sent)
    assert Referral.objects.get().state == "accepted"


def test_a_kind_that_it_does_not_take_is_seen_once_it_is_chosen(court, otto, ada, as_mona, refer):
    tell_whom_it_takes(court, **{**EMPTY, "kinds": ["witness"]}, by=otto)
    referral = refer()
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Not known: what they are to the crime" in page
    sent = {"worker": ada.pk, "client_kind": "harmed", "programme": court.pk}
    page = as_mona.post(reverse("intake:accept", args=[referral.pk]), sent).content.decode()
    assert "Say why all the same" in page
