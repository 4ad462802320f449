"""My cases by what is due, narrowed down; the chronology by kind, person and day, and on paper."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.commands import judge_danger
from alongside.casework.desk.mine.queries import Narrowed, my_cases, without_numbers
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.support.commands import log_contact
from alongside.foundation.clock import stand_at, today


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


def names(page):
    return [case.person.name for case in page.rows]


def test_what_is_due_first_stands_first(ada, a_case):
    soon, late = today() + timedelta(days=1), today() - timedelta(days=3)
    a_case(ada, "Soon", due=soon), a_case(ada, "Late", due=late)
    assert names(my_cases(ada, Narrowed(), after=None))[0] == "Late"


def test_the_next_page_goes_on_where_the_first_ended(ada, a_case):
    for number in range(28):
        a_case(ada, f"P{number}", due=today() - timedelta(days=number % 5))
    first = my_cases(ada, Narrowed(), after=None)
    second = my_cases(ada, Narrowed(), after=first.next_after)
    assert len({*names(first), *names(second)}) == 28 and second.next_after is None
    days = [case.next_due for case in [*first.rows, *second.rows]]
    assert days == sorted(days)


def test_the_list_is_narrowed_down_by_danger_and_worker(as_mona, mona, ada, kemi, a_case):
    lowered = a_case(ada, "Irina", danger="high")
    judge_danger(lowered, level="standard", reason="She says so.", by=ada)
    a_case(ada, "Joan", danger="standard"), a_case(kemi, "Gwen", danger="high")
    assert set(names(my_cases(mona, Narrowed(danger="high"), after=None))) == {"Irina", "Gwen"}
    page = as_mona.get(f"{reverse('desk:caseload')}?worker={kemi.pk}").content.decode()
    assert "Gwen" in page and "Joan" not in page
    assert as_mona.get(f"{reverse('desk:caseload')}?worker=nonsense").status_code == 200


def test_the_list_costs_the_same_for_two_and_for_twenty(as_ada, ada, a_case, cost):
    a_case(ada, due=today()), a_case(ada, due=today())
    few = cost(as_ada, reverse("desk:caseload"))
    for _ in range(18):
        a_case(ada, due=today())
    assert cost(as_ada, reverse("desk:caseload")) == few <= 10


def test_the_chronology_by_kind_person_and_day(as_ada, ada, mona, a_case):
    case = a_case(ada)
    note = {"channel": "phone", "reached": "yes", "minutes": 5}
    log_contact(case, on=today() - timedelta(days=9), purpose="Benefits.", **note, by=ada)
    log_contact(case, on=today(), purpose="Locks, 07700 900142.", **note, by=mona)
    page = reverse("desk:chronology", args=[case.pk])

    def shown(query=""):
        return as_ada.get(f"{page}?{query}").content.decode()

    assert "Benefits." in shown() and "Locks, 07700 900142." in shown()
    assert "Benefits." not in shown(f"who={mona.pk}") and "Locks" in shown(f"who={mona.pk}")
    assert "Locks" not in shown("until=2026-11-20") and "Benefits" in shown("until=2026-11-20")
    assert "Support began" not in shown("kind=contact").partition("app-timeline")[2]
    on_paper = shown("all=yes")
    assert "Locks, […]." in on_paper and "900142" not in on_paper


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(1000000, 99999999999))
def test_on_paper_days_stay_and_numbers_go(day, number):
    spaced = f"{number}"[:4] + " " + f"{number}"[4:]
    words = without_numbers(f"On {day.isoformat()} at 10:30 she rang from {spaced}, 3 times.")
    assert day.isoformat() in words and "10:30" in words and "3 times" in words
    assert spaced not in words and str(number) not in words


def test_the_chronology_costs_the_same_for_two_and_for_twenty(as_ada, ada, a_case, cost):
    case = a_case(ada)
    note = {"channel": "phone", "reached": "yes", "minutes": 5}
    log_contact(case, on=today(), **note, by=ada)
    few = cost(as_ada, reverse("desk:chronology", args=[case.pk]))
    for number in range(18):
        log_contact(case, on=today() - timedelta(days=number), **note, by=ada)
    assert cost(as_ada, reverse("desk:chronology", args=[case.pk])) == few <= 20
