"""A service of two years: a slice of it keeps every promise that the whole one makes."""

import re
import unicodedata
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.cases.models import (
    Case,
    CrimeEvent,
    EmergencyAccess,
    Notice,
    Reopening,
)
from alongside.casework.consents.models import Consent
from alongside.casework.desk.models import DifficultDate, Incident, NightEntry, Visit
from alongside.casework.desk.today import today_for
from alongside.casework.intake.models import Call, Conflict, Referral, SafetyCall, Wait
from alongside.casework.people.models import ContactPoint, Death, Person, Wall
from alongside.casework.support.models import (
    Appointment,
    Contact,
    Feedback,
    FollowUp,
    LimitsExplained,
    Promise,
    Reasoning,
)
from alongside.demo.fill import fill_demo
from alongside.demo.service.invented import invented
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.verify import problems
from alongside.foundation.clock import now, stand_at, today
from alongside.foundation.packs.calendar import is_working_day
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.rota.models import Turn

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
SLICE = 104  # sixty by hand, fourteen in hard situations, thirty drawn by lot
DRAMA = re.compile(r"(?:07700 900|01632 960)\d{3}")
NUMBER = re.compile(r"\d{5} ?\d{6}")


@pytest.fixture
def service():
    with stand_at(TUESDAY):
        fill_demo(SLICE)
        yield


def test_two_years_of_a_service_are_there(service):
    assert list(problems()) == []
    assert Person.objects.count() == SLICE
    nothing_is_of_the_future()
    the_days_are_those_of_people_who_work()
    no_note_is_written_again_and_again()
    hard_situations_are_told()
    what_came_to_the_product_later_is_used()
    some_wait_some_come_back_and_one_has_died()
    names_stand_in_their_own_scripts()
    numbers_are_nobodys()


def nothing_is_of_the_future():
    assert not Case.objects.filter(opened_on__gt=today()).exists()
    assert not Case.objects.filter(ended_on__gt=today()).exists()
    assert not Contact.objects.filter(on__gt=today()).exists()
    for rows, moment in (
        (Referral, "received_at"),
        (Call, "began_at"),
        (NightEntry, "at"),
        (Promise, "kept_at"),
        (Visit, "began_at"),
        (Entry, "at"),
    ):
        assert not rows.objects.filter(**{f"{moment}__gt": now()}).exists(), rows


def the_days_are_those_of_people_who_work():
    by_lot = Contact.objects.order_by("case", "on", "at")
    assert all(is_working_day(contact.on) for contact in by_lot)
    assert not Contact.objects.filter(on__lt=today() - timedelta(800)).exists()
    nobody_speaks_while_she_is_away()
    apart = apart_in_long_courses(by_lot)
    assert sum(apart[:3]) < sum(apart[-3:])  # every week at first, then less often


def nobody_speaks_while_she_is_away():
    for absence in Absence.objects.exclude(began_at=None):
        those_days = Contact.objects.filter(on__gte=absence.first, on__lte=absence.last)
        assert not those_days.filter(recorded_by=absence.user).exists(), absence.user
    assert Absence.objects.exclude(ended_at=None).count() > 20


def apart_in_long_courses(contacts):
    days = {}
    for contact in contacts.filter(reached="yes"):
        days.setdefault(contact.case_id, []).append(contact.on)
    longest = max(days.values(), key=len)
    assert len(longest) > 10
    return [(after - before).days for before, after in pairwise(longest)]


def no_note_is_written_again_and_again():
    words = ("purpose", "safety", "wishes", "done", "next")
    notes = Counter(
        tuple(getattr(contact, name) for name in words)
        for contact in Contact.objects.select_related("case")
    )
    note, times = notes.most_common(1)[0]
    assert times <= 4, note
    assert sum(notes.values()) > 400
    assert not any("{" in words for note in notes for words in note)


