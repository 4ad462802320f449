"""Many rows written at once are the same rows, sealed as one by one."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.vault.keys import cut_keys_for, destroy_keys_of
from alongside.foundation.vault.many.writing import write_many
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import Swapped

pytestmark = pytest.mark.django_db(databases="__all__")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def told(row):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def written(*people):
    cut_keys_for(people)
    write_many(people)
    ring.clear()
    return [Person.objects.get(pk=person.pk) for person in people]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(st.lists(st.tuples(WORDS, WORDS, st.none() | st.dates()), min_size=1, max_size=4))
def test_what_was_said_is_read_again(db, facts):
    people = [Person(given_names=g, family_name=f, birth_date=born) for g, f, born in facts]
    for person, again in zip(people, written(*people), strict=True):
        assert told(again) == told(person)


def test_it_is_as_if_it_had_been_saved():
    sam = Person(given_names="Samira")
    [again] = written(sam)
    sam.family_name = "Haddad"
    sam.save()
    again.refresh_from_db()
    assert (again.name, again.version) == ("Samira Haddad", 1) and Person.objects.count() == 1


def test_words_that_were_sealed_for_another_row_are_not_carried_over():
    [sam] = written(Person(given_names="Samira"))
    point = ContactPoint(person=sam, kind="mobile", value="07700 900142", windows=[{"day": 1}])
    write_many([point])
    read = ContactPoint.objects.get()
    copy = ContactPoint(person=sam, kind="mobile")
    copy.__dict__["value"] = read.__dict__["value"]
    with pytest.raises(Swapped):
        write_many([copy])
    assert read.value == "07700 900142" and [dict(w) for w in read.windows] == [{"day": 1}]


def test_a_code_that_nobody_knows_is_refused():
    sam = Person(address_class="nowhere")
    with pytest.raises(ValueError, match="not in the vocabulary"):
        written(sam)


def test_without_a_key_nothing_is_written():
    sam = Person(birth_date=date(1992, 3, 8))
    cut_keys_for([sam])
    destroy_keys_of(sam.pk)
    ring.clear()
    with pytest.raises(KeyGone):
        write_many([sam])
    assert not Person.objects.exists()


def test_of_none_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        write_many([])
