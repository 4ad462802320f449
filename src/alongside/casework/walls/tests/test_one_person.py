"""Sam stands here with two records that are one person: a wall at one of them stands at both."""

import pytest
from django.db import connections
from django.db.models import Exists
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.harness.one_person import bring_together, part
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import BehindAWall, allocate, make_sensitive
from alongside.casework.cases.models import Allocation, Case, NamedReader
from alongside.casework.cases.standing_in import stand_in
from alongside.casework.erasures.due.queries import due_cases
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.beyond.queries import beyond_everybody
from alongside.casework.intake.commands import or_somebody_unwalled, receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import in_sight_of
from alongside.casework.people.commands import add_person
from alongside.casework.people.matching import look_out, traits_of
from alongside.casework.people.models import Person, Wall
from alongside.casework.people.queries import unwalled
from alongside.casework.walls.commands import (
    ask_to_lift,
    lift_wall,
    open_in_emergency,
    raise_wall,
)
from alongside.casework.walls.queries import case_for_emergency, walls_of
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.checkpoints import meter


def seen_by(user):
    return set(Case.objects.visible_to(user))


def test_a_wall_at_one_record_hides_the_cases_of_both(
    ada, ben, maja, one_person, sams_case, other_case
):
    sam, sam_again = one_person
    assert sams_case in seen_by(ada)
    wall = raise_wall(sam_again, user=ada, reason="", by=maja)
    assert not seen_by(ada)
    ask_to_lift(other_case, wall, by=ben)
    lift_wall(wall, by=maja)
    allocate(sams_case, worker=ada, by=maja)
    assert seen_by(ada) == {sams_case}
    raise_wall(sam, user=ada, reason="", by=maja)
    assert not seen_by(ada)


def test_it_stands_at_the_third_record_too(ada, maja, ben, one_person, sams_case):
    sam, sam_again = one_person
    third = add_person(known_as="S.", by=ben)
    raise_wall(third, user=ada, reason="", by=maja)
    assert seen_by(ada) == {sams_case}
    bring_together(sam, sam_again, third, by=maja)
    assert not seen_by(ada)


def test_once_parted_each_record_has_its_own_walls_again(ada, maja, one_person, sams_case):
    sam, sam_again = one_person
    Wall.objects.create(person=sam_again, user=ada, raised_by=maja)
    assert not seen_by(ada)
    part(sam, sam_again, by=ada)
    assert seen_by(ada) == {sams_case}


def test_whoever_is_walled_is_taken_out_of_every_case_of_hers(
    ada, mona, maja, one_person, sams_case, other_case
):
    allocate(other_case, worker=ada, by=maja)
    raise_wall(one_person[0], user=ada, reason="", by=maja)
    assert not Allocation.objects.filter(worker=ada, until=None).exists()
    assert Allocation.objects.get(case=sams_case, until=None).worker == mona


def test_nobody_walled_at_one_record_is_given_a_case_of_the_other(
    ben, cora, maja, one_person, sams_case, other_case
):
    raise_wall(one_person[1], user=cora, reason="", by=maja)
    for give in (allocate, stand_in):
        with pytest.raises(BehindAWall):
            give(sams_case, worker=cora, by=maja)
    assert cora not in unwalled(User.objects.all(), one_person[0])
    assert or_somebody_unwalled(cora, one_person[0]) != cora


def test_not_even_a_named_reader_sees_past_it(ben, maja, one_person, sams_case):
    make_sensitive(sams_case, readers=User.objects.filter(pk=ben.pk), by=maja)
    Wall.objects.create(person=one_person[1], user=ben)
    assert NamedReader.objects.filter(user=ben).exists() and not seen_by(ben)


def test_emergency_access_opens_one_case_and_stops_at_a_wall_of_either(
    cora, maja, one_person, sams_case, other_case
):
    open_in_emergency(sams_case, reason="He is at the door.", by=cora)
    assert other_case not in seen_by(cora) and sams_case in seen_by(cora)
    raise_wall(one_person[1], user=cora, reason="", by=maja)
    assert not seen_by(cora)
    assert case_for_emergency(sams_case.reference, user=cora) is None
    assert case_for_emergency(other_case.reference, user=cora) is None


