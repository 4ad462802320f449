"""The demo tells a small organisation in which every role has something to see."""

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from alongside.casework.cases.models import Case
from alongside.casework.desk.today import today_for
from alongside.casework.intake.models import Referral
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.safe_contact import best_standing
from alongside.demo.fill import NotEmpty, fill_demo
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.verify import problems
from alongside.foundation.clock import now, stand_at
from alongside.insight.periods import present_quarter
from alongside.insight.queries import summary_of

DRAMA = re.compile(r"07700 900\d{3}|01632 960\d{3}")
MOMENTS = {
    "a Tuesday at work": datetime(2026, 11, 24, 10, 20),
    "early on a Monday": datetime(2026, 11, 23, 6, 5),
    "a Sunday night": datetime(2026, 3, 29, 23, 40),
    "a bank holiday": datetime(2027, 1, 1, 12, 0),
}


@pytest.fixture(params=MOMENTS)
def filled(request):
    moment = MOMENTS[request.param].replace(tzinfo=ZoneInfo("Europe/London"))
    with stand_at(moment):
        began = time.monotonic()
        fill_demo()
        assert time.monotonic() - began < 20
        yield


def named(name):
    return User.objects.get(name=name)


def test_everything_promised_is_there(filled):
    assert Person.objects.count() == 60
    assert set(User.objects.who_may_sign_in().values_list("role", flat=True)) == set(ROLES)
    assert Case.objects.count() == 50 and Case.objects.filter(sensitive=True).count() == 2
    assert Referral.objects.waiting().count() == 8
    assert Referral.objects.waiting().filter(decide_by__lt=now()).exists()
    assert Case.objects.exclude(ended_on=None).count() > 10
    assert list(problems()) == []


def test_nobody_and_nothing_is_of_the_future(filled):
    assert not Case.objects.filter(opened_on__gt=now().date()).exists()
    assert not Referral.objects.filter(received_at__gt=now()).exists()
    assert not ContactPoint.objects.filter(confirmed_on__gt=now().date()).exists()


def test_ada_has_calls_of_several_kinds_today(filled):
    day = today_for(named("Ada Okafor"))
    assert day.first and "safe_now" in day.calls and "ask_first" in day.calls
    assert day.first.case.person.name == "Sam"
    assert day.ahead


def test_mona_has_something_to_look_at(filled):
    kinds = {row.item.kind for row in [*today_for(named("Mona Farrell")).due]}
    assert kinds <= {"danger_lowered", "override_review"}


def test_safe_contact_stands_in_every_way(filled):
    standings = set()
    for case in Case.objects.open().select_related("person"):
        points = case.person.contact_points.current()
        standings.add(best_standing(points, danger=case.danger, at=now()).code)
    assert {"safe_now", "not_now", "first_contact", "stale", "unknown"} <= standings
    assert ContactPoint.objects.filter(state="unsafe").exists()


def test_the_summary_has_something_to_count(filled):
    summary = summary_of(present_quarter())
    assert all(table.total >= 0 for group in summary.groups for table in group)


def test_every_number_is_one_that_rings_nowhere(filled):
    numbers = [p.value for p in ContactPoint.objects.filter(kind__in=("mobile", "landline"))]
    assert numbers and all(DRAMA.fullmatch(number) for number in numbers)


def test_nobody_has_a_password(filled):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_it_is_never_mixed_with_people_who_are_there(sam):
    with pytest.raises(NotEmpty):
        fill_demo()
    assert Person.objects.count() == 1
