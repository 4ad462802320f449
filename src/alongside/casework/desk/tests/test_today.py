"""Ada's day: whom to ring while it is safe, what is late, and nothing of other people's cases."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import (
    agree_to_danger,
    allocate,
    judge_danger,
    make_sensitive,
    open_case,
)
from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import NobodyElse
from alongside.casework.desk.today import today_for
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.support.commands import log_contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put
from alongside.foundation.clock import stand_at, today
from alongside.foundation.vault.ring import ring

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
SAFE_UNTIL_NOON = [{"day": 1, "from": "10:00", "to": "12:00"}]
SAFE_AT_TWO = [{"day": 1, "from": "14:00", "to": "15:00"}]
SAFE_AT_EIGHT = [{"day": 1, "from": "08:00", "to": "09:00"}]


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def case_of(ada, mona):
    def make(name, *, danger="standard", due=None, **point):
        person = add_person(known_as=name, by=mona)
        if point:
            add_contact_point(person, kind="mobile", value="07700 900142", **point, by=mona)
        case = open_case(person, danger=danger, by=mona)
        allocate(case, worker=ada, by=mona)
        put(case, "call", due=due or today(), source=case.pk, owner=ada.pk, by=ada)
        return case

    return make


def calls(ada):
    return {
        group: [row.case.person.name for row in rows if row.item.kind == "call"]
        for group, rows in today_for(ada).calls.items()
    }


def test_each_call_stands_where_it_is_safe(ada, case_of):
    case_of("Sam", state="safe", windows=SAFE_UNTIL_NOON)
    case_of("Mateo", state="safe", windows=SAFE_AT_TWO)
    case_of("Chidi", state="safe", windows=SAFE_AT_EIGHT)
    case_of("Bronwen", state="unknown")
    case_of("Irina")
    case_of("Precious", state="first_contact")
    case_of("Joan", state="unsafe")
    assert calls(ada) == {
        "safe_now": ["Sam"],
        "later": ["Mateo"],
        "missed": ["Chidi"],
        "ask_first": ["Bronwen", "Irina", "Joan"],
        "first_contact": ["Precious"],
    }


def test_the_next_right_thing_is_the_call_in_danger_that_may_be_made_now(ada, case_of):
    case_of("Joan", state="safe", windows=[{"day": 1, "from": "09:00", "to": "10:30"}])
    case_of("Sam", danger="high", state="safe", windows=SAFE_UNTIL_NOON)
    case_of("Irina", danger="high", state="unknown")
    assert today_for(ada).first.case.person.name == "Sam"


def test_what_is_unkept_surfaces_before_what_is_new(ada, case_of):
    case_of("New", state="safe", windows=SAFE_UNTIL_NOON)
    case_of("Late", due=today() - timedelta(days=2), state="safe", windows=SAFE_UNTIL_NOON)
    assert calls(ada)["safe_now"] == ["Late", "New"]


def test_ben_sees_nothing_of_adas_day(ben, case_of):
    case_of("Sam", state="safe", windows=SAFE_UNTIL_NOON)
    assert today_for(ben).first is None and not today_for(ben).calls


def test_a_case_that_became_sensitive_takes_its_second_look_along(mona, ada, ben, case_of):
    case = case_of("Sam", danger="high")
    judge_danger(case, level="standard", reason="He moved abroad.", by=ada)
    assert [row.item.kind for row in today_for(mona).due] == ["danger_lowered"]
    with pytest.raises(NobodyElse):
        make_sensitive(case, readers=User.objects.none(), by=ada)
    make_sensitive(case, readers=User.objects.filter(pk=ben.pk), by=ada)
    assert today_for(mona).due == []
    assert [row.item.kind for row in today_for(ben).due] == ["danger_lowered"]


def test_a_lower_danger_counts_once_a_second_person_agrees(ada, mona, case_of):
    case = case_of("Irina", danger="high")
    judgement = judge_danger(case, level="standard", reason="She says so.", by=ada)
    assert (case.danger, case.cautious_danger) == ("standard", "high")
    agree_to_danger(judgement, by=mona)
    assert Case.objects.get(pk=case.pk).cautious_danger == "standard"


@pytest.mark.parametrize("level", ["standard", "raised"])
def test_what_the_second_person_judges_herself_counts_at_once(ada, mona, case_of, level):
    case = case_of("Irina", danger="high")
    judge_danger(case, level="standard", reason="She says so.", by=ada)
    judge_danger(case, level=level, reason="I agree.", by=mona)
    assert Case.objects.get(pk=case.pk).cautious_danger == level
    assert today_for(mona).due == []


@pytest.mark.parametrize("reached", ["not_safe", "someone_else"])
def test_after_a_call_that_was_not_safe_nobody_rings_again(ada, case_of, reached):
    case = case_of("Sam", danger="high", state="safe", windows=SAFE_UNTIL_NOON)
    tried = {"on": today(), "channel": "phone", "minutes": 1}
    log_contact(case, reached=reached, **tried, by=ada)
    assert today_for(ada).first is None or today_for(ada).first.case != case
    assert [group for group in today_for(ada).calls if group != "ask_first"] == []


def test_what_could_not_be_reached_waits_below_the_others(ada, case_of):
    case_of("Joan", state="safe", windows=SAFE_UNTIL_NOON)
    tried = case_of("Sam", danger="high", state="safe", windows=SAFE_UNTIL_NOON)
    note = {"on": today(), "at": time(10, 15), "channel": "phone", "minutes": 0}
    log_contact(tried, reached="no_answer", **note, by=ada)
    assert today_for(ada).first.case.person.name == "Joan"
    assert "Sam" in calls(ada)["tried"]


def test_an_empty_day_is_a_rest(as_ada):
    page = as_ada.get(reverse("desk:today")).content.decode()
    assert "No calls are due today" in page and "Do this first" not in page


def test_the_page_costs_the_same_for_five_and_for_fifty(as_ada, ada, case_of):
    assert cost_of_today(as_ada, case_of, 5) == cost_of_today(as_ada, case_of, 50) <= 27


def cost_of_today(client, case_of, wanted):
    page = reverse("desk:today")
    while client.get(page).content.count(b"app-row__who") < wanted:
        case_of("Sam", state="safe", windows=SAFE_UNTIL_NOON)
    ring.clear()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        client.get(page)
    return len(main) + len(keys)
