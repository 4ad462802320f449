"""A day is read as people type it, and nothing else is taken for a day."""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.clock import stand_at
from alongside.foundation.ui.days import read_day, read_time
from alongside.foundation.ui.forms import DayField, TimeField24
from alongside.foundation.ui.written import (
    clock_time,
    day,
    day_and_time,
    month,
    number,
    plain_day,
    relative_day,
)
from alongside.foundation.ui.written import day as day_in_words

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 November 2026", date(2026, 11, 24)),
        ("Thu 26 Nov", date(2026, 11, 26)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("today", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("thu", date(2026, 11, 26)),
        ("tuesday", date(2026, 11, 24)),
        ("3 sept 2026", date(2026, 9, 3)),
        ("weds 25th november", date(2026, 11, 25)),
        ("24nov", date(2026, 11, 24)),
        ("Nov 24", date(2026, 11, 24)),
        ("November 24th, 2026", date(2026, 11, 24)),
        ("Thu, Nov. 26", date(2026, 11, 26)),
        ("5/1", date(2027, 1, 5)),
        ("1.7", date(2026, 7, 1)),
    ],
)
def test_a_day_as_people_type_it(typed, meant):
    assert read_day(typed) == meant


@pytest.mark.parametrize("language", ["en-gb", "es"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 de noviembre de 2026", date(2026, 11, 24)),
        ("jueves, 26 de noviembre", date(2026, 11, 26)),
        ("Mié 25 nov", date(2026, 11, 25)),
        ("3 sept. 2026", date(2026, 9, 3)),
        ("5 ene", date(2027, 1, 5)),
        ("hoy", date(2026, 11, 24)),
        ("Mañana", date(2026, 11, 25)),
        ("manana", date(2026, 11, 25)),
        ("sábado", date(2026, 11, 28)),
        ("sabado", date(2026, 11, 28)),
        ("24th of November 2026", date(2026, 11, 24)),
        ("thu", date(2026, 11, 26)),
        ("today", date(2026, 11, 24)),
    ],
)
def test_a_day_is_read_in_every_language_of_the_pages(language, typed, meant):
    with override(language):
        assert read_day(typed) == meant


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
@pytest.mark.parametrize("language", ["en-gb", "es"])
@pytest.mark.parametrize("write", [day, plain_day])
def test_what_the_pages_write_can_be_typed_again(language, write, meant):
    with override(language):
        assert read_day(write(meant)) == meant


def test_days_times_and_numbers_are_written_in_the_readers_language():
    with override("es"):
        assert day(TUESDAY) == "martes, 24 de noviembre de 2026"
        assert plain_day(TUESDAY) == "24 de noviembre de 2026"
        assert day_and_time(TUESDAY) == "martes, 24 de noviembre, 10:20"
        assert month(TUESDAY) == "noviembre de 2026"
        assert (relative_day(TUESDAY.date()), number(12_400)) == ("hoy", "12\xa0400")
    with override("en-gb"):
        assert (day(TUESDAY), number(1240)) == ("Tuesday 24 November 2026", "1,240")


def test_a_weekday_in_the_past_is_the_last_one():
    assert read_day("thu", past=True) == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/1", date(2026, 1, 5)),
        ("25/11", date(2025, 11, 25)),
        ("3/4/78", date(1978, 4, 3)),
        ("3/4/26", date(2026, 4, 3)),
    ],
)
def test_where_the_past_is_asked_about_no_day_is_ahead(typed, meant):
    assert read_day(typed, past=True) == meant


@pytest.mark.parametrize(
    "typed",
    ["soon", "31/2/2026", "32", "", "24", "2026-13-01", "24 no 26", "sunny", "29/2", "14 marble"],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError):
        read_day(typed)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_as_it_is_shown(day):
    assert read_day(date_format(day, "j F Y")) == day
    assert read_day(f"{day:%d/%m/%Y}") == day
    assert read_day(day.isoformat()) == day


@given(st.dates(min_value=date(2026, 6, 1), max_value=date(2027, 5, 1)), st.booleans())
def test_without_a_year_it_is_the_nearest_day_or_the_last_one(day, past):
    meant = read_day(date_format(day, "j F"), past=past)
    assert (meant.day, meant.month) == (day.day, day.month)
    assert meant <= TUESDAY.date() if past else meant == day


@given(st.text(max_size=30))
def test_anything_typed_is_a_day_or_refused(typed):
    with suppress(ValueError):
        assert isinstance(read_day(typed), date)


@given(st.times())
def test_every_time_is_read_back(at):
    assert read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


def test_short_times():
    assert (read_time("9"), read_time("1030"), read_time("10.30")) == (
        time(9),
        time(10, 30),
        time(10, 30),
    )


@pytest.fixture
def in_the_united_states(settings):
    settings.PACK = "us-federal"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/4/2026", date(2026, 3, 4)),
        ("03-04-26", date(2026, 3, 4)),
        ("11/24", date(2026, 11, 24)),
        ("March 4, 2026", date(2026, 3, 4)),
        ("4 March 2026", date(2026, 3, 4)),
        ("2026-03-04", date(2026, 3, 4)),
    ],
)
def test_where_the_month_stands_first(in_the_united_states, typed, meant):
    assert read_day(typed) == meant


def test_an_order_that_cannot_be_is_refused_and_never_turned_round(in_the_united_states):
    with pytest.raises(ValueError):
        read_day("24/11/2026")


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_month_first(in_the_united_states_always, day):
    assert read_day(plain_day(day)) == read_day(day_in_words(day)) == day
    assert read_day(f"{day:%m/%d/%Y}") == day


@pytest.fixture(scope="module")
def in_the_united_states_always():
    with override_settings(PACK="us-federal"):
        yield


@given(at=st.times())
def test_every_time_is_read_back_by_a_clock_of_12_hours(in_the_united_states_always, at):
    assert read_time(clock_time(at)) == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2:30 pm", time(14, 30)),
        ("2 p.m.", time(14)),
        ("12 a.m.", time(0)),
        ("12:05pm", time(12, 5)),
        ("14:30", time(14, 30)),
        ("0930", time(9, 30)),
    ],
)
def test_a_time_that_says_which_half_of_the_day(in_the_united_states, typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["2:30", "9", "12:00", "13 pm", "0 am", "2:30 xm"])
def test_what_may_be_night_or_afternoon_is_no_time(in_the_united_states, typed):
    with pytest.raises(ValueError):
        read_time(typed)


def test_a_day_is_read_back_in_words_in_the_order_of_the_place(in_the_united_states):
    field = DayField()
    assert field.prepare_value(field.read_back("3/4/2026")) == "March 4, 2026"
    with pytest.raises(ValidationError, match="for example November 24, 2026"):
        field.to_python("24/11/2026")
    with pytest.raises(ValidationError, match="for example 10:30 a.m."):
        TimeField24().to_python("2:30")
