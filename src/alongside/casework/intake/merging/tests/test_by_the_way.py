"""What could be learnt, or joined by the way, when two records are brought together."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import allocate, make_sensitive, open_case
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.cases.models import Allocation, Case
from alongside.casework.intake.doubles.commands import answer_double
from alongside.casework.intake.jobs import find_two_sides, find_who_confirms
from alongside.casework.intake.merging.commands import (
    AnsweredAlready,
    OneAlready,
    confirm_merge,
    propose_merge,
    undo_merge,
)
from alongside.casework.intake.merging.guards import CannotMerge
from alongside.casework.intake.merging.queries import beside_each_other
from alongside.casework.intake.models import Conflict
from alongside.casework.people.commands import add_contact_point, change_person
from alongside.casework.people.merging.together import together
from alongside.casework.people.models import Merge, Person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item


def one(a, b, by, second, why="x"):
    return confirm_merge(propose_merge(a.person, b.person, reason=why, by=by), by=second)


def fresh(case):
    return Person.objects.get(pk=case.person_id)


def test_the_names_of_who_works_on_a_sensitive_record_are_told_to_nobody_else(
    twice, here, ada, mona, ben, maja
):
    """Sam's first record is one with a third, that became sensitive; only Ben may know of it."""
    third = here(family_name="Hadda")
    allocate(third, worker=ben, by=maja)
    one(twice[0], third, mona, ada)
    Allocation.objects.filter(case=third, worker=ada).delete()
    make_sensitive(third, readers=User.objects.filter(pk=ben.pk), by=ben)
    beside = beside_each_other(fresh(twice[0]), fresh(twice[1]), reader=mona)
    assert ben.name not in beside.told


def test_whoever_works_on_one_record_reads_nothing_of_another_that_is_sensitive(
    twice, ada, mona, ben, maja, as_ben, merged
):
    """Ben works with the one; the other is sensitive and he is not named."""
    allocate(twice[0], worker=ben, by=maja)
    make_sensitive(twice[1], readers=User.objects.filter(pk=ada.pk), by=ada)
    page = as_ben.get(reverse("desk:case", args=[twice[0].pk])).content.decode()
    assert "brought together" not in page


def test_what_is_parted_is_two_people_whatever_other_links_stand(here, ada, mona):
    a, b, c = here(family_name="Haddad"), here(family_name="Hadad"), here(family_name="Hadda")
    pairs = [(a, b), (b, c), (a, c)]
    waiting = [propose_merge(x.person, y.person, reason="x", by=mona) for x, y in pairs]
    done = [confirm_merge(merge, by=ada) for merge in waiting[:2]]
    assert {merge.pk for merge in Merge.objects.all()} == {merge.pk for merge in done}
    with pytest.raises(AnsweredAlready):
        confirm_merge(waiting[2], by=ada)
    undo_merge(done[1], reason="Her sister.", by=ada)
    assert c.person_id not in together(fresh(a)), "the page says: they are two people again"


def test_nobody_said_to_be_another_is_joined_by_way_of_a_third(here, ada, mona):
    a, b, c = here(family_name="Haddad"), here(family_name="Hadad"), here(family_name="Hadda")
    undo_merge(one(a, b, mona, ada), reason="Her sister.", by=ada)
    one(a, c, mona, ada)
    with pytest.raises(CannotMerge):
        one(b, c, mona, ada)


def test_a_household_is_not_joined_by_way_of_a_third(here, ada, mona):
    """Mother and daughter differ; a thin record with the number of both lies between."""
    mother = here(given_names="Leila", family_name="Haddad", birth_date=date(1968, 5, 2))
    daughter = here(given_names="Samira", family_name="Haddad")
    thin = here(given_names="", family_name="Haddad", birth_date=None)
    for case in (mother, daughter, thin):
        add_contact_point(case.person, kind="landline", value="020 7946 0999", by=mona)
    one(mother, thin, mona, ada)
    with pytest.raises(CannotMerge):
        one(daughter, thin, mona, ada)


def test_a_supervisor_behind_a_wall_does_not_see_a_case_vanish(here, ada, mona, ben, maja):
    """Mona may not know of the one; the other is a case of her team. Ben and Maja see both."""
    a, b = here(family_name="Haddad"), here(family_name="Hadad")
    for case in (a, b):
        allocate(case, worker=ben, by=maja)
    Allocation.objects.filter(case=a, worker=ada).delete()
    Item.objects.filter(owner=mona.pk).delete()
    raise_wall(a.person, user=mona, reason="Her sister.", by=maja)
    assert Case.objects.visible_to(mona).filter(pk=b.pk).exists()
    with pytest.raises(CannotMerge):
        one(a, b, maja, ben)


