"""Working days: none is counted that nobody works, whatever the season."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.packs.calendar import (
    add_working_days,
    is_working_day,
    minutes_of_work,
    working_deadline,
)

LONDON = ZoneInfo("Europe/London")
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
few = st.integers(0, 30)
START = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 7 * 365 * 24 * 60).map(lambda n: START + timedelta(minutes=n))


def at(*moment):
    return datetime(*moment, tzinfo=LONDON)


def test_christmas_2026_and_the_day_given_for_boxing_day():
    closed = [date(2026, 12, day) for day in (25, 26, 27, 28)] + [date(2027, 1, 1)]
    assert not any(is_working_day(day) for day in closed)
    assert is_working_day(date(2026, 12, 24)) and is_working_day(date(2026, 12, 29))
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_the_days_on_which_the_service_is_closed_are_its_own(settings):
    settings.SERVICE_CLOSURES = {date(2026, 12, 29)}
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 30)


def test_federal_holidays_and_the_days_on_which_they_are_observed(settings):
    settings.PACK = "us-federal"
    observed = [date(2026, 7, 3), date(2026, 11, 26), date(2027, 6, 18), date(2027, 12, 31)]
    assert not any(is_working_day(day) for day in observed)
    assert is_working_day(date(2026, 12, 28)) and is_working_day(date(2026, 11, 27))


def test_the_base_knows_weekends_only(settings):
    settings.PACK = "base"
    assert is_working_day(date(2026, 12, 25)) and not is_working_day(date(2026, 12, 26))


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="counted forwards"):
        add_working_days(date(2026, 11, 23), -1)


@given(days, few)
def test_it_lands_on_a_working_day_on_or_after(day, n):
    landed = add_working_days(day, n)
    assert is_working_day(landed) and landed >= day
    between = [day + timedelta(days=ahead) for ahead in range(1, (landed - day).days + 1)]
    if n:
        assert sum(map(is_working_day, between)) == n


@given(days, days, few, few)
def test_a_later_day_or_a_longer_time_never_ends_earlier(one, other, n, more):
    assert add_working_days(min(one, other), n) <= add_working_days(max(one, other), n)
    assert add_working_days(one, n) <= add_working_days(one, n + more)


@given(days, st.integers(1, 30), few)
def test_two_stretches_are_as_long_as_both_together(day, first, second):
    assert add_working_days(add_working_days(day, first), second) == add_working_days(
        day, first + second
    )


@pytest.mark.parametrize(
    ("received", "n", "due"),
    [
        (at(2026, 11, 23, 10, 41), 2, at(2026, 11, 25, 10, 41)),
        (at(2026, 11, 23, 10, 41), 0, at(2026, 11, 23, 17, 0)),
        (at(2026, 11, 23, 7, 0), 1, at(2026, 11, 24, 9, 0)),
        (at(2026, 11, 20, 17, 0), 0, at(2026, 11, 23, 17, 0)),
        (at(2026, 11, 20, 20, 0), 1, at(2026, 11, 24, 9, 0)),
        (at(2026, 11, 21, 2, 0), 2, at(2026, 11, 25, 9, 0)),
        (at(2026, 12, 24, 16, 59), 1, at(2026, 12, 29, 16, 59)),
    ],
)
def test_a_deadline_keeps_the_hour_and_the_night_does_not_count(received, n, due):
    assert working_deadline(received, n) == due
    assert working_deadline(received.astimezone(UTC), n) == due


def test_the_hour_stays_when_the_clocks_change():
    spring, autumn = (
        (at(2026, 3, 27, 14), at(2026, 3, 30, 14)),
        (at(2026, 10, 23, 14), at(2026, 10, 26, 14)),
    )
    for friday, monday in (spring, autumn):
        assert working_deadline(friday, 1) == monday
        assert monday.astimezone(UTC) - friday.astimezone(UTC) != timedelta(days=3)
        assert minutes_of_work(friday, monday) == 8 * 60


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        working_deadline(datetime(2026, 11, 23, 10), 1)  # noqa: DTZ001


@given(moments, few)
def test_a_deadline_falls_into_working_hours(start, n):
    due = working_deadline(start, n).astimezone(LONDON)
    assert due > start and is_working_day(due.date())
    assert time(9) <= due.time() <= time(17)


@given(moments, moments, few, few)
def test_a_deadline_never_comes_earlier_for_coming_later(one, other, n, more):
    assert working_deadline(min(one, other), n) <= working_deadline(max(one, other), n)
    assert working_deadline(one, n) <= working_deadline(one, n + more)


@given(moments, st.integers(1, 10))
def test_so_many_working_days_are_so_many_hours_of_work(start, n):
    assert n * 480 - 1 <= minutes_of_work(start, working_deadline(start, n)) <= n * 480
