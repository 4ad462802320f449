"""She is erased while somebody saves something about her, or while the house looks for doubles."""

from datetime import date
from threading import Thread

import pytest
from django.db import connections

from alongside.casework.cases.commands import open_case
from alongside.casework.intake.alike import finding
from alongside.casework.intake.alike.finding import compare_referrals
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.doubles import sweeping
from alongside.casework.intake.doubles.sweeping import sweep
from alongside.casework.intake.models import Double, Likeness, Sweep
from alongside.casework.people.commands import add_contact_point, add_person, change_person
from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.mending import differences
from alongside.casework.people.finding.queries import find_people
from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.vault.index.stocktaking import standing_entries
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


@pytest.fixture
def meanwhile(erase):
    """A colleague, at another desk, erases her."""
    failed = []

    def run():
        try:
            erase()
        except Exception as error:  # told to the test below, whatever it is
            failed.append(error)
        finally:
            connections.close_all()

    def do():
        desk = Thread(target=run)
        desk.start()
        desk.join()
        assert not failed

    return do


def is_nowhere(person):
    assert not standing_entries().filter(owner=person.pk).exists()
    assert not ContactPoint.objects.filter(person=person).exclude(token=None).exists()
    ring.clear()
    assert list(differences()) == []
    assert find_people(read_words(f"{NUMBER} Samira"), keep=None) == []


NUMBER = "07700 900155"


def test_a_number_saved_behind_her_erasure_is_not_kept(sams_ended_case, ada, meanwhile):
    sam = Person.objects.get(pk=sams_ended_case.person_id)
    assert sam.given_names, "Ada has her page open, and so the key"
    meanwhile()
    with pytest.raises(KeyGone):
        add_contact_point(sam, kind="mobile", value=NUMBER, by=ada)
    is_nowhere(sam)


def test_nor_is_a_name(sams_ended_case, ada, meanwhile):
    sam = Person.objects.get(pk=sams_ended_case.person_id)
    assert sam.given_names
    meanwhile()
    with pytest.raises(KeyGone):
        change_person(sam, version=sam.version, given_names="Samira", by=ada)
    is_nowhere(sam)


@pytest.fixture
def her_twin_record(sams_ended_case, ada, mona):
    sam = sams_ended_case.person
    change_person(sam, version=sam.version, birth_date=date(1994, 3, 11), by=ada)
    told = {"given_names": sam.given_names, "family_name": sam.family_name}
    again = add_person(**told, birth_date=date(1994, 3, 11), by=ada)
    open_case(again, by=mona)
    return again


def test_a_portion_of_the_sweep_read_before_does_not_note_her_after(
    her_twin_record, ada, meanwhile, monkeypatch
):
    noted = sweeping.note_doubles

    def behind(running, found, *told, **named):
        assert len(found) == 1
        meanwhile()
        return noted(running, found, *told, **named)

    monkeypatch.setattr(sweeping, "note_doubles", behind)
    sweep(by=ada)
    assert Sweep.objects.get().after and not Double.objects.exists()


def test_nor_does_a_referral_that_was_compared_with_her(
    sams_ended_case, her_twin_record, ada, meanwhile, monkeypatch
):
    sam = sams_ended_case.person
    told = {"given_names": sam.given_names, "family_name": sam.family_name}
    came = Arrival({**told, "birth_date": date(1994, 3, 11)}, [], {"source": "police"})
    receive_referral(came, by=ada)
    noted = finding.note_what_is_alike

    def behind(fresh, alike, *told, **named):
        assert {one.person_id for one in alike} == {sam.pk, her_twin_record.pk}
        meanwhile()
        return noted(fresh, alike, *told, **named)

    monkeypatch.setattr(finding, "note_what_is_alike", behind)
    compare_referrals(by=ada)
    assert [one.person_id for one in Likeness.objects.all()] == [her_twin_record.pk]
