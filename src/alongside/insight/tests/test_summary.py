"""The numbers of a quarter, against stories that were counted by hand."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.commands import end_support, make_sensitive, open_case
from alongside.casework.intake.commands import accept_referral, decline_referral
from alongside.casework.records.commands import withdraw_record
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.sealed import Sealed
from alongside.insight.chart import Bars
from alongside.insight.cut import Cut, own_lists
from alongside.insight.periods import Period, of_months
from alongside.insight.queries import by_month
from alongside.insight.queries import summary_of as summary_in
from alongside.insight.tables import TOTAL

SUMMER, AUTUMN = Cut(of_months(date(2026, 7, 1), 3)), Cut(of_months(date(2026, 10, 1), 3))


def summary_of(cut):
    return summary_in(cut, own_lists())


def counted(summary, name, n=0):
    """By code, or by the words of two columns; what is nought is left out."""
    table = summary.counted[name].tables[n]
    rows, columns = {**table.words, TOTAL: TOTAL}, {**table.columns, TOTAL: TOTAL}
    found = {(rows[r], columns[c]): table.at((r, c)) for r, c in table.places() if r != TOTAL}
    return {place: number for place, number in found.items() if number}


def by_row(summary, name, n=0):
    """By the code of a row, over all columns."""
    table = summary.counted[name].tables[n]
    found = {row: table.at((row, TOTAL)) for row in table.words}
    return {row: number for row, number in found.items() if number}


def crossed(summary, name, n):
    """By the words of row and column, without totals."""
    found = counted(summary, name, n)
    return {place: number for place, number in found.items() if TOTAL not in place}


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
    assert by_row(summer, "referrals") == {"accepted": 1}
    assert by_row(autumn, "referrals") == {"accepted": 2, "declined": 1, "waiting": 1}
    assert crossed(autumn, "referrals", 1) == {
        ("Fraud or cyber crime", "They came to us themselves"): 1,
        ("Hate crime", "They came to us themselves"): 1,
        ("Not yet known", "Police"): 1,
        ("Burglary", "Police"): 1,
    }


def test_sam_is_new_in_summer_and_continues_in_autumn(a_year, on):
    with on(11, 24):
        summer, autumn = summary_of(SUMMER), summary_of(AUTUMN)
    assert by_row(summer, "people") == {"new": 1}
    assert by_row(autumn, "people") == {"new": 1, "continuing": 1}
    assert autumn.counted["people"].total == 2


def test_contacts_are_told_apart_and_withdrawn_ones_do_not_count(a_year, on):
    with on(11, 24):
        autumn = summary_of(AUTUMN)
    assert by_row(autumn, "contacts") == {"yes": 3, "no_answer": 1}
    assert crossed(autumn, "contacts", 2) == {
        ("Safe homes", "Pilot grant"): 1,
        ("Safe homes", "None named"): 2,
        ("None named", "None named"): 1,
    }
    work = autumn.counted["work"]
    assert work.read(work.total) == round((30 + 30 + 15 + 5) / 60, 1)


def test_cases_are_counted_when_they_open_and_when_they_end(a_year, on):
    with on(11, 24):
        summer, autumn = summary_of(SUMMER), summary_of(AUTUMN)
    assert crossed(summer, "cases_opened", 1) == {("Safe homes", "Pilot grant"): 1}
    assert crossed(autumn, "cases_opened", 1) == {
        ("Safe homes", "None named"): 1,
        ("None named", "None named"): 1,
    }
    assert (by_row(summer, "cases_ended"), by_row(autumn, "cases_ended")) == (
        {},
        {"done_together": 1},
    )


def test_a_first_try_counts_as_in_time_until_the_day_the_clock_set(on, take_on):
    with on(10, 5):
        take_on()
    with on(10, 7):  # two working days, to the end of the second
        assert by_row(summary_of(AUTUMN), "cases_opened") == {"not_due": 1}
    with on(10, 8):
        assert by_row(summary_of(AUTUMN), "cases_opened") == {"late": 1}


def test_chidi_was_rung_in_time_and_gwen_too_late(a_year, on):
    with on(11, 24):
        autumn = summary_of(AUTUMN)
    assert by_row(autumn, "cases_opened") == {"in_time": 1, "late": 1}
    assert autumn.in_time == (1, 2)


def test_support_that_ended_before_the_clock_ran_out_was_not_late(on, take_on, mona):
    with on(10, 5):
        end_support(take_on(), reason="moved_away", outcome="not_asked", summary="", by=mona)
    with on(11, 24):
        assert by_row(summary_of(AUTUMN), "cases_opened") == {"not_due": 1}


def test_a_person_with_two_cases_is_one_person(on, take_on, speak, mona):
    with on(9, 1):
        first = take_on()
        speak(first)
    with on(10, 5):
        second = open_case(first.person, by=mona)
        speak(second)
    with on(11, 24):
        assert by_row(summary_of(AUTUMN), "people") == {"continuing": 1}


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
        assert summary_of(AUTUMN).counted["people"].total == 2


def test_a_summary_costs_the_same_at_five_cases_as_at_fifty(on, take_on, speak):
    assert statements_for(5, on, take_on, speak) == statements_for(50, on, take_on, speak) == 18


def statements_for(cases, on, take_on, speak):
    with on(10, 5):
        while summary_of(AUTUMN).counted["people"].total < cases:
            speak(take_on())
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert summary_of(AUTUMN).counted["people"].total == cases
            assert by_month(AUTUMN).totals[1] == cases
    return len(main) + len(keys)


def test_waiting_times_run_until_somebody_decides_and_until_somebody_tries(a_year, on):
    with on(11, 24):
        autumn = summary_of(AUTUMN)
    assert crossed(autumn, "referrals", 0) == {
        ("Accepted", "Within a day"): 2,
        ("Declined", "Within a day"): 1,
        ("Waiting", "Not yet"): 1,
    }
    assert crossed(autumn, "cases_opened", 0) == {
        ("Tried in time", "Within a day"): 1,
        ("Tried later, or not yet", "More than a week"): 1,
    }


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "Within a day"), (2, "2 or 3 days"), (3, "2 or 3 days"), (4, "4 to 7 days")]
    + [(7, "4 to 7 days"), (8, "More than a week")],
)
def test_each_waiting_time_ends_with_its_last_day(on, take_on, speak, days, said):
    with on(10, 5):
        case = take_on()
    with on(10, 5 + days):
        speak(case, "no_answer")
    with on(11, 24):
        (place,) = crossed(summary_of(AUTUMN), "cases_opened", 0)
    assert place[1] == said


def test_a_crime_with_two_clients_is_one_crime_and_two_clients(on, take_on, mona, refer, ada):
    with on(10, 5):
        event = take_on(crime="burglary").crimes.get().event
        particulars = {"worker": ada, "programme": None, "stream": None, "client_kind": "witness"}
        accept_referral(refer(), **particulars, same_event=event, by=mona)
        take_on(crime="robbery")
        summary = summary_of(AUTUMN)
    assert by_row(summary, "crimes") == {"burglary": 1, "robbery": 1}
    assert by_row(summary, "clients") == {"harmed": 2, "witness": 1}


def test_what_nobody_has_told_yet_is_counted_apart(a_year, on):
    with on(11, 24):
        gaps = {
            name: {path: missing for path, _heading, missing in one.gaps}
            for name, one in summary_of(AUTUMN).counted.items()
        }
    assert gaps["referrals"] == {"crime": 1}
    assert gaps["cases_opened"] == {"programme": 1, "stream": 2}
    assert gaps["people"] == {"case__person__address_class": 2}
    assert gaps["crimes"] == {"event__reported": 1}
    assert gaps["cases_ended"] == {}


def test_a_programme_and_a_stream_hold_only_their_own(a_year, on, homes, grant):
    with on(11, 24):
        safe_homes = summary_of(replace(AUTUMN, programme=homes.pk))
        pilot = summary_of(replace(AUTUMN, stream=grant.pk))
    assert safe_homes.counted["contacts"].total == 3
    assert safe_homes.counted["people"].total == 2
    assert pilot.counted["contacts"].total == 1
    assert "referrals" not in pilot.counted, "a referral knows no funding stream"


def test_days_from_one_to_another_count_both_ends(a_year, on):
    with on(11, 24):
        october = Cut(Period(date(2026, 10, 5), date(2026, 10, 6)))
        summary = summary_of(october)
    assert summary.counted["referrals"].total == 3
    assert summary.counted["contacts"].total == 3