def hard_situations_are_told():
    shared = [p for p in ContactPoint.objects.all() if "shared with two daughters" in p.whose]
    assert [point.state for point in shared] == ["safe"]
    raised = Wall.objects.standing().filter(proposed=False)
    apart = sorted(wall.user.name for wall in raised)
    assert apart == ["Ben Castle", "Callum Reid", "João Figueira"]
    assert Conflict.objects.filter(finding="kept_apart").count() == 1
    twice = [person for person in Person.objects.all() if person.cases.count() == 2]
    assert [person.name for person in twice] == ["Desmond"]
    bereaved = [event for event in CrimeEvent.objects.all() if event.clients.count() == 3]
    assert [event.category for event in bereaved] == ["homicide"]
    callum = User.objects.get(name="Callum Reid")
    silent = today_for(callum).silences
    assert [one.case.person.name for one in silent] == ["Larissa"]
    assert EmergencyAccess.objects.exclude(reviewed_at=None).count() == 1


def what_came_to_the_product_later_is_used():
    assert Promise.objects.exclude(kept_at=None).exists()
    assert Promise.objects.filter(kept_at=None).exists()
    assert Appointment.objects.filter(outcome="attended").exists()
    assert Appointment.objects.filter(interpreter="came").exists()
    for kind in (Consent, Notice, FollowUp, DifficultDate, Reasoning, LimitsExplained):
        assert kind.objects.exists(), kind
    assert any(contact.said for contact in Contact.objects.all())
    assert any(contact.told for contact in Contact.objects.all())
    assert NightEntry.objects.exclude(taken_at=None).count() > 50
    assert Visit.objects.out().count() <= 1
    assert Incident.objects.filter(closed_at=None).exists()
    assert Turn.objects.filter(on__gt=today()).exists()
    calls = [call.notes for call in Call.objects.filter(forgotten_at=None)]
    assert any("ignposted" in notes for notes in calls)
    assert not Call.objects.filter(forgotten_at=None, began_at__lt=now() - timedelta(40)).exists()


def some_wait_some_come_back_and_one_has_died():
    waiting = [wait.referral.person.name for wait in Wait.objects.open()]
    assert waiting == ["Tsega"]
    (waited,) = Wait.objects.exclude(ended_at=None)
    assert waited.danger == "raised" and waited.referral.case.is_open
    assert SafetyCall.objects.count() == 4
    (death,) = Death.objects.standing()
    assert death.person.name == "Agnes"
    assert not Item.objects.open().filter(subject__in=death.person.cases.values("pk")).exists()
    assert not Contact.objects.filter(case__person=death.person, on__gt=death.day).exists()
    (back,) = Reopening.objects.all()
    assert back.repeat == "repeat" and back.case.person.name == "Keisha"
    again = Contact.objects.filter(case=back.case, on__gt=back.on, reached="yes")
    assert again.count() > 3 and best_point(back.case).state == "safe"
    told = Feedback.objects.filter(came="told")
    assert told.exists() and all(one.words for one in told)
    assert Feedback.objects.exclude(may_ask="yes").exists()
    assert not any(one.told_by_id == one.noted_by_id for one in told)


def best_point(case):
    return case.person.contact_points.current().get()


def names_stand_in_their_own_scripts():
    names = " ".join(
        f"{person.given_names} {person.family_name} {person.spellings or ''}"
        for person in Person.objects.all()
    )
    scripts = {unicodedata.name(letter).split()[0] for letter in names if letter.isalpha()}
    assert {"LATIN", "ARABIC", "CYRILLIC"} <= scripts
    every = " ".join(f"{one['given_names']} {one.get('spellings', '')}" for one in invented(340))
    scripts = {unicodedata.name(letter).split()[0] for letter in every if letter.isalpha()}
    assert {"GURMUKHI", "BENGALI", "CJK", "ETHIOPIC", "TAMIL"} <= scripts


def numbers_are_nobodys():
    for point in ContactPoint.objects.all():
        assert all(DRAMA.fullmatch(number) for number in NUMBER.findall(point.value))
    drawn = [point["value"] for one in invented(340) for point in one["points"]]
    assert len(set(drawn)) == len(drawn)
    assert all(DRAMA.fullmatch(number) for number in drawn)


def test_a_larger_service_begins_with_the_same_people():
    assert [one["happened"] for one in invented(10)] == [
        one["happened"] for one in list(invented(30))[:10]
    ]
