"""Quarters and months begin and end where the calendar on the wall says."""

from datetime import date

from alongside.insight.periods import Period, months, period_called, present_quarter, quarters


def test_the_present_quarter_leads_the_last_two_years(on):
    with on(1, 31):
        assert present_quarter().code == quarters()[0].code == "2026-Q1"
        assert [quarters()[-1].code, len(quarters())] == ["2024-Q2", 8]
        assert [months()[0].code, months()[-1].code, len(months())] == ["2026-01", "2024-02", 24]


def test_a_quarter_and_a_month_end_on_their_last_day():
    quarter, month = Period(date(2026, 10, 1), 3), Period(date(2028, 2, 1), 1)
    assert quarter.days == (date(2026, 10, 1), date(2026, 12, 31))
    assert month.last == date(2028, 2, 29)
    assert (quarter.words, month.words) == ("October to December 2026", "February 2028")


def test_a_quarter_begins_at_midnight_of_summer_time():
    first, last = Period(date(2026, 7, 1), 3).moments
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
