"""Sealed words open where they were sealed, while their key exists, and nowhere else."""

import pytest
from django.core.exceptions import FieldError
from django.core.serializers import serialize
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.people.commands import add_person, change_person
from alongside.casework.people.models import Person
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.keys import destroy_keys_of, key_for_compartment, key_id_of
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import PrintedShut, Sealed, Swapped, Tampered


def stolen(sql, *values):
    with connection.cursor() as thief:
        thief.execute(sql, values)


def db_id(row):
    return row.pk.hex if connection.vendor == "sqlite" else row.pk


def test_words_moved_to_another_row_do_not_open(sam, ada):
    other = add_person(known_as="Alex", by=ada)
    stolen(
        "UPDATE people_person SET known_as = (SELECT known_as FROM people_person WHERE id = %s)"
        " WHERE id = %s",
        db_id(sam),
        db_id(other),
    )
    with pytest.raises(Swapped):
        _ = Person.objects.get(pk=other.pk).known_as


def test_words_moved_to_another_column_do_not_open(sam):
    stolen("UPDATE people_person SET family_name = known_as")
    with pytest.raises(Swapped):
        _ = Person.objects.get(pk=sam.pk).family_name


def test_altered_bytes_do_not_open(sam):
    blob = bytearray(Person.objects.get(pk=sam.pk).__dict__["known_as"].blob)
    blob[-1] ^= 1
    stolen("UPDATE people_person SET known_as = %s", bytes(blob))
    with pytest.raises(Tampered):
        _ = Person.objects.get(pk=sam.pk).known_as


def test_a_destroyed_key_erases_what_it_sealed(sam):
    destroy_keys_of(sam.pk)
    ring.clear()
    with pytest.raises(KeyGone):
        _ = Person.objects.get(pk=sam.pk).known_as


def test_erased_words_do_not_stop_the_rest_of_the_row(sam):
    destroy_keys_of(sam.pk)
    ring.clear()
    Person.objects.get(pk=sam.pk).save()


def test_words_are_not_written_sought_or_carried_out_past_the_seal(sam):
    with pytest.raises(FieldError), transaction.atomic():
        Person.objects.update(known_as="Alex")
    with pytest.raises(FieldError):
        Person.objects.filter(known_as="Sam").exists()
    with pytest.raises(FieldError):
        serialize("json", [sam])
    with pytest.raises(PrintedShut):
        str(Person.objects.values_list("known_as", flat=True)[0])


def test_unchanged_words_keep_their_ciphertext(sam, ada):
    before = Person.objects.get(pk=sam.pk).__dict__["known_as"].blob
    person = Person.objects.get(pk=sam.pk)
    change_person(person, version=1, known_as=person.known_as, pronouns="she", by=ada)
    again = Person.objects.get(pk=sam.pk)
    assert again.__dict__["known_as"].blob == before and again.pronouns == "she"


def test_a_compartment_has_a_key_of_its_own(sam):
    counselling = key_for_compartment(sam.pk, "counselling")
    assert counselling != sam.key_id == key_id_of(sam.pk)
    assert key_for_compartment(sam.pk, "counselling") == counselling
    assert destroy_keys_of(sam.pk) == 2


def test_keys_lie_wrapped_in_a_database_of_their_own(sam):
    assert DataKey.objects.db == "keys"
    assert "vault_datakey" not in connection.introspection.table_names()


def test_fifty_people_cost_one_look_at_the_keys(ada, django_assert_num_queries):
    for _ in range(50):
        add_person(known_as="Sam", by=ada)
    ring.clear()
    with django_assert_num_queries(1, using="keys"):
        assert {person.known_as for person in Person.objects.all()} == {"Sam"}


def test_the_label_stays_with_the_column_when_it_is_moved():
    assert Person._meta.get_field("known_as").clone().sealed_as == "person.known_as"


@isolate_apps("alongside.casework.people")
def test_a_sealed_column_refuses_order_and_index():
    class Careless(models.Model):
        words = SealedText(sealed_as="careless.words", db_index=True)

        class Meta:
            app_label = "people"
            managed = False

    assert [error.id for error in Careless._meta.get_field("words").check()] == ["vault.E1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.binary(max_size=200))
def test_any_words_come_back_and_their_length_does_not_show(sam, words):
    sealed = Sealed.seal(words, key_id=sam.key_id, place=b"here")
    assert sealed.open(b"here") == words
    assert (len(sealed.blob) - 1 - 16 - 12 - 16 - 16) % 32 == 0
