"""Two colleagues change one person at the same moment, and the index knows of both."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from alongside.casework.people import commands
from alongside.casework.people.commands import add_contact_point, change_person
from alongside.casework.people.finding.entering import enter_anew
from alongside.casework.people.finding.mending import differences
from alongside.casework.people.models import Person

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
ROUNDS = 8


def at_the_same_moment(*deeds):
    failed = []

    def run(deed):
        try:
            deed()
        except Exception as error:  # told to the test below, whatever it is
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_numbers_and_a_name_that_come_together_are_all_entered(sam, ada):
    def add(first):
        for n in range(ROUNDS):
            add_contact_point(sam, kind="mobile", value=f"07700 90{first}{n:03}", by=ada)

    def rename():
        for n in range(ROUNDS):
            person = Person.objects.get(pk=sam.pk)
            change_person(person, version=person.version, family_name=f"Castle {n}", by=ada)

    assert at_the_same_moment(lambda: add(0), lambda: add(1), rename) == []
    assert sam.contact_points.count() == 2 * ROUNDS
    assert list(differences()) == []


def test_two_numbers_whose_rows_are_written_before_either_enters_her(sam, ada, monkeypatch):
    """On SQLite one of them waits for its turn before it begins."""
    both = Barrier(2 if connection.vendor == "postgresql" else 1)

    def entered(*people):
        both.wait(20)
        enter_anew(*people)

    monkeypatch.setattr(commands, "enter_anew", entered)
    deeds = [
        lambda n=n: add_contact_point(sam, kind="mobile", value=f"07700 90012{n}", by=ada)
        for n in range(2)
    ]
    assert at_the_same_moment(*deeds) == []
    assert list(differences()) == [] and sam.contact_points.count() == 2
