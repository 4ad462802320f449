"""Quarters and months begin and end where the calendar on the wall says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.periods import (
    Period,
    months,
    of_months,
    period_called,
    present_quarter,
    quarters,
    years,
)


def test_the_present_quarter_leads_the_last_two_years(on):
    with on(1, 31):
        assert present_quarter().code == quarters()[0].code == "2026-Q1"
        assert [quarters()[-1].code, len(quarters())] == ["2024-Q2", 8]
        assert [months()[0].code, months()[-1].code, len(months())] == ["2026-01", "2024-02", 24]


def test_a_quarter_and_a_month_end_on_their_last_day():
    quarter, month = of_months(date(2026, 10, 1), 3), of_months(date(2028, 2, 1), 1)
    assert quarter.days == (date(2026, 10, 1), date(2026, 12, 31))
    assert month.last == date(2028, 2, 29)
    assert (quarter.words, month.words) == ("October to December 2026", "February 2028")


def test_a_quarter_begins_at_midnight_of_summer_time():
    first, last = of_months(date(2026, 7, 1), 3).moments
    assert (first.isoformat(), last.isoformat()) == (
        "2026-07-01T00:00:00+01:00",
        "2026-09-30T23:59:59.999999+01:00",
    )


def test_a_period_is_over_on_the_day_after_its_last(on):
    with on(9, 30):
        assert not period_called("2026-Q3").is_over
    with on(10, 1):
        assert period_called("2026-Q3").is_over
        assert period_called("2026-13") is period_called("") is None


def test_years_begin_in_january_and_in_april(on):
    with on(11, 25):
        assert [year.code for year in years()] == ["2026-04+12", "2026", "2025-04+12", "2025"]
    assert of_months(date(2025, 4, 1), 12).words == "April 2025 to March 2026"


def test_from_one_day_to_another_as_far_as_two_years():
    some = period_called("2026-07-05..2026-08-01")
    assert (some.words, some.whole_months) == ("5 July 2026 to 1 August 2026", 0)
    for senseless in ("2026-08-01..2026-07-05", "2026-02-30..2026-03-01", "2020-01-01..2026-01-01"):
        assert period_called(senseless) is None
    assert period_called("2026-07-05..2026-07-05").code == "2026-07-05..2026-07-05"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from([1, 3, 12]))
def test_the_code_of_a_period_names_it_and_no_other(day, months):
    period = of_months(day.replace(day=1), months)
    assert period.whole_months == months
    assert period.first.day == 1 and (period.last + timedelta(days=1)).day == 1


@given(*[st.dates(date(2026, 1, 1), date(2026, 12, 31))] * 4)
def test_two_periods_meet_where_they_share_a_day(a, b, c, d):
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    days = {one.first + timedelta(days=n) for n in range((one.last - one.first).days + 1)}
    assert (
        one.meets(other)
        == other.meets(one)
        == any(other.first <= day <= other.last for day in days)
    )
