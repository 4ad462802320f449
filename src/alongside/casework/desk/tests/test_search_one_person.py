"""Whoever stands here with two records is found once, by either, as far as one may know of each."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.harness.one_person import part

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.desk.search.queries import find
from alongside.casework.people.commands import add_contact_point, change_person
from alongside.casework.people.models import Person, Wall
from alongside.foundation.accounts.models import User


def cases(typed, reader):
    return [hit.case for hit in find(typed, reader=reader)]


@pytest.fixture
def hers(one_person):
    """As they stand in the file now."""
    return [Person.objects.get(pk=person.pk) for person in one_person]


def test_by_the_name_of_either_both_cases_stand_together_once(
    one_person, mona, maja, sams_case, other_case
):
    for typed in ("Haddad", "Hadad", "Samira"):
        found = cases(typed, maja)
        assert sorted(found, key=lambda c: c.pk) == sorted(
            [sams_case, other_case], key=lambda c: c.pk
        ), typed
    assert cases(other_case.reference, maja)[0] in (sams_case, other_case)
    assert len(cases(other_case.reference, maja)) == 2


def test_she_is_counted_once_and_the_second_case_says_that_it_is_hers(one_person, as_maja):
    page = as_maja.post(reverse("desk:find"), {"find": "Samira"}).content.decode()
    assert "1 found" in page and page.count("The same person.") == 1


def test_each_case_shows_the_name_of_its_own_record(one_person, maja, sams_case, other_case):
    shown = {hit.case: hit.person.known_as for hit in find("Samira", reader=maja)}
    assert shown == {sams_case: "Sam", other_case: "Sami"}


def test_parted_each_is_found_by_its_own_name(one_person, maja, ada, sams_case, other_case):
    part(*one_person, by=ada)
    assert cases(other_case.reference, maja) == [other_case]


def test_behind_a_wall_to_one_record_neither_is_found(one_person, ada, sams_case):
    assert sams_case in cases("Haddad", ada)
    Wall.objects.create(person=one_person[1], user=ada)
    for typed in ("Haddad", "Hadad", "Samira", sams_case.reference):
        assert not cases(typed, ada)


def test_a_sensitive_case_of_the_other_record_shows_nothing_of_it(
    one_person, hers, ada, ben, maja, sams_case, other_case
):
    change_person(hers[1], version=hers[1].version, previous_names="Zubaida Kestrel", by=ben)
    assert other_case in cases("Kestrel", ada)
    make_sensitive(other_case, readers=User.objects.filter(pk=ben.pk), by=maja)
    assert not cases("Kestrel", ada) and not cases("Hadad Sami", maja)
    assert cases("Haddad", ada) == [sams_case], "her own case is hers all the same"
    assert other_case in cases("Kestrel", ben)


def test_where_she_lives_speaks_only_for_the_record_whose_case_one_sees(
    one_person, hers, ada, ben, maja, sams_case, other_case
):
    change_person(hers[1], version=hers[1].version, postcode="N1 9GU", by=ben)
    assert not cases("N1 9GU", ada)
    assert other_case in cases("N1 9GU", ben)


def test_a_number_of_either_finds_her(one_person, ben, maja, sams_case, other_case):
    add_contact_point(one_person[1], kind="mobile", value="07700 900977", by=ben)
    assert set(cases("900977", maja)) == {sams_case, other_case}


def test_one_record_or_two_cost_the_same_statements(one_person, maja, ada):
    def statements():
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            find("Samira", reader=maja)
        return len(main), len(keys)

    find("Samira", reader=maja)
    together = statements()
    part(*one_person, by=ada)
    assert statements() == together
