"""After it was undone every row stands as it stood, byte for byte; only what tells of it is new."""

import pytest
from django.db import connections

from alongside.casework.cases.commands import override_safe_contact, tell_safe_contact
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge, undo_merge
from alongside.casework.people.commands import change_person
from alongside.casework.people.models import Merge, Person
from alongside.casework.support.commands import log_contact
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.clock import today

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
TELLS_OF_IT = {"people_merge", "agenda_item"}
TRAIL = "audit_"


def rows():
    """All rows of every table, in both databases, as the database gives them."""
    found = {}
    for name in ("default", "keys"):
        connection = connections[name]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - the schema's own name
                found[name, table] = sorted(repr(_bytes(row)) for row in cursor.fetchall())
    return found


def _bytes(row):
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


def changed(before, after):
    assert before.keys() == after.keys()
    return {table for (name, table), told in before.items() if after[name, table] != told}


@pytest.fixture
def lived_in(twice, ada, mona, ben):
    """Two files in which people have written."""
    for case in twice:
        facts = {"kind": "mobile", "value": "07700 900111", "state": "unsafe"}
        point = tell_safe_contact(case, by=ada, **facts)
        override_safe_contact(case, point=point, ground="life", reason="At the door.", by=ada)
        note = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 5}
        log_contact(case, **note, by=ada)
    person = Person.objects.get(pk=twice[1].person_id)
    change_person(person, version=person.version, known_as="Sam", by=ada)
    raise_wall(person, user=ben, reason="A neighbour.", by=mona)
    return twice


def test_nothing_else_is_touched_by_it(lived_in, ada, mona):
    before = rows()
    two = [case.person for case in lived_in]
    merge = confirm_merge(propose_merge(*two, reason="One letter less.", by=mona), by=ada)
    between = changed(before, rows())
    assert "people_person" in between, "or this test would see nothing"
    told = {table for table in between if not table.startswith(TRAIL)}
    assert told == {"people_person", *TELLS_OF_IT}
    undo_merge(merge, reason="Her sister.", by=mona)
    after = changed(before, rows())
    assert {table for table in after if not table.startswith(TRAIL)} == TELLS_OF_IT


def test_and_what_was_on_the_agenda_stands_there_still(lived_in, ada, mona):
    before = rows()
    two = [case.person for case in lived_in]
    merge = confirm_merge(propose_merge(*two, reason="One letter less.", by=mona), by=ada)
    undo_merge(merge, reason="Her sister.", by=mona)
    after = rows()
    assert set(before["default", "agenda_item"]) < set(after["default", "agenda_item"])


def test_of_three_the_middle_one_goes_back_to_what_the_two_were(here, lived_in, ada, mona):
    third = here(family_name="Hadda")
    one, two = [case.person for case in lived_in]
    confirm_merge(propose_merge(two, third.person, reason="The same.", by=mona), by=ada)
    before = rows()
    merge = confirm_merge(propose_merge(one, two, reason="One letter less.", by=mona), by=ada)
    undo_merge(merge, reason="Her sister.", by=mona)
    after = changed(before, rows())
    assert {table for table in after if not table.startswith(TRAIL)} == TELLS_OF_IT


def test_what_was_written_meanwhile_stays_where_it_was_written(merged, lived_in, ada, mona):
    case = lived_in[1]
    note = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 9}
    contact = log_contact(case, **note, done="Rang the council.", by=ada)
    undo_merge(Merge.objects.get(), reason="Her sister.", by=mona)
    contact.refresh_from_db()
    assert contact.case_id == case.pk and contact.done == "Rang the council."
    assert contact.key_id == case.key_id
