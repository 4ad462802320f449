"""A referral waits by danger and clock, and is decided once."""

from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import allocate, make_sensitive, note_crime, open_case
from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.intake import queries
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import (
    AlreadyDecided,
    accept_referral,
    decline_referral,
    receive_batch,
    receive_referral,
)
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import crime_of_case, waiting_page
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import ContactPoint, Wall
from alongside.foundation.accounts import shift
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at
from alongside.foundation.ui.paging import page_of
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.strengths.commands import tell_strengths

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


def test_the_highest_danger_waits_first_then_the_clock(refer, mona):
    with stand_at(FRIDAY):
        refer("Standard", "standard")
        refer("High", "high")
        refer("Not asked")
        refer("Raised", "raised")
    names = [row.referral.person.name for row in waiting_page(for_user=mona, after=None).rows]
    assert names == ["High", "Not asked", "Raised", "Standard"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None
)
@given(
    arrivals=st.lists(
        st.tuples(st.sampled_from(["high", "raised", "unknown", "standard"]), st.integers(0, 200)),
        min_size=1,
        max_size=12,
    )
)
def test_page_after_page_everyone_waits_once_and_in_order(refer, arrivals, monkeypatch, mona):
    with transaction.atomic():
        for danger, hours in arrivals:
            with stand_at(FRIDAY + timedelta(hours=hours)):
                refer(danger=danger)
        waited, after = [], None
        monkeypatch.setattr(queries, "page_of", partial(page_of, size=5))
        while page := waiting_page(for_user=mona, after=after):
            waited += [(-row.referral.urgency, row.referral.decide_by) for row in page.rows]
            if not (after := page.next_after):
                break
        transaction.set_rollback(True)
    assert waited == sorted(waited) and len(waited) == len(arrivals)


def test_the_clock_runs_in_working_days(refer):
    with stand_at(FRIDAY):
        referral = refer(danger="raised")
    assert referral.decide_by.replace(microsecond=0) == FRIDAY + timedelta(days=3)


def test_who_came_in_days_before_the_rest_of_a_batch_is_given_no_more_time(ada):
    def came(**more):
        return Arrival({"known_as": "Sam"}, [], {"source": "self", "danger": "raised", **more})

    monday = FRIDAY - timedelta(days=4)
    with stand_at(FRIDAY):
        receive_batch("partner", [came(), came(received_at=monday), came()], by=ada)
    early, *rest = Referral.objects.order_by("received_at")
    assert early.received_at == monday and early.decide_by == monday + timedelta(days=1)
    assert {one.decide_by.replace(microsecond=0) for one in rest} == {FRIDAY + timedelta(days=3)}


def test_late_is_told_in_words(refer, mona, signed_in_client):
    with stand_at(FRIDAY):
        refer(danger="raised")
    with stand_at(FRIDAY + timedelta(days=5)):
        page = signed_in_client(mona).get(reverse("intake:triage")).content.decode()
    assert "1 is late." in page and "late" in page


def test_whoever_decides_reads_that_it_is_late(refer, mona, signed_in_client):
    with stand_at(FRIDAY):
        page = reverse("intake:decide", args=[refer(danger="high").pk])
        assert "app-clock--late" not in signed_in_client(mona).get(page).content.decode()
    with stand_at(FRIDAY + timedelta(days=6)):
        assert "late.</strong> Decide by" in signed_in_client(mona).get(page).content.decode()


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


def test_workers_are_offered_with_their_team(as_mona, refer, sams_case):
    page = as_mona.get(reverse("intake:decide", args=[refer().pk])).content.decode()
    assert "Ada Okafor, Northgate" in page


def test_opening_a_referral_leaves_a_line(as_mona, mona, refer):
    referral = refer()
    as_mona.get(reverse("intake:decide", args=[referral.pk]))
    line = Entry.objects.get(verb="visited.referral_triage")
    assert (line.actor, line.subject) == (mona.pk, f"intake.referral:{referral.pk}")


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


def test_whoever_decides_too_late_finds_her_words_again(as_maja, refer, ada, mona):
    referral = refer()
    accept(referral, ada, mona)
    sent = {"decline-reason": "no_room", "decline-signposted_to": "Eastside Advice,\nroom 4"}
    page = as_maja.post(reverse("intake:decline", args=[referral.pk]), sent)
    shown = page.content.decode()
    assert page.status_code == 409 and "Mona Farrell accepted it" in shown
    assert "Eastside Advice," in shown and "Sam" not in shown
    assert Referral.objects.get().state == "accepted"


def test_pressed_twice_it_is_decided_once(as_mona, refer, ada):
    sent = {"worker": ada.pk, "client_kind": "harmed", "once": str(uuid4())}
    page = reverse("intake:accept", args=[refer().pk])
    assert as_mona.post(page, sent).url == as_mona.post(page, sent).url
    assert Case.objects.count() == 1


def test_words_that_meet_the_lock_are_kept(as_mona, mona, refer):
    page = reverse("intake:decline", args=[refer().pk])
    session = as_mona.session
    shift.lock(session)
    session.save()
    sent = {"decline-reason": "no_room", "decline-signposted_to": "Eastside Advice"}
    as_mona.post(page, sent)
    assert Referral.objects.get().state == "waiting"
    again = sign_in_again(as_mona, mona).get(page).content.decode()
    assert "Eastside Advice" in again and "Decline the referral" in again


def sign_in_again(client, user):
    session = client.session
    shift.begin(session)
    session.save()
    return client


def test_what_became_a_sensitive_case_is_known_to_its_readers_only(as_mona, as_maja, refer, ada):
    from alongside.foundation.accounts.models import User

    referral = refer()
    sent = {"worker": ada.pk, "client_kind": "harmed"}
    as_mona.post(reverse("intake:accept", args=[referral.pk]), sent)
    page = reverse("intake:decide", args=[referral.pk])
    assert "Open the case" in as_mona.get(page).content.decode()
    assert "Sam" not in as_maja.get(page).content.decode()
    make_sensitive(Case.objects.get(), readers=User.objects.none(), by=ada)
    missing = reverse("intake:decide", args=[uuid4()])
    for client in (as_mona, as_maja):
        assert without_tokens(client.get(page)) == without_tokens(client.get(missing))


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


def test_triage_costs_the_same_for_five_and_for_twenty_five(as_mona, refer):
    assert cost(as_mona, refer, 5) == cost(as_mona, refer, 25)


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


def test_somebody_is_proposed_with_the_reasons(as_mona, refer, ada, ben):
    tell_strengths(ada, languages="Arabic", crimes=["robbery"], by=ada)
    referral = refer(crime="robbery")
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Knows this kind of crime: Robbery" in page
    assert f'<option value="{ada.pk}" selected>' in page


def test_a_worker_behind_a_wall_is_not_proposed(as_mona, refer, ada, ben):
    referral = refer(crime="robbery")
    Wall.objects.create(person=referral.person, user=ada)
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    assert "Ada Okafor" not in page
