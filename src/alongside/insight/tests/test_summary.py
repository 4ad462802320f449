"""The numbers of a quarter, against stories that were counted by hand."""

from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.commands import end_support, make_sensitive, open_case
from alongside.casework.intake.commands import decline_referral
from alongside.casework.records.commands import withdraw_record
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.sealed import Sealed
from alongside.insight.chart import Bars
from alongside.insight.periods import Period
from alongside.insight.queries import by_month, summary_of

SUMMER, AUTUMN = Period(date(2026, 7, 1), 3), Period(date(2026, 10, 1), 3)


def counted(tables, n=0):
    return {code: number for code, number in tables[n].counts.items() if number}


@pytest.fixture
def a_year(on, take_on, refer, speak, mona, ada, homes, grant):
    """Sam in summer and autumn, Chidi in autumn, Gwen never reached, and two not taken on."""
    with on(9, 28):
        sam = take_on(homes, grant)
    with on(9, 30, 23, 59):
        speak(sam, minutes=45)
    with on(10, 1, 0, 1):
        refer(crime="fraud_cyber", source="self")
    with on(10, 5):
        speak(sam)
        chidi = take_on(homes, crime="hate_crime", source="self")
        gwen = take_on(crime="")
        decline_referral(refer(), reason="outside_area", signposted_to="", by=mona)
    with on(10, 6):
        speak(chidi)
        speak(chidi, minutes=15)
    with on(10, 20):
        speak(gwen, "no_answer", minutes=5)
        withdraw_record(speak(gwen), by=ada)
        end_support(sam, reason="done_together", outcome="better", summary="", by=ada)
    return sam, chidi, gwen


def test_referrals_count_on_the_day_they_reached_us(a_year, on):
    with on(11, 24):
        summer, autumn = summary_of(SUMMER), summary_of(AUTUMN)
    assert counted(summer.referrals) == {"accepted": 1}
    assert counted(autumn.referrals) == {"accepted": 2, "declined": 1, "waiting": 1}
    assert counted(autumn.referrals, 1) == {
        ("fraud_cyber", "self"): 1,
        ("hate_crime", "self"): 1,
        ("", "police"): 1,
        ("burglary", "police"): 1,
    }


def test_sam_is_new_in_summer_and_continues_in_autumn(a_year, on):
    with on(11, 24):
        summer, autumn = summary_of(SUMMER), summary_of(AUTUMN)
    assert counted(summer.people) == {"new": 1}
    assert counted(autumn.people) == {"new": 1, "continuing": 1}
    assert autumn.people[0].total == 2


def test_contacts_are_told_apart_and_withdrawn_ones_do_not_count(a_year, on):
    with on(11, 24):
        autumn = summary_of(AUTUMN)
    assert counted(autumn.contacts) == {"yes": 3, "no_answer": 1}
    assert counted(autumn.contacts, 1) == {
        ("Safe homes", "Pilot grant"): 1,
        ("Safe homes", ""): 2,
        ("", ""): 1,
    }
    assert list(autumn.hours.values()) == [round((30 + 30 + 15 + 5) / 60, 1)]


def test_cases_are_counted_when_they_open_and_when_they_end(a_year, on):
    with on(11, 24):
        summer, autumn = summary_of(SUMMER), summary_of(AUTUMN)
    assert counted(summer.opened, 1) == {("Safe homes", "Pilot grant"): 1}
    assert counted(autumn.opened, 1) == {("Safe homes", ""): 1, ("", ""): 1}
    assert (counted(summer.ended), counted(autumn.ended)) == ({}, {"done_together": 1})


def test_a_first_try_counts_as_in_time_until_the_day_the_clock_set(on, take_on):
    with on(10, 5):
        take_on()
    with on(10, 7):  # two working days, to the end of the second
        assert counted(summary_of(AUTUMN).opened) == {"open": 1}
    with on(10, 8):
        assert counted(summary_of(AUTUMN).opened) == {"late": 1}


def test_chidi_was_rung_in_time_and_gwen_too_late(a_year, on):
    with on(11, 24):
        autumn = summary_of(AUTUMN)
    assert counted(autumn.opened) == {"in_time": 1, "late": 1}
    assert autumn.in_time == (1, 2)


def test_support_that_ended_before_the_clock_ran_out_was_not_late(on, take_on, mona):
    with on(10, 5):
        end_support(take_on(), reason="moved_away", outcome="not_asked", summary="", by=mona)
    with on(11, 24):
        assert counted(summary_of(AUTUMN).opened) == {"open": 1}


def test_a_person_with_two_cases_is_one_person(on, take_on, speak, mona):
    with on(9, 1):
        first = take_on()
        speak(first)
    with on(10, 5):
        second = open_case(first.person, by=mona)
        speak(second)
    with on(11, 24):
        assert counted(summary_of(AUTUMN).people) == {"continuing": 1}


def test_a_sensitive_case_counts_like_any_other(a_year, on, mona):
    with on(11, 24):
        before = summary_of(AUTUMN)
        for case in a_year:
            make_sensitive(case, readers=User.objects.none(), by=mona)
        assert summary_of(AUTUMN) == before


def test_the_chart_shows_the_six_months_up_to_this_one(a_year, on):
    with on(11, 24):
        bars = by_month(AUTUMN)
    assert (bars.firsts[0], bars.firsts[-1]) == (date(2026, 6, 1), date(2026, 11, 1))
    assert [month.numbers for month in bars.months()] == [
        (0, 0), (0, 0), (0, 0), (1, 1), (4, 2), (0, 0),
    ]  # fmt: skip
    assert bars.most == date(2026, 10, 1)


def test_a_drawing_of_nothing_and_of_many_keeps_within_its_frame():
    first = date(2026, 6, 1)
    assert list(Bars([first], {}, {}).lines()) == [(0, 210), (1, 30)]
    many = Bars([first], {first: 57}, {first: 46})
    assert list(many.lines()) == [(0, 210), (20, 150), (40, 90), (60, 30)]
    (month,) = many.months()
    assert max(month.columns) <= 180 and max(month.lying) <= 210


def test_counting_opens_nothing_sealed(a_year, on, monkeypatch):
    def opened(*args, **kwargs):
        raise AssertionError("A sealed value was opened.")

    monkeypatch.setattr(Sealed, "open", opened)
    with on(11, 24):
        assert summary_of(AUTUMN).people[0].total == 2


def test_a_summary_costs_the_same_at_five_cases_as_at_fifty(on, take_on, speak):
    assert statements_for(5, on, take_on, speak) == statements_for(50, on, take_on, speak) == 8


def statements_for(cases, on, take_on, speak):
    with on(10, 5):
        while summary_of(AUTUMN).people[0].total < cases:
            speak(take_on())
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert summary_of(AUTUMN).people[0].total == cases
            assert by_month(AUTUMN).totals[1] == cases
    return len(main) + len(keys)
