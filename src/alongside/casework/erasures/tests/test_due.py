"""Years later somebody looks whether a file is still needed. Nothing is erased by itself."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.cases.models import Case
from alongside.casework.erasures.due.commands import set_period
from alongside.casework.erasures.due.periods import months_after, months_before, spans
from alongside.casework.erasures.due.queries import due_cases
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.models import Erasure, Hold, KeptLonger
from alongside.casework.people.models import Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, today

LIST = "/erasures/due/"


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, **answers):
    return client.post(LIST, {"once": str(uuid4()), **answers}, follow=True)


@pytest.fixture
def old(sams_ended_case, maja):
    """The service keeps for a year; Sam's support ended a year ago."""
    set_period("adult", 12, by=maja)
    Case.objects.filter(pk=sams_ended_case.pk).update(ended_on=today() - timedelta(days=370))
    sams_ended_case.refresh_from_db()
    return sams_ended_case


def test_what_nobody_verified_computes_no_day(sams_ended_case, as_maja, maja):
    Case.objects.update(ended_on=date(2001, 1, 1))
    assert all(span.months is None for span in spans())
    page = text(as_maja.get(LIST))
    assert "not computed: source not verified" in page and "Nothing is to be looked at" in page


def test_the_services_own_word_counts_and_a_month_before_it_stands_there(old, as_maja, maja):
    assert old.code in text(as_maja.get(LIST))
    assert "1 file is to be looked at" in text(as_maja.get("/today/"))
    set_period("adult", 14, by=maja)
    assert "Nothing is to be looked at" in text(as_maja.get(LIST)), "more than a month ahead"
    set_period("adult", 13, by=maja)
    assert due_cases(maja).get() == old, "less than a month ahead"


def test_to_keep_it_takes_a_reason_and_a_day(old, as_maja, maja):
    ticked = {"case": str(old.pk), "deed": "keep"}
    assert "Write why they are kept" in text(send(as_maja, **ticked))
    assert not KeptLonger.objects.exists()
    until = today() + timedelta(days=300)
    said = {"reason": "Her claim may come.", "until": until.isoformat()}
    assert "Kept." in text(send(as_maja, **ticked, **said))
    assert KeptLonger.objects.get().reason == "Her claim may come."
    assert not due_cases(maja).exists()
    KeptLonger.objects.update(until=today() + timedelta(days=20))
    assert due_cases(maja).exists(), "and it comes back"


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_to_erase_it_is_ordered_and_waits_for_a_second_person(old, as_maja, maja, sam):
    page = text(send(as_maja, case=str(old.pk), deed="erase"))
    assert "1 erasure is ordered" in page
    order = Erasure.objects.get()
    assert (order.ground, order.agreed_at) == ("time_over", None)
    assert Person.objects.get(pk=sam.pk).given_names == "Samira", "nothing by itself"
    assert not due_cases(maja).exists(), "it is on its way"


def test_without_a_tick_nothing_happens(old, as_maja):
    assert "Tick at least one file" in text(send(as_maja, deed="erase"))
    assert not Erasure.objects.exists()


def test_a_hold_stops_the_clock(old, maja, sam):
    set_hold(sam, ground="claim", reason="", until=None, by=maja)
    assert not due_cases(maja).exists()
    Hold.objects.update(lifted_at=now())
    assert due_cases(maja).exists()


def test_a_childs_file_has_its_own_time(old, maja):
    Person.objects.update(age_band="from_13")
    assert not due_cases(maja).exists(), "nobody has said how long those are kept"
    set_period("child", 12, by=maja)
    assert due_cases(maja).exists()


def test_past_a_wall_and_of_a_sensitive_case_nothing_shows(old, as_maja, maja, sam, ada):
    wall = Wall.objects.create(person=sam, user=maja, raised_by=ada)
    assert old.code not in text(as_maja.get(LIST))
    assert "to be looked at:" not in text(as_maja.get("/today/"))
    send(as_maja, case=str(old.pk), deed="erase")
    assert not Erasure.objects.exists(), "nor by knowing its id"
    wall.delete()
    old.allocations.filter(worker=maja).delete()
    make_sensitive(old, readers=[ada], by=ada)
    assert not due_cases(User.objects.get(pk=maja.pk)).exists()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1990, 2, 1), date(2090, 1, 1)), st.integers(1, 600))
def test_months_are_reckoned_by_the_calendar(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or later.day < day.day and (later + timedelta(days=1)).day == 1
    assert months_before(later, months) <= day