@pytest.mark.parametrize("address", ["desk:case", "cases:person", "walls:walls"])
def test_a_case_walled_by_the_other_record_answers_as_a_missing_one(
    as_ada, ada, one_person, sams_case, address
):
    Wall.objects.create(person=one_person[1], user=ada)
    missing_id = "00000000-0000-4000-8000-000000000000"

    def asked(case_id):
        meter.lines = 0
        with CaptureQueriesContext(connections["default"]) as statements:
            answer = as_ada.get(reverse(address, args=[case_id]))
        shapes = [statement["sql"].split(" WHERE ")[0] for statement in statements]
        return answer.status_code, without_tokens(answer), shapes

    assert asked(sams_case.pk) == asked(missing_id)


def test_whom_a_wall_of_the_other_record_keeps_out_is_told_to_whoever_sees_that_one(
    as_mona, mona, ada, cora, maja, one_person, sams_case, other_case, page, text, send
):
    sam, sam_again = one_person
    wall = raise_wall(sam_again, user=cora, reason="Kingfisher", by=maja)
    assert walls_of(sam, reader=mona) == []
    assert "Cora Vance" not in text(as_mona.get(page("walls", sams_case)))
    allocate(other_case, worker=ada, by=maja)
    (listed,) = walls_of(sam, reader=mona)
    assert listed.elsewhere
    shown = text(as_mona.get(page("walls", sams_case)))
    assert "Cora Vance" in shown and "It stands at another record of theirs" in shown
    assert "Kingfisher" not in shown and "Ask to lift it" not in shown
    assert send(as_mona, page("lift", sams_case, wall)).status_code == 404
    assert Wall.objects.get().lifting_asked_by is None


def test_a_referral_of_either_is_not_there(mona, maja, one_person):
    sam, sam_again = one_person
    facts = {"source": "self", "danger": "high"}
    received = receive_referral(Arrival({"known_as": "Gwen"}, [], facts), by=maja)
    Referral.objects.filter(pk=received.pk).update(person=sam)
    assert received in in_sight_of(mona)
    Wall.objects.create(person=sam_again, user=mona, raised_by=maja)
    assert received not in in_sight_of(mona)


def test_one_beyond_everybody_is_found_though_the_walls_stand_at_the_other_record(
    mona, maja, one_person
):
    sam, sam_again = one_person
    facts = {"source": "self", "danger": "high"}
    received = receive_referral(Arrival({"known_as": "Gwen"}, [], facts), by=maja)
    Referral.objects.filter(pk=received.pk).update(person=sam)
    assert received not in beyond_everybody()
    for user in User.objects.filter(role__in=ROLES):
        Wall.objects.create(person=sam_again, user=user, raised_by=maja)
    assert received in beyond_everybody()


def test_a_newcomer_like_the_other_record_is_walled_the_same(ada, ben, maja, one_person):
    sam, sam_again = one_person
    Wall.objects.create(person=sam, user=ada)
    newcomer = add_person(given_names="Samira", family_name="Hadad", by=ben)
    assert look_out().walled_from(traits_of(newcomer)) == {ada}
    part(sam, sam_again, by=ada)
    assert look_out().walled_from(traits_of(newcomer)) == set()


def test_walls_around_a_person_cost_one_statement_whether_she_has_one_record_or_two(
    ada, one_person, django_assert_num_queries
):
    sam, sam_again = one_person
    for _ in range(2):
        with django_assert_num_queries(1):
            Wall.objects.hide(sam.pk, ada)
        with django_assert_num_queries(1):
            list(Case.objects.visible_to(ada))
        part(sam, sam_again, by=ada)


def test_asked_within_another_question_it_closes_over_all_records(ada, ben, one_person):
    sam, sam_again = one_person
    alone = add_person(known_as="Else", by=ben)
    Wall.objects.create(person=sam_again, user=ada)
    found = Person.objects.filter(Exists(Wall.objects.beside("pk")))
    assert set(found) == {sam, sam_again} and alone not in found
    cases = Case.objects.filter(Exists(Wall.objects.beside("person")))
    assert {case.person_id for case in cases} == {sam.pk, sam_again.pk}


def test_no_file_of_hers_is_offered_for_erasing_past_a_wall_of_either(
    mona, maja, one_person, sams_case
):
    from alongside.casework.erasures.due.commands import set_period

    set_period("adult", 12, by=maja)
    Case.objects.update(ended_on="2020-01-01")
    assert sams_case in due_cases(maja)
    Wall.objects.create(person=one_person[1], user=maja)
    assert sams_case not in due_cases(maja)
