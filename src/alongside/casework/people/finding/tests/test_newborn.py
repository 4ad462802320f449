"""Whoever comes in with a batch is entered from memory, and only if she is really here then."""

from datetime import date

import pytest

from alongside.casework.people.commands import add_contact_points, add_people, change_person
from alongside.casework.people.finding.mending import differences
from alongside.casework.people.finding.newborn import newborn
from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.audit.trail import command
from alongside.foundation.vault.index.models import Entry
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__")


class Undone(Exception):
    pass


def two():
    return [
        Person(given_names="Samira", family_name="Haddad", birth_date=date(1992, 3, 8)),
        Person(given_names="Irina", family_name="Vale", postcode="NG1 1AA"),
    ]


def mobile(person):
    return ContactPoint(person=person, kind="mobile", value="07700 900142")


@command("test.batch")
def batch(people, deed=lambda people: None, *, by):
    add_people(people, by=by)
    add_contact_points([mobile(people[0])], by=by)
    deed(people)
    return people


def as_she_stands():
    ring.clear()
    return list(differences())


def test_she_stands_in_the_index_as_in_the_file(ada):
    batch(two(), by=ada)
    assert Entry.objects.count() == 2 and as_she_stands() == [] and not newborn.people


def test_what_is_said_of_her_in_the_same_deed_is_found_too(ada):
    def another_name(people):
        change_person(Person.objects.get(pk=people[0].pk), version=1, known_as="Sam", by=ada)

    batch(two(), another_name, by=ada)
    assert as_she_stands() == []


def test_a_number_that_comes_by_another_object_of_her_is_found_too(ada):
    def another_number(people):
        add_contact_points([mobile(Person.objects.get(pk=people[1].pk))], by=ada)

    batch(two(), another_number, by=ada)
    assert as_she_stands() == []


def test_of_whoever_was_undone_within_the_deed_nothing_stands(ada):
    @command("test.twice")
    def twice(*, by):
        def give_up(people):
            raise Undone

        with pytest.raises(Undone):
            batch(two(), give_up, by=by)
        return batch(two(), by=by)

    twice(by=ada)
    assert Entry.objects.count() == Person.objects.count() == 2 and as_she_stands() == []


def test_of_a_batch_that_fails_nobody_stays_in_memory(ada):
    def give_up(people):
        raise Undone

    with pytest.raises(Undone):
        batch(two(), give_up, by=ada)
    assert not Person.objects.exists() and not newborn.people
