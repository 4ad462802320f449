"""A referral waits by danger and clock, and is decided once."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import allocate, note_crime, open_case
from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import (
    AlreadyDecided,
    accept_referral,
    decline_referral,
    receive_referral,
)
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import crime_of_case, waiting_page
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import ContactPoint
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at
from alongside.foundation.vault.ring import ring

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def refer(mona):
    def make(name="Sam", danger="unknown", **referral):
        arrival = Arrival(
            {"known_as": name},
            [{"kind": "mobile", "value": "07700 900142"}],
            {"source": "police", "danger": danger, **referral},
        )
        return receive_referral(arrival, by=mona)

    return make


def accept(referral, ada, mona, **more):
    nothing = {"programme": None, "stream": None, "client_kind": "harmed"}
    return accept_referral(referral, worker=ada, by=mona, **{**nothing, **more})


def test_the_highest_danger_waits_first_then_the_clock(refer):
    with stand_at(FRIDAY):
        refer("Standard", "standard")
        refer("High", "high")
        refer("Not asked")
        refer("Raised", "raised")
    names = [row.referral.person.name for row in waiting_page(after=None).rows]
    assert names[0] == "High" and names[-1] == "Standard"


def test_the_clock_runs_in_working_days(refer):
    with stand_at(FRIDAY):
        referral = refer(danger="raised")
    assert referral.decide_by.replace(microsecond=0) == FRIDAY + timedelta(days=3)


def test_late_is_told_in_words(refer, mona, signed_in_client):
    with stand_at(FRIDAY):
        refer(danger="raised")
    with stand_at(FRIDAY + timedelta(days=5)):
        page = signed_in_client(mona).get(reverse("intake:triage")).content.decode()
    assert "1 is late." in page and "late" in page


def test_a_number_from_a_referral_is_for_first_contact_only(refer):
    refer()
    assert ContactPoint.objects.get().state == "first_contact"


def test_accepted_it_is_a_case_with_its_crime_and_a_call_to_make(refer, ada, mona):
    case = accept(refer(danger="high", crime="robbery"), ada, mona)
    assert case.danger == "high" and list(Case.objects.visible_to(ada)) == [case]
    assert case.crimes.get().event.category == "robbery"
    assert Item.objects.open().about(case, "first_contact").get().owner == ada.pk
    events = set(case.moments.values_list("event", flat=True))
    assert events == {"referral_received", "case_opened", "allocated"}


def test_whoever_accepts_for_another_team_is_told_who_goes_on(as_maja, refer, ada):
    sent = {"worker": ada.pk, "client_kind": "harmed"}
    page = as_maja.post(reverse("intake:accept", args=[refer().pk]), sent, follow=True)
    assert "Ada Okafor makes the first contact" in page.content.decode()


def test_whoever_accepts_for_her_own_team_sees_the_case(as_mona, refer, ada):
    sent = {"worker": ada.pk, "client_kind": "harmed"}
    page = as_mona.post(reverse("intake:accept", args=[refer().pk]), sent)
    assert page.url == reverse("desk:case", args=[Case.objects.get().pk])


def test_declined_it_says_why_and_where_to_turn(refer, as_mona):
    referral = refer()
    sent = {"decline-reason": "outside_area", "decline-signposted_to": "Eastside Advice"}
    assert as_mona.post(reverse("intake:decline", args=[referral.pk]), sent).status_code == 302
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Eastside Advice" in page and "Accept the referral" not in page


def test_two_people_decide_and_the_second_learns_of_it(refer, ada, mona, maja):
    referral = refer()
    late = Referral.objects.get(pk=referral.pk)
    accept(referral, ada, mona)
    with pytest.raises(AlreadyDecided):
        decline_referral(late, reason="no_room", signposted_to="", by=maja)
    assert Referral.objects.get().state == "accepted"


def test_a_shared_crime_is_one_event_with_two_clients(refer, ada, mona):
    first = accept(refer("Sam", crime="homicide"), ada, mona)
    event = crime_of_case(first.reference, for_user=mona)
    second = accept(refer("Rana"), ada, mona, client_kind="bereaved", same_event=event)
    assert CaseCrime.objects.filter(event=event).count() == 2
    assert second.crimes.get().client_kind == "bereaved"


def test_a_case_out_of_sight_answers_as_a_missing_one(as_mona, refer, ben, ada):
    hidden = open_case(add_person(known_as="Alex", by=ben), by=ben)
    note_crime(hidden, category="theft", client_kind="harmed", by=ben)
    allocate(hidden, worker=ben, by=ben)
    referral = refer()
    said = set()
    for reference in (hidden.reference, "ZZZZZZZ"):
        sent = {"worker": ada.pk, "client_kind": "harmed", "same_case": reference}
        page = as_mona.post(reverse("intake:accept", args=[referral.pk]), sent)
        assert "Enter the reference of a case with a crime" in page.content.decode()
        said.add(page.status_code)
    assert said == {200} and Referral.objects.get().state == "waiting"


def test_ada_may_refer_and_not_decide(as_ada, refer):
    referral = refer()
    assert as_ada.get(reverse("intake:add")).status_code == 200
    for page in (reverse("intake:triage"), reverse("intake:decide", args=[referral.pk])):
        assert as_ada.get(page).status_code == 403


def test_a_missing_referral_is_missing(as_mona):
    assert as_mona.get(reverse("intake:decide", args=[uuid4()])).status_code == 404


def test_a_referral_needs_something_about_the_person(as_ada):
    sent = {"source": "phone", "danger": "unknown", "address_class": "not_asked"}
    page = as_ada.post(reverse("intake:add"), sent)
    assert "Enter a name, an alias, a number or what happened" in page.content.decode()
    assert not Referral.objects.exists()


def test_an_alias_is_enough(as_ada):
    sent = {"source": "phone", "danger": "unknown", "address_class": "not_asked"}
    sent |= {"known_as": "Bee", "once": str(uuid4())}
    for _ in range(2):
        assert as_ada.post(reverse("intake:add"), sent).status_code == 302
    assert Referral.objects.get().person.name == "Bee"


def test_triage_costs_the_same_for_five_and_for_twenty(as_mona, refer):
    assert cost(as_mona, refer, 5) == cost(as_mona, refer, 20)


def cost(client, refer, wanted):
    while Referral.objects.count() < wanted:
        refer()
    client.get(reverse("intake:triage"))
    ring.clear()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        client.get(reverse("intake:triage"))
    return len(main) + len(keys)
