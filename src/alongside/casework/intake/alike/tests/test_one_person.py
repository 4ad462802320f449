"""A referral that is like both records of one person shows her once, and is answered once."""

import pytest
from tests.harness.one_person import part

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.intake.alike.commands import DIFFERENT, answer_likeness
from alongside.casework.intake.alike.queries import sides_of
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Likeness
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import User


@pytest.fixture
def referral(maja):
    facts = {"source": "self", "danger": "high"}
    return receive_referral(Arrival({"given_names": "Samira"}, [], facts), by=maja)


@pytest.fixture
def alike(referral, one_person):
    sam, sam_again = one_person
    return [
        Likeness.objects.create(referral=referral, person=person, bits=bits)
        for person, bits in ((sam, 9.0), (sam_again, 12.0))
    ]


def test_she_shows_once_by_the_record_most_like_her(referral, alike, one_person, maja):
    (side,) = sides_of(referral, reader=maja)
    assert side.person == one_person[1]
    part(*one_person, by=maja)
    assert [side.person for side in sides_of(referral, reader=maja)] == [*reversed(one_person)]


def test_somebody_else_she_is_somebody_else_than_both(referral, alike, one_person, maja):
    answer_likeness(alike[1], DIFFERENT, by=maja)
    assert not sides_of(referral, reader=maja)
    assert {one.answer for one in Likeness.objects.all()} == {DIFFERENT}


def test_hidden_at_one_record_she_shows_by_neither(
    referral, alike, one_person, maja, mona, ben, other_case
):
    Wall.objects.create(person=one_person[0], user=maja)
    assert not sides_of(referral, reader=maja)
    Wall.objects.all().delete()
    make_sensitive(other_case, readers=User.objects.filter(pk=ben.pk), by=maja)
    assert not sides_of(referral, reader=mona)
