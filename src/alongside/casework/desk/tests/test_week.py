"""Monday morning: the week that was, and what is worth a word of thanks."""

from datetime import timedelta

from django.urls import reverse

from alongside.casework.cases.death.commands import record_death
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.desk.week.queries import last_week
from alongside.casework.people.models import Wall
from alongside.casework.support.commands import log_contact
from alongside.foundation.clock import stand_at, today

MONDAY = TUESDAY + timedelta(days=6)


def note(case, worker, reached="yes"):
    log_contact(case, on=today(), channel="phone", reached=reached, minutes=30, by=worker)


def test_the_week_is_told_with_thanks_on_monday(signed_in_client, mona, ada, kemi, a_case):
    with stand_at(TUESDAY):
        case = a_case(ada)
        for reached in ("no_answer", "no_answer", "no_answer", "yes"):
            note(case, ada, reached)
    with stand_at(MONDAY):
        week = last_week(mona)
        assert (week.first.day, week.last.day, week.new_cases) == (23, 29, 1)
        ada_s = next(one for one in week.workers if one.user == ada)
        assert (ada_s.contacts, ada_s.reached, ada_s.hours) == (4, 1, 2)
        page = signed_in_client(mona).get(reverse("desk:week")).content.decode()
        assert "Made 1 first contact in time; Reached somebody after 3 tries" in page
    with stand_at(MONDAY + timedelta(days=7)):
        assert all(one.contacts == 0 for one in last_week(mona).workers)


def test_a_walled_case_is_in_no_number_of_it(mona, ada, a_case):
    with stand_at(TUESDAY):
        case = a_case(ada)
        note(case, ada)
        Wall.objects.create(person=case.person, user=mona)
    with stand_at(MONDAY):
        week = last_week(mona)
        assert week.new_cases == 0 and week.workers[0].contacts == 0 and not week.workers[0].praise


def test_the_page_costs_the_same_for_two_and_for_twenty(signed_in_client, mona, ada, a_case, cost):
    with stand_at(TUESDAY):
        note(a_case(ada), ada)
    with stand_at(MONDAY):
        few = cost(signed_in_client(mona), reverse("desk:week"))
    with stand_at(TUESDAY):
        for _ in range(10):
            note(a_case(ada), ada)
    with stand_at(MONDAY):
        assert cost(signed_in_client(mona), reverse("desk:week")) == few <= 17


def test_what_a_death_took_off_the_day_is_nobodys_merit(mona, ada, a_case):
    with stand_at(TUESDAY):
        record_death(a_case(ada), day=None, told_by="family", words="", by=ada)
    with stand_at(MONDAY):
        assert not next(one for one in last_week(mona).workers if one.user == ada).praise
