"""Ada rings Sam: the note enters the file, the minutes her time, the next call her agenda."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.cases.models import Moment
from alongside.casework.records.commands import correct_record, withdraw_record
from alongside.casework.support.commands import log_contact
from alongside.casework.support.record import CONTACTS
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
    assert open_calls(sams_case) == []


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
