"""A night on duty: who has the line, what came, and what the day finds in the morning."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.models import Moment
from alongside.casework.desk.oncall.models import NightEntry
from alongside.casework.desk.oncall.queries import handed_to
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.people.models import Wall
from alongside.foundation.clock import stand_at, today
from alongside.organisation.workforce.rota.commands import put_on_rota
from alongside.organisation.workforce.rota.models import Turn
from alongside.organisation.workforce.rota.queries import on_duty, rota_from

NIGHT = datetime(2026, 11, 25, 2, 10, tzinfo=ZoneInfo("Europe/London"))
MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Europe/London"))


def read(client, page):
    return client.get(page).content.decode()


def write(client, **more):
    sent = {"kind": "call", "at": "02:05", "words": "Rang in tears. Ring her at ten.", "once": ""}
    return client.post(reverse("desk:night"), sent | more)


def test_a_night_turn_goes_on_into_the_morning(ada, mona):
    with stand_at(TUESDAY):
        put_on_rota(ada, on=today(), begins=time(17), ends=time(9), by=mona)
        assert on_duty() == []
    with stand_at(NIGHT):
        assert [turn.user for turn in on_duty()] == [ada]
    with stand_at(MORNING):
        assert on_duty() == []


@given(st.times(), st.times(), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_a_turn_is_never_over_before_it_begins(begins, ends, day):
    turn = Turn(on=day, begins=begins, ends=ends)
    assert turn.end.replace(tzinfo=None) > turn.start.replace(tzinfo=None) or begins == ends
    assert turn.end - turn.start <= timedelta(hours=26)


def test_mona_fills_the_rota_and_everybody_reads_it(enter, mona, ada):
    with stand_at(TUESDAY):
        sent = {"user": ada.pk, "on": "today", "begins": "17:00", "ends": "09:00", "once": ""}
        assert enter(ada).post(reverse("workforce:put-on"), sent).status_code == 403
        assert enter(mona).post(reverse("workforce:put-on"), sent).status_code == 302
        assert "the next morning" in read(enter(ada), reverse("workforce:rota"))
        assert len(rota_from(today())) == 14
        enter(mona).post(reverse("workforce:take-off", args=[Turn.objects.get().pk]))
        assert not Turn.objects.exists()


def test_the_morning_finds_it_and_says_who_sees_to_it(enter, ada, mona, ben):
    with stand_at(NIGHT):
        assert write(enter(ada)).status_code == 302
    with stand_at(MORNING):
        assert "From the night" in read(enter(mona), reverse("desk:today"))
        assert "Rang in tears" not in read(enter(ben), reverse("desk:nights"))
        entry = NightEntry.objects.get()
        enter(mona).post(reverse("desk:night-taken", args=[entry.pk]))
        assert "From the night" not in read(enter(mona), reverse("desk:today"))
        page = read(enter(mona), reverse("desk:nights"))
        assert "Mona Farrell sees to it" in page
        assert enter(ben).post(reverse("desk:night-taken", args=[entry.pk])).status_code == 404


def test_a_line_of_a_case_goes_to_those_who_see_the_case(enter, ada, mona, maja, sams_case):
    with stand_at(NIGHT):
        write(enter(ada), reference=sams_case.code)
        assert [entry.case for entry in handed_to(mona)] == [sams_case]
        assert handed_to(maja) == []
        assert Moment.objects.filter(case=sams_case, event="on_call").exists()
        Wall.objects.create(person=sams_case.person, user=mona)
        assert handed_to(mona) == []


def test_a_hidden_case_and_none_at_all_get_the_same_answer(enter, ben, sams_case):
    with stand_at(NIGHT):
        hidden = write(enter(ben), reference=sams_case.reference).content.decode()
        none = write(enter(ben), reference="ZZZZZZZ").content.decode()
        assert "No case that is open to you" in hidden and "No case that is open to you" in none
        assert "Rang in tears" in hidden and not NightEntry.objects.exists()


def test_the_log_costs_the_same_for_two_and_for_twenty(enter, mona, ada, sams_case, cost):
    with stand_at(NIGHT):
        write(enter(ada), reference=sams_case.code), write(enter(ada))
        few = cost(enter(mona), reverse("desk:nights"))
        for _ in range(9):
            write(enter(ada), reference=sams_case.code), write(enter(ada))
        assert cost(enter(mona), reverse("desk:nights")) == few <= 9


@pytest.mark.parametrize(("typed", "day"), [("23:50", 24), ("02:05", 25)])
def test_a_time_that_has_not_come_yet_was_yesterday(enter, ada, typed, day):
    with stand_at(NIGHT):
        write(enter(ada), at=typed)
    assert NightEntry.objects.get().at.astimezone(NIGHT.tzinfo).day == day
