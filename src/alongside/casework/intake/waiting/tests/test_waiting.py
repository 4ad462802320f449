"""Noor waits for support: with Ada, who answers for them and calls them meanwhile."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.cases.commands import BehindAWall, NotUsable
from alongside.casework.cases.death.commands import record_death, take_death_back
from alongside.casework.cases.queries import those_who_can_take_a_case
from alongside.casework.desk.cover.commands import come_back, mark_away
from alongside.casework.desk.team.queries import boards_of
from alongside.casework.intake.alike.commands import join_person
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import (
    AlreadyDecided,
    accept_referral,
    decline_referral,
    receive_referral,
)
from alongside.casework.intake.models import LISTED, Likeness, Referral
from alongside.casework.intake.waiting.commands import (
    AlreadyEnded,
    let_wait,
    log_safety_call,
    look_again,
    tell_what_is_safe,
)
from alongside.casework.intake.waiting.models import SafetyCall, Wait
from alongside.casework.intake.waiting.queries import list_page, waits_with
from alongside.casework.intake.waiting.timing import when_to_call
from alongside.casework.people.commands import oppose
from alongside.casework.people.models import ContactPoint, Person, Wall
from alongside.casework.people.windows import windows_from
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at, today
from alongside.foundation.packs.loader import vocabulary
from alongside.foundation.vault.ring import ring

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)
NUMBER = "07700 900142"


@pytest.fixture
def refer(mona):
    def make(name="Noor", danger="unknown", by=mona, **referral):
        points = [{"kind": "mobile", "value": NUMBER}]
        told = {"source": "police", "danger": danger, **referral}
        return receive_referral(Arrival({"known_as": name}, points, told), by=by)

    return make


@pytest.fixture
def wait(refer, ada, mona):
    def make(name="Noor", danger="unknown", worker=ada, by=mona, **referral):
        told = {"worker": worker, "reason": "no_worker", "review_on": today() + timedelta(days=7)}
        return let_wait(refer(name, danger, by=by, **referral), **told, by=by)

    return make


def due(wait, kind):
    return Item.objects.open().get(source=wait.pk, kind=kind)


def names(user):
    return [row.person.name for row in list_page(for_user=user, after=None).rows]


def test_the_call_is_asked_for_by_the_clock_and_the_review_by_the_decision(wait, ada):
    with stand_at(MONDAY):
        noor = wait(danger="high")
        call, review = due(noor, "safety_call"), due(noor, "wait_review")
    assert (call.due, call.owner) == (date(2026, 11, 24), ada.pk)
    assert (review.due, review.owner) == (date(2026, 11, 30), ada.pk)


def test_decided_once_and_no_longer_in_triage(wait, as_mona, ada, mona):
    referral = wait().referral
    assert Referral.objects.get().state == LISTED
    told = {"worker": ada, "reason": "no_worker", "review_on": today()}
    with pytest.raises(AlreadyDecided):
        let_wait(referral, **told, by=mona)
    assert "Noor" not in as_mona.get(reverse("intake:triage")).content.decode()
    assert "Noor" in as_mona.get(reverse("intake:waiting:list")).content.decode()


def test_the_form_names_a_person_and_offers_the_day_of_the_clock(
    refer, mona, ada, signed_in_client
):
    with stand_at(MONDAY):
        as_mona = signed_in_client(mona)
        page = reverse("intake:decide", args=[refer(danger="raised").pk])
        assert 'value="30 November 2026"' in as_mona.get(page).content.decode()
        sent = {"wait-reason": "no_worker", "wait-review_on": "30 November 2026"}
        to = reverse("intake:wait", args=[Referral.objects.get().pk])
        assert "Choose a worker" in as_mona.post(to, sent).content.decode()
        page = as_mona.post(to, {**sent, "wait-worker": ada.pk}, follow=True).content.decode()
    assert "Ada Okafor answers for them" in page and Wait.objects.get().worker == ada


def test_danger_comes_first_then_who_has_waited_longest(wait, mona):
    with stand_at(MONDAY):
        wait("First")
    with stand_at(MONDAY + timedelta(days=1)):
        wait("Second"), wait("High", "high"), wait("Standard", "standard")
        assert names(mona) == ["High", "First", "Second", "Standard"]


def test_a_call_that_finds_more_danger_moves_her_up_and_the_review_forward(wait, ada, mona):
    with stand_at(MONDAY):
        wait("Raised", "raised")
        noor = wait("Noor", "standard")
        log_safety_call(noor, reached="yes", danger="high", found="He is back.", by=ada)
        assert names(mona) == ["Noor", "Raised"]
        assert due(noor, "wait_review").due == date(2026, 11, 25)
        assert due(noor, "safety_call").due == date(2026, 11, 24)


def test_a_call_lowers_nothing(wait, as_ada):
    noor = wait(danger="high")
    sent = {"reached": "yes", "danger": "standard", "found": "Calm."}
    page = as_ada.post(reverse("intake:waiting:call", args=[noor.pk]), sent)
    assert page.status_code == 200 and not SafetyCall.objects.exists()


def test_who_was_not_reached_is_tried_on_the_next_working_day(wait, ada):
    with stand_at(MONDAY):
        noor = wait(danger="standard")
        log_safety_call(noor, reached="no_answer", danger="standard", found="", by=ada)
        assert due(noor, "safety_call").due == date(2026, 11, 24)


def test_when_somebody_else_answered_the_number_is_doubted(wait, ada):
    log_safety_call(wait(), reached="someone_else", danger="unknown", found="", by=ada)
    assert ContactPoint.objects.get().doubted_at


def test_accepted_from_the_list_what_was_found_goes_along(wait, ada, mona):
    noor = wait(danger="standard", happened="Threats.", crime="robbery")
    log_safety_call(noor, reached="yes", danger="raised", found="Locks changed.", by=ada)
    nothing = {"programme": None, "stream": None, "client_kind": "harmed"}
    case = accept_referral(noor.referral, worker=ada, **nothing, by=mona)
    assert case.danger == "raised" and "Threats." in case.told and "Locks changed." in case.told
    assert not Item.objects.open().filter(source=noor.pk).exists()
    assert Wait.objects.get().outcome == "accepted" and names(mona) == []
    with pytest.raises(AlreadyEnded):
        log_safety_call(noor, reached="yes", danger="high", found="", by=ada)


def test_ended_with_a_reason_nobody_is_asked_to_call(wait, mona):
    noor = wait()
    decline_referral(noor.referral, reason="chose_not", signposted_to="", by=mona)
    assert not Item.objects.open().filter(source=noor.pk).exists() and names(mona) == []


def test_another_answers_from_the_review_on(wait, ben, ada, mona):
    noor = wait()
    look_again(noor, worker=ben, reason="language", review_on=today(), by=mona)
    owners = set(Item.objects.open().filter(source=noor.pk).values_list("owner", flat=True))
    assert owners == {ben.pk} and not waits_with(ada) and len(waits_with(ben)) == 1


def test_an_overdue_review_is_told_in_words(wait, mona, signed_in_client):
    with stand_at(MONDAY):
        wait()
    with stand_at(MONDAY + timedelta(days=9)):
        client = signed_in_client(mona)
        assert (
            "Review 2 days overdue" in client.get(reverse("intake:waiting:list")).content.decode()
        )
        assert "1 review is overdue" in client.get(reverse("desk:today")).content.decode()


def test_ada_finds_noor_on_her_day_with_the_script(wait, as_ada, as_ben):
    noor = wait()
    assert "Noor" in as_ada.get(reverse("desk:today")).content.decode()
    page = as_ada.get(reverse("intake:waiting:show", args=[noor.pk])).content.decode()
    assert "First contact only, by its script" in page and NUMBER not in page
    point = ContactPoint.objects.get()
    shown = as_ada.post(reverse("intake:waiting:number", args=[noor.pk, point.pk]))
    assert NUMBER in shown.content.decode()
    assert Entry.objects.filter(verb="contact_point.shown").exists()
    for name in ("show", "call"):
        assert as_ben.get(reverse(f"intake:waiting:{name}", args=[noor.pk])).status_code == 404


def test_a_number_that_is_not_safe_now_is_not_shown(wait, as_ada, ada):
    noor = wait()
    log_safety_call(noor, reached="not_safe", danger="unknown", found="", by=ada)
    to = reverse("intake:waiting:number", args=[noor.pk, ContactPoint.objects.get().pk])
    page = as_ada.post(to, follow=True).content.decode()
    assert NUMBER not in page and "not safe to call there now" in page


def test_a_child_is_not_called_before_it_is_known_who_decides(wait, as_ada):
    noor = wait()
    Person.objects.filter(pk=noor.referral.person_id).update(age_band="from_13")
    page = as_ada.get(reverse("intake:waiting:show", args=[noor.pk])).content.decode()
    assert "Call whoever referred the child" in page and "Show the number" not in page


def test_what_is_told_to_be_safe_moves_the_next_call_into_it(wait, ada, signed_in_client):
    with stand_at(MONDAY):
        as_ada = signed_in_client(ada)
        noor = wait(danger="unknown")
        assert due(noor, "safety_call").at is None
        point = ContactPoint.objects.get()
        sent = {"kind": "mobile", "state": "safe", "when": "times", "days_1": ["1"]}
        sent |= {"from_1": "10:00", "to_1": "11:30", "voicemail": "no", "version": point.version}
        to = reverse("intake:waiting:safe", args=[noor.pk, point.pk])
        assert as_ada.get(to).status_code == 200
        assert as_ada.post(to, sent).status_code == 302
        call = due(noor, "safety_call")
    assert (call.due, call.at) == (date(2026, 11, 24), time(10, 0))


def test_a_number_of_the_other_side_is_refused_here_too(wait, ada, sams_case):
    noor = wait()
    oppose(sams_case.pk, [("mobile", NUMBER)], by=ada)
    point = ContactPoint.objects.get(person=noor.referral.person)
    point.person = noor.referral.person
    with pytest.raises(NotUsable):
        tell_what_is_safe(noor, point, version=point.version, state="safe", by=ada)


def test_behind_a_wall_nobody_waits(wait, ada, mona, as_ada, as_mona):
    noor = wait()
    for user in (ada, mona):
        raise_wall(noor.referral.person, user=user, reason="A cousin.", by=mona)
    gone = as_ada.get(reverse("intake:waiting:show", args=[noor.pk]))
    assert gone.status_code == 404
    for client, page in ((as_ada, "desk:today"), (as_mona, "intake:waiting:list")):
        assert "Noor" not in client.get(reverse(page)).content.decode()
    assert not waits_with(ada) and boards_of(mona)[0].lines[0].listed == 0


def test_where_the_wall_is_before_who_answers_somebody_else_is_told(wait, ada, maja, as_maja):
    noor = wait()
    raise_wall(noor.referral.person, user=ada, reason="A cousin.", by=maja)
    page = as_maja.get(reverse("intake:waiting:list")).content.decode()
    assert "Nobody answers for them now" in page
    assert "For 1 nobody answers now" in as_maja.get(reverse("desk:today")).content.decode()


def test_whoever_brought_in_somebody_walled_reads_what_she_decided_and_no_more(
    refer, ada, ben, mona, as_mona
):
    """The wall fell by itself, when she wrote the referral: it stays where it would be."""
    referral, before = refer(danger="standard"), refer("Raised", "raised")
    for user in (mona, ada):
        Wall.objects.create(person=referral.person, user=user)
    told = {"worker": ada, "reason": "no_worker", "review_on": today()}
    noor = let_wait(referral, **told, by=mona)
    let_wait(before, **told, by=mona)
    assert noor.worker != ada
    log_safety_call(noor, reached="yes", danger="high", found="At a friend’s.", by=noor.worker)
    listed = as_mona.get(reverse("intake:waiting:list")).content.decode()
    page = as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    for shown in (listed, page):
        assert "Ada Okafor" in shown and "High danger" not in shown and "friend" not in shown
        assert "Yes, we spoke" not in shown
    assert names(mona) == ["Raised", "Noor"]


def test_where_everybody_is_walled_nobody_is_named(refer, ada, ben, mona, maja):
    referral = refer()
    for user in those_who_can_take_a_case():
        Wall.objects.create(person=referral.person, user=user)
    told = {"worker": ada, "reason": "no_worker", "review_on": today()}
    with pytest.raises(BehindAWall):
        let_wait(referral, **told, by=mona)


def test_while_she_is_away_the_call_stands_on_her_cover_and_comes_back(wait, ada, mona):
    noor = wait()
    days = {"first": today(), "last": today() + timedelta(days=3)}
    absence = mark_away(ada, cover=mona, **days, by=mona)
    assert due(noor, "safety_call").owner == mona.pk and len(waits_with(mona)) == 1
    log_safety_call(noor, reached="yes", danger="unknown", found="", by=mona)
    assert due(noor, "safety_call").owner == mona.pk
    come_back(absence, by=mona)
    assert due(noor, "wait_review").owner == ada.pk


def test_joined_to_a_record_what_was_found_can_still_be_read(wait, ada, mona, refer):
    noor, before = wait(), refer("Noor B").person
    log_safety_call(noor, reached="yes", danger="unknown", found="At a friend’s.", by=ada)
    likeness = Likeness.objects.create(referral=noor.referral, person=before, answer="same")
    join_person(likeness, by=mona)
    ring.clear()
    assert SafetyCall.objects.get().found == "At a friend’s."


def test_the_list_takes_as_many_statements_for_six_as_for_one(wait, as_mona):
    def statements():
        ring.clear()
        with CaptureQueriesContext(connections["default"]) as asked:
            as_mona.get(reverse("intake:waiting:list"))
        return len(asked)

    wait()
    one = statements()
    for name in "ABCDE":
        wait(name)
    assert statements() == one


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    ahead=st.integers(0, 30),
    start=st.integers(0, 22),
)
def test_the_call_lies_within_the_safe_times_and_not_in_the_past(days, ahead, start):
    begins, ends = time(start), time(start + 1)
    windows = windows_from([str(day) for day in days], begins, ends)
    point = ContactPoint(kind="mobile", state="safe", person=Person())
    point.__dict__.update(windows=windows, zone="")
    with stand_at(MONDAY):
        by = today() + timedelta(days=ahead)
        on, at = when_to_call([point], by)
        assert on >= today() and on.weekday() in days
        later = [today() + timedelta(days=n) for n in range(1, ahead + 1)]
        assert on <= by or not any(day.weekday() in days for day in later)
        if on != today():
            assert at == begins or (at is None and start == 0)


def test_who_has_died_is_called_by_nobody(refer, ada, mona, as_ada, sams_case):
    referral = refer("Sam")
    Referral.objects.filter(pk=referral.pk).update(person=sams_case.person)
    referral = Referral.objects.get(pk=referral.pk)
    told = {"worker": ada, "reason": "no_worker", "review_on": today()}
    sam = let_wait(referral, **told, by=mona)
    died = {"day": today(), "told_by": next(iter(vocabulary("death_told_by"))), "words": ""}
    death = record_death(sams_case, **died, by=ada)
    assert not Item.objects.open().filter(source=sam.pk, kind="safety_call").exists()
    page = as_ada.get(reverse("intake:waiting:show", args=[sam.pk])).content.decode()
    assert "has died" in page and "Show the number" not in page
    take_death_back(sams_case, death, why="A namesake.", looked="Mona.", by=ada)
    assert due(sam, "safety_call").owner == ada.pk
