"""The demo tells a small organisation in which every role has something to see."""

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from alongside.casework.cases.models import Case, CrimeEvent, Moment
from alongside.casework.desk.today import today_for
from alongside.casework.intake.models import Referral
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.safe_contact import best_standing
from alongside.casework.support.models import Contact
from alongside.demo.fill import NotEmpty, fill_demo
from alongside.demo.house import settle_in
from alongside.demo.timeline import Timeline
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.verify import problems
from alongside.foundation.clock import now, stand_at, today
from alongside.organisation.workforce.models import LET_IN, NightCode
from alongside.organisation.workforce.outsiders.commands import make_sheet
from alongside.organisation.workforce.outsiders.queries import code_read_out, outsiders_to_ring

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=LONDON)
MONDAY_EARLY = datetime(2026, 11, 23, 6, 5, tzinfo=LONDON)
SUNDAY_NIGHT = datetime(2026, 3, 29, 23, 40, tzinfo=LONDON)  # the clocks changed that morning
HOLIDAY = datetime(2027, 1, 1, 0, 3, tzinfo=LONDON)
DRAMA = re.compile(r"(?:07700 900|01632 960)\d{3}")
NUMBER = re.compile(r"\d{5} ?\d{6}")


@pytest.mark.parametrize("moment", [TUESDAY, MONDAY_EARLY, SUNDAY_NIGHT, HOLIDAY])
def test_whenever_it_is_filled_there_is_a_day_to_look_at(moment):
    with stand_at(moment):
        began = time.process_time()
        fill_demo()
        assert time.process_time() - began < 20
        everything_promised_is_there()
        nothing_is_of_the_future()
        ada_knows_whom_to_ring_first()
        safe_contact_stands_in_every_way()
    assert list(problems()) == []


def test_a_sheet_that_otto_makes_lets_ben_in_by_phone(operator):
    staff = settle_in(Timeline(), by=operator).staff
    [outsider] = outsiders_to_ring()
    code = make_sheet(outsider, by=staff["otto"]).sheet[LET_IN][0]
    assert code_read_out(code, LET_IN, to=staff["ben"])


def everything_promised_is_there():
    staff = User.objects.who_may_sign_in()
    assert set(staff.values_list("role", flat=True)) == set(ROLES)
    assert not any(user.has_usable_password() for user in staff)
    assert (Person.objects.count(), Case.objects.count()) == (60, 50)
    assert Case.objects.filter(sensitive=True).count() == 2
    assert Case.objects.exclude(ended_on=None).count() == 15
    assert Referral.objects.waiting().count() == 8
    assert Referral.objects.waiting().filter(decide_by__lt=now()).exists()
    assert len(outsiders_to_ring()) == 1 and not NightCode.objects.exists(), "and no secret"


def nothing_is_of_the_future():
    assert not Case.objects.filter(opened_on__gt=today()).exists()
    assert not Contact.objects.filter(on__gt=today()).exists()
    assert not Referral.objects.filter(received_at__gt=now()).exists()
    assert not ContactPoint.objects.filter(confirmed_on__gt=today()).exists()
    assert not Moment.objects.filter(on__gt=today()).exists()


def ada_knows_whom_to_ring_first():
    day = today_for(User.objects.get(name="Ada Okafor"))
    assert day.first.case.person.name == "Sam"
    assert {"safe_now", "first_contact", "ask_first"} <= set(day.calls)
    assert day.ahead


def safe_contact_stands_in_every_way():
    standings = set()
    for case in Case.objects.open().select_related("person"):
        points = case.person.contact_points.current()
        standings.add(best_standing(points, case.circumstances, at=now()).code)
    assert {"safe_now", "not_now", "first_contact", "stale", "unknown"} <= standings
    assert ContactPoint.objects.filter(state="unsafe").exists()


def test_mona_looks_at_what_one_person_decided_and_no_number_could_ring():
    with stand_at(TUESDAY):
        fill_demo()
        due = today_for(User.objects.get(name="Mona Farrell")).due
        assert {row.item.kind for row in due} == {"danger_lowered", "override_review"}
    for point in ContactPoint.objects.all():
        assert all(DRAMA.fullmatch(number) for number in NUMBER.findall(point.value))
    shared = [event for event in CrimeEvent.objects.all() if event.clients.count() > 1]
    assert [event.category for event in shared] == ["homicide"]


def test_in_the_united_states_it_has_numbers_and_zip_codes_that_are_nobodys(settings):
    settings.PACK, settings.TIME_ZONE = "us-federal", "America/Chicago"
    with stand_at(datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("America/Chicago"))):
        fill_demo()
        everything_promised_is_there()
        ada_knows_whom_to_ring_first()
    values = " ".join(point.value for point in ContactPoint.objects.all())
    assert len(re.findall(r"\(\d{3}\) 555-01\d\d", values)) > 50
    assert not DRAMA.search(values)
    codes = {person.postcode for person in Person.objects.all()} - {""}
    assert codes and all(re.fullmatch(r"000\d\d", code) for code in codes)


def test_every_demo_of_one_moment_is_alike():
    assert told_at(TUESDAY) == told_at(TUESDAY)


def told_at(moment):
    with stand_at(moment), transaction.atomic():
        fill_demo()
        contacts = Contact.objects.select_related("case__person").order_by("on", "at", "minutes")
        told = sorted((c.case.person.name, c.on, c.at, c.purpose, c.done) for c in contacts)
        transaction.set_rollback(True)
    return told


def test_it_is_never_mixed_with_people_who_are_there(sam):
    with pytest.raises(NotEmpty):
        fill_demo()
    assert Person.objects.count() == 1