def test_a_link_that_waited_is_not_confirmed_past_a_fear_noted_meanwhile(here, ada, mona):
    a, b, c = (here(given_names="Alex", family_name=name) for name in ("Stone", "Stonne", "Ston"))
    pairs = [(a, b), (b, c), (a, c)]
    waiting = [propose_merge(x.person, y.person, reason="x", by=mona) for x, y in pairs]
    [confirm_merge(merge, by=ada) for merge in waiting[:2]]
    add_party(a, kind="suspect", name="Alex Ston", phone="", by=ada)
    with pytest.raises(AnsweredAlready):
        confirm_merge(waiting[2], by=ada)


def test_the_pair_that_somebody_answered_is_not_proposed_past_the_page(twice, double, ada, mona):
    answer_double(double, "different", by=ada)
    with pytest.raises((CannotMerge, OneAlready)):
        propose_merge(*(c.person for c in twice), reason="x", by=mona)


def test_a_withheld_address_is_not_beside_the_other(twice, double, ada, mona, as_mona):

    for case in twice:
        person = fresh(case)
        change_person(
            person, version=person.version, postcode="E8 4QJ", address_class="withheld", by=ada
        )
    page = as_mona.get(reverse("intake:double", args=[double.pk])).content.decode()
    assert "E8 4QJ" not in page


def test_a_fear_noted_after_the_merge_reaches_whoever_decides(here, ada, mona, maja):

    a, b = (here(given_names="Alex", family_name=name) for name in ("Stone", "Stonne"))
    one(a, b, mona, ada)
    add_party(a, kind="suspect", name="Alex Stonne", phone="", by=ada)
    find_two_sides(by=maja)
    assert Conflict.objects.count() == 1
    assert Conflict.objects.get().case.person_id != Conflict.objects.get().other.person_id


def test_the_same_statements_for_a_merge_out_of_sight_and_one_that_never_was(
    merged, twice, as_ben, ben, maja, django_assert_num_queries
):

    def asked(merge):
        with CaptureQueriesContext(connection) as told:
            assert as_ben.get(reverse("intake:merge", args=[twice[0].pk, merge])).status_code == 404
        return len(told)

    asked(uuid4())
    assert asked(merged.pk) == asked(uuid4())


def test_who_was_asked_and_sees_it_no_more_is_not_waited_for(
    twice, proposed, ada, mona, ben, maja, operator
):
    for case in twice:
        allocate(case, worker=ben, by=maja)
    raise_wall(twice[0].person, user=ada, reason="Her sister.", by=mona)
    find_who_confirms(by=operator)
    asked = Item.objects.open().filter(kind="merge_proposed")
    assert asked.get().owner != ada.pk


def test_nothing_of_it_stands_on_the_day_of_whoever_sees_one(merged, twice, ben, maja, as_ben, ada):
    allocate(twice[0], worker=ben, by=maja)
    undo_merge(merged, reason="x", by=ada)
    page = as_ben.get("/today/").content.decode()
    assert "record" not in page.lower().replace("recorded", "")


def test_what_one_person_parted_two_can_bring_together_again_on_a_page(
    merged, twice, double, ada, mona, as_mona
):
    undo_merge(merged, reason="By mistake.", by=ada)
    page = as_mona.get(reverse("intake:merge", args=[twice[0].pk, merged.pk])).content.decode()
    offered = as_mona.get(reverse("intake:double", args=[double.pk])).status_code == 200
    assert offered or "Propose it again" in page


def test_two_sides_learnt_while_it_waits_are_not_shown_beside_each_other(
    twice, proposed, ada, as_ada
):
    add_party(twice[0], kind="suspect", name="Samira Hadad", phone="", by=ada)
    page = as_ada.get(reverse("intake:merge", args=[twice[0].pk, proposed.pk])).content.decode()
    assert twice[1].code not in page


def test_of_a_case_she_does_not_see_no_days_are_told(twice, double, ada, mona, maja, as_mona):
    theirs = open_case(fresh(twice[1]), by=maja)
    Case.objects.filter(pk=theirs.pk).update(opened_on=date(2019, 5, 17))
    page = as_mona.get(reverse("intake:double", args=[double.pk])).content.decode()
    assert theirs.code in page and "17 May 2019" not in page
