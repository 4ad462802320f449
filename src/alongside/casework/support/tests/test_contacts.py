"""Ada rings Sam: the note enters the file, the minutes her time, the next call her agenda."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.cases.models import Case, Moment
from alongside.casework.people.commands import add_contact_point, change_contact_point
from alongside.casework.records.commands import correct_record, withdraw_record
from alongside.casework.support.commands import log_contact
from alongside.casework.support.record import CONTACTS
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at, today
from alongside.organisation.workforce.models import TimeSpent

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


def open_calls(case):
    return list(Item.objects.open().about(case).values_list("kind", "due"))


def ring(case, ada, reached="yes", **more):
    note = {"on": today(), "channel": "phone", "reached": reached, "minutes": 20, **more}
    return log_contact(case, by=ada, **note)


def test_a_new_case_asks_for_a_first_contact(sams_case):
    [(kind, due)] = open_calls(sams_case)
    assert kind == "first_contact" and due >= today()


def test_the_first_contact_made_is_off_the_agenda_and_the_next_is_on_it(sams_case, ada):
    ring(sams_case, ada, next_on=date(2026, 11, 26))
    assert open_calls(sams_case) == [("call", date(2026, 11, 26))]


def test_could_not_reach_leaves_the_first_contact_to_be_made(sams_case, ada):
    before = open_calls(sams_case)
    ring(sams_case, ada, reached="no_answer", minutes=1)
    assert open_calls(sams_case) == before


def test_could_not_reach_with_a_new_day_moves_the_first_contact(sams_case, ada):
    ring(sams_case, ada, reached="no_answer", minutes=1, next_on=date(2026, 11, 27))
    assert open_calls(sams_case) == [("first_contact", date(2026, 11, 27))]


def test_the_minutes_are_the_workers_time(sams_case, ada):
    contact = ring(sams_case, ada)
    spent = TimeSpent.objects.get(source=contact.pk)
    assert (spent.worker, spent.minutes, spent.kind) == (ada, 20, "contact")


def test_corrected_minutes_correct_the_time(sams_case, ada):
    contact = ring(sams_case, ada)
    correct_record(CONTACTS, contact, version=1, minutes=35, by=ada)
    assert TimeSpent.objects.get(source=contact.pk).minutes == 35


def test_a_contact_moved_to_its_true_day_moves_in_the_chronology(sams_case, ada):
    contact = ring(sams_case, ada)
    correct_record(CONTACTS, contact, version=1, on=today() - timedelta(days=1), by=ada)
    told = Moment.objects.filter(record=contact.pk, withdrawn=False).get()
    assert told.on == today() - timedelta(days=1)


def test_a_withdrawn_contact_takes_its_time_and_its_next_call_back(sams_case, ada):
    contact = ring(sams_case, ada, next_on=date(2026, 11, 26))
    withdraw_record(contact, by=ada)
    assert not TimeSpent.objects.filter(source=contact.pk).exists()
    assert [kind for kind, _due in open_calls(sams_case)] == ["first_contact"], "due again"


def test_a_call_agreed_for_later_and_another_workers_call_stand(sams_case, ada, ben):
    later, others = date(2026, 11, 27), today()
    put(sams_case, "call", due=later, source=sams_case.pk, owner=ada.pk, by=ada)
    put(sams_case, "call", due=others, source=ben.pk, owner=ben.pk, by=ben)
    ring(sams_case, ada)
    assert set(open_calls(sams_case)) == {("call", later), ("call", others)}


def test_corrected_it_keeps_the_next_call(sams_case, ada):
    contact = ring(sams_case, ada, next_on=date(2026, 11, 26))
    correct_record(CONTACTS, contact, version=1, on=today() - timedelta(days=1), by=ada)
    assert open_calls(sams_case) == [("call", date(2026, 11, 26))]


def test_after_someone_else_answered_the_day_is_over_whatever_is_changed(sams_case, ada):
    numbered = {"kind": "mobile", "value": "07700 900142", "state": "first_contact"}
    point = add_contact_point(sams_case.person, **numbered, by=ada)
    ring(sams_case, ada, reached="someone_else", minutes=1)
    change_contact_point(point, version=1, state="first_contact", by=ada)
    assert Case.objects.get().standing.code == "doubted"


def test_the_next_call_is_inside_a_safe_time(as_ada, sams_case, ada):
    windows = [{"day": 3, "from": "10:00", "to": "11:30"}]
    safe = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": windows}
    add_contact_point(sams_case.person, **safe, by=ada)
    sent = {"channel": "phone", "reached": "yes", "on": "today", "minutes": "5"}
    page = reverse("contacts:add", args=[sams_case.pk])
    refused = as_ada.post(page, {**sent, "next_on": "thu", "next_at": "03:00"})
    assert "This is not a safe time. The next one begins on Thursday" in refused.content.decode()
    assert as_ada.post(page, {**sent, "next_on": "thu", "next_at": "10:30"}).status_code == 302


def test_support_ended_asks_nothing_more_of_anyone(sams_case, ada):
    ring(sams_case, ada, next_on=date(2026, 11, 26))
    end_support(sams_case, reason="done_together", outcome="better", summary="", by=ada)
    assert open_calls(sams_case) == []


def test_a_second_worker_has_a_first_contact_of_her_own(sams_case, ben, mona):
    allocate(sams_case, worker=ben, by=mona)
    owners = Item.objects.open().about(sams_case, "first_contact").values_list("owner", flat=True)
    assert ben.pk in owners


def test_given_twice_to_the_same_worker_it_asks_once(sams_case, ada, mona):
    allocate(sams_case, worker=ada, by=mona)
    assert len(open_calls(sams_case)) == 1
