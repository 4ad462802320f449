"""Days to be gentle about come back on the worker's day: the offence, a release, a birthday."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.commands import note_crime
from alongside.casework.desk.dates.queries import comes_back
from alongside.casework.desk.record import DATES
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.desk.today import today_for
from alongside.casework.people.models import Wall
from alongside.casework.records.commands import add_record
from alongside.foundation.clock import stand_at, today

DAYS = st.dates(date(1930, 1, 1), date(2060, 1, 1))


def days_of(user):
    return today_for(user).difficult


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@given(DAYS, DAYS)
def test_a_day_comes_back_within_a_year(day, since):
    again = comes_back(day, since)
    assert since <= again <= since + timedelta(days=366)
    assert (again.month, again.day) in {(day.month, day.day), (2, 28)}


def test_the_day_it_happened_and_a_birthday_that_changes_who_decides(ada, mona, a_case):
    case = a_case(ada)
    case.person.birth_date = date(2008, 11, 26)
    case.person.save()
    note_crime(case, client_kind="harmed", category="theft", on=date(2024, 11, 28), by=ada)
    assert [(row.day.day, row.words) for row in days_of(ada)] == [
        (26, "Turns 18: who decides may change"),
        (28, "2 years since it happened"),
    ]
    assert days_of(mona) == []


def test_a_release_comes_once_and_a_death_every_year(as_ada, ada, a_case):
    case = a_case(ada)
    noted = {"on": today(), "words": "Do not ring before noon."}
    add_record(DATES, case, what="release", day=date(2025, 11, 25), **noted, by=ada)
    add_record(DATES, case, what="death", day=date(2019, 11, 25), **noted, by=ada)
    assert [row.words for row in days_of(ada)] == ["The day somebody died"]
    page = as_ada.get(reverse("desk:today")).content.decode()
    assert "Days to be gentle about" in page and "Do not ring before noon." in page


def test_a_wall_hides_it_and_a_day_in_three_weeks_is_not_told_yet(ada, a_case):
    case = a_case(ada)
    later = today() + timedelta(days=20)
    add_record(DATES, case, what="hearing", day=later, on=today(), words="", by=ada)
    assert days_of(ada) == []
    add_record(DATES, case, what="hearing", day=today(), on=today(), words="", by=ada)
    assert len(days_of(ada)) == 1
    Wall.objects.create(person=case.person, user=ada)
    assert days_of(ada) == []
