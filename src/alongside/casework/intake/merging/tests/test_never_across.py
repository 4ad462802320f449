"""The two sides of one crime are never made one person, at whichever moment it is learnt."""

import re

import pytest
from django.db import connection

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge
from alongside.casework.intake.merging.guards import CannotMerge
from alongside.casework.intake.models import Conflict, Referral
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.models import Merge, Person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.vault.ring import ring


@pytest.fixture
def couple(here):
    """Of one name and one telephone; she has told nothing of him yet."""
    hers = here(given_names="Alex", family_name="Stone")
    his = here(given_names="Alex", family_name="Stone")
    return hers, his


FEARED = [
    {"name": "Alex Stone"},
    {"name": "Alex"},
    {"phone": "07700 900142"},
    {"email": "alex@example.org"},
]


def fear(case, told, by):
    return add_party(case, kind="suspect", **{"name": "", "phone": "", **told}, by=by)


def refused(couple, by):
    with pytest.raises(CannotMerge):
        propose_merge(*(case.person for case in couple), reason="One name.", by=by)
    return not Merge.objects.exists()


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("told", FEARED, ids=lambda told: next(iter(told)) + str(len(told)))
def test_whoever_is_feared_in_the_case_of_the_one_is_not_made_one_with_her(
    couple, ada, mona, told, side
):
    him = couple[1 - side].person
    for kind, value in (("mobile", "07700 900142"), ("email", "alex@example.org")):
        add_contact_point(him, kind=kind, value=value, by=ada)
    fear(couple[side], told, ada)
    assert refused(couple, mona)


def test_named_after_it_was_proposed_it_is_not_confirmed(couple, ada, mona):
    merge = propose_merge(*(case.person for case in couple), reason="One name.", by=mona)
    fear(couple[0], {"name": "Alex Stone"}, ada)
    with pytest.raises(CannotMerge):
        confirm_merge(merge, by=ada)
    assert Merge.objects.get().waits and not Person.objects.exclude(lead=None).exists()


def test_nor_by_way_of_a_third_record(couple, here, ada, mona):
    """His second record says nothing; it is one with his first."""
    second = here(given_names="Alex", family_name="Stone", known_as="Lex")
    his = (couple[1].person, second.person)
    confirm_merge(propose_merge(*his, reason="The same.", by=mona), by=ada)
    add_contact_point(couple[1].person, kind="mobile", value="07700 900142", by=ada)
    fear(couple[0], {"phone": "07700 900142"}, ada)
    with pytest.raises(CannotMerge):
        propose_merge(couple[0].person, second.person, reason="One name.", by=mona)


def test_of_a_conflict_that_was_noted_nobody_is_made_one(couple, mona):
    one, two = sorted(couple, key=lambda case: str(case.pk))
    Conflict.objects.create(case=one, other=two)
    assert refused(couple, mona)


def test_nor_while_a_manager_is_still_to_look_at_one_of_them(couple, mona, ada):
    arrival = Arrival({"known_as": "Lou"}, [], {"source": "self", "danger": "high"})
    referral = receive_referral(arrival, by=ada)
    Referral.objects.filter(pk=referral.pk).update(person=couple[1].person)
    Conflict.objects.create(referral=referral)
    assert refused(couple, mona)


@pytest.mark.parametrize(
    ("table", "column"), [("people_person", "family_name"), ("cases_party", "name")]
)
def test_what_cannot_be_read_counts_as_standing_against_it(couple, ada, mona, table, column):
    fear(couple[0], {"name": "Karl Adler"}, ada)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [b"\x01" * 80])  # noqa: S608
    ring.clear()
    assert refused(couple, mona)


def test_a_husband_of_the_same_family_name_keeps_nobody_apart(couple, ada, mona):
    fear(couple[0], {"name": "Karl Stone", "phone": "07700 900999"}, ada)
    assert propose_merge(*(case.person for case in couple), reason="One name.", by=mona).waits


def test_the_page_says_the_same_whatever_stands_against_it(
    twice, proposed, ada, mona, ben, maja, as_ada, page_of
):
    said = []
    Erasure.objects.create(person=twice[1].person, ground="asked", ordered_by=mona)
    said.append(page_of(as_ada, proposed, twice[0], answer="one"))
    Erasure.objects.all().delete()
    allocate(twice[0], worker=ben, by=maja)
    raise_wall(twice[1].person, user=ben, reason="A neighbour.", by=mona)
    said.append(page_of(as_ada, proposed, twice[0], answer="one"))
    words = {re.search(r"These records stay apart[^<]*", page)[0] for page in said}
    assert len(words) == 1 and "none is shown here" in words.pop()
