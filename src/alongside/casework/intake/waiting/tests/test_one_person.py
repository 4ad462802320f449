"""Sam waits for support by one record and is supported by another: both say what is safe."""

from datetime import timedelta

import pytest
from tests.harness.one_person import part

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.intake.waiting.commands import let_wait
from alongside.casework.intake.waiting.queries import around, list_page, rows_of, waits_with
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.models import ContactPoint, Wall
from alongside.casework.people.safe_contact import SAFE_NOW, UNSAFE
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.clock import today


@pytest.fixture
def wait(one_person, ada, ben, mona):
    for person, by in zip(one_person, (ada, ben), strict=True):
        told = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": ANY_TIME}
        add_contact_point(person, **told, by=by)
    facts = {"source": "self", "danger": "standard"}
    referral = receive_referral(Arrival({"known_as": "Sami"}, [], facts), by=mona)
    Referral.objects.filter(pk=referral.pk).update(person=one_person[1])
    referral.refresh_from_db()
    told = {"worker": ada, "reason": "no_worker", "review_on": today() + timedelta(days=7)}
    return let_wait(referral, **told, by=mona)


def test_what_the_other_record_calls_unsafe_is_not_called_while_she_waits(wait, one_person, ada):
    assert around(wait).standing.code == SAFE_NOW
    ContactPoint.objects.filter(person=one_person[0]).update(state="unsafe")
    assert around(wait).standing.code == UNSAFE
    part(*one_person, by=ada)
    wait.referral.person.refresh_from_db()
    assert around(wait).standing.code == SAFE_NOW


def test_the_danger_of_her_case_at_the_other_record_counts(wait):
    (standing,) = around(wait).standings
    ContactPoint.objects.update(confirmed_on=today() - timedelta(days=20))
    assert standing.code == SAFE_NOW and around(wait).standing.code == "stale"


def test_behind_a_wall_to_the_other_record_nobody_waits(wait, one_person, ada, mona):
    assert waits_with(ada) and list_page(for_user=mona, after=None).rows
    for user in (ada, mona):
        Wall.objects.create(person=one_person[0], user=user, raised_by=mona)
    assert not waits_with(ada) and not list_page(for_user=mona, after=None).rows


def test_whoever_answers_for_her_and_is_walled_since_does_not(wait, one_person, ada, maja):
    assert [row.answered for row in rows_of([wait], maja)] == [True]
    Wall.objects.create(person=one_person[0], user=ada, raised_by=maja)
    assert [row.answered for row in rows_of([wait], maja)] == [False]
