"""The trail is whole, belongs to no bottleneck, and tells what was done to it."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import F

from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Person
from alongside.foundation import clock
from alongside.foundation.audit.chain import broken_lines
from alongside.foundation.audit.checkpoints import broken_checkpoints, make_checkpoint
from alongside.foundation.audit.models import Checkpoint, Entry
from alongside.foundation.audit.once import SentBefore
from alongside.foundation.audit.trail import at_the_end, command, note
from alongside.foundation.audit.triggers import APPEND_ONLY, create_triggers, missing_triggers
from alongside.foundation.audit.verify import problems


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    settings.CHECKPOINTS = tmp_path
    return tmp_path


@pytest.fixture
def tampering():
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
            else:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if connection.vendor != "sqlite":
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    create_triggers()


@command("family.added")
def add_family(*, by):
    sam = add_person(known_as="Sam", by=by)
    try:
        fail_to_add(by=by)
    except ValueError:
        return sam


@command("person.refused")
def fail_to_add(*, by):
    add_person(known_as="Nobody", by=by)
    raise ValueError


def visits(ada, n):
    for _ in range(n):
        note("visited", subject=ada, by=ada)


def test_what_was_undone_leaves_neither_row_nor_line(ada):
    before = Entry.objects.count()
    add_family(by=ada)
    assert Person.objects.count() == 1
    lines = Entry.objects.order_by("id")[before:]
    assert [line.verb for line in lines] == ["person.added", "family.added"]


def test_a_whole_trail_has_no_fault(ada):
    visits(ada, 3)
    make_checkpoint()
    visits(ada, 3)
    make_checkpoint()
    assert list(problems()) == []


def test_lines_can_be_added_and_nothing_else(ada):
    visits(ada, 1)
    make_checkpoint()
    for table in (Entry, Checkpoint):
        for forbidden in (
            lambda rows: rows.update(id=F("id")),
            lambda rows: rows.delete(),
            lambda rows: emptied(rows.model._meta.db_table),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                forbidden(table.objects.all())


def emptied(table):
    """Without a word of Django's, in the way that PostgreSQL empties a table at once."""
    with connection.cursor() as cursor:
        how = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"
        cursor.execute(f"{how} {table}")  # noqa: S608


def test_a_changed_line_is_named(ada, tampering):
    visits(ada, 3)
    victim = Entry.objects.last()
    Entry.objects.filter(pk=victim.pk).update(verb="left alone")
    assert f"line {victim.n} was altered" in next(broken_lines())


def test_a_line_given_to_another_person_is_named(ada, ben, tampering):
    visits(ada, 2)
    victim = Entry.objects.last()
    Entry.objects.filter(pk=victim.pk).update(actor=ben.pk)
    assert f"line {victim.n} was altered" in next(broken_lines())


def test_a_missing_line_is_named(ada, tampering):
    visits(ada, 3)
    last = Entry.objects.last()
    Entry.objects.filter(stream=last.stream, n=last.n - 1).delete()
    assert f"line {last.n - 1} is missing" in next(broken_lines())


def test_a_cut_tail_shows_against_a_checkpoint(ada, tampering):
    visits(ada, 3)
    make_checkpoint()
    Entry.objects.last().delete()
    assert list(broken_lines()) == []
    assert "cut before line" in next(broken_checkpoints())


def test_a_cut_tail_shows_against_the_copy_outside_too(ada, tampering):
    visits(ada, 3)
    make_checkpoint()
    Entry.objects.last().delete()
    Checkpoint.objects.all().delete()
    faults = " ".join(broken_checkpoints())
    assert "missing from the database" in faults and "cut before line" in faults


def test_a_half_written_checkpoint_file_is_named(ada, outside):
    visits(ada, 1)
    make_checkpoint()
    [path] = outside.glob("*.json")
    path.write_text(path.read_text()[:40])
    assert list(broken_checkpoints()) == [f"checkpoint file {path.name} cannot be read"]


def test_a_forged_checkpoint_is_named(ada, tampering):
    visits(ada, 2)
    checkpoint = make_checkpoint()
    Checkpoint.objects.update(heads={})
    assert f"{checkpoint.pk} was not signed" in next(broken_checkpoints())


def test_without_its_triggers_the_trail_says_so(tampering):
    assert missing_triggers() == list(APPEND_ONLY)


def test_nothing_written_needs_no_checkpoint(ada):
    assert make_checkpoint() is not None
    assert make_checkpoint() is None


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_each_writing_thread_keeps_a_stream_of_its_own(ada):
    before = set(Entry.objects.values_list("pk", flat=True))
    threads = [Thread(target=visit_and_leave, args=[ada]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = Entry.objects.exclude(pk__in=before)
    assert written.values("stream").distinct().count() == 4
    assert written.count() == 40 and list(broken_lines()) == []


def visit_and_leave(user):
    visits(user, 10)
    connections.close_all()


def test_a_form_sent_twice_is_done_once(ada):
    token = uuid4()
    first = add_person(known_as="Sam", by=ada, once=token)
    second = add_person(known_as="Sam", by=ada, once=token)
    assert first == second and Person.objects.count() == 1


def test_the_same_token_with_other_words_does_nothing_and_says_so(ada, ben):
    token = uuid4()
    add_person(known_as="Sam", by=ada, once=token)
    for other in ({"known_as": "Alex", "by": ada}, {"known_as": "Sam", "by": ben}):
        with pytest.raises(SentBefore):
            add_person(**other, once=token)
    assert Person.objects.count() == 1


def test_a_token_spent_on_one_deed_buys_no_other(ada):
    token = uuid4()
    add_person(known_as="Sam", by=ada, once=token)
    with pytest.raises(SentBefore):
        add_family(by=ada, once=token)


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_a_form_sent_eight_times_at_once_is_done_once(ada):
    token, made = uuid4(), []

    def send():
        made.append(add_person(known_as="Sam", by=ada, once=token).pk)
        connections.close_all()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8 and len(set(made)) == 1 and Person.objects.count() == 1


def test_lines_written_after_the_clock_was_put_back_are_signed_and_whole(ada):
    """It stood a year ahead for a while, and a checkpoint was made meanwhile."""
    with clock.stand_at(clock.now() + timedelta(days=365)):
        add_person(known_as="Sam", by=ada)
        make_checkpoint()
    add_person(known_as="Rana", by=ada)
    last = Entry.objects.last()

    checkpoint = make_checkpoint()

    assert checkpoint.heads[str(last.stream)][0] == last.n
    assert list(problems()) == [] == list(problems(since=clock.now() - timedelta(days=1)))


@command("family.counted")
def count_family(tell, *people, by):
    for person in people:
        at_the_end(tell, person.pk)
    add_family(by=by)
    assert tell.__self__ == []
    return by


def test_what_is_done_at_the_end_is_done_once_and_belongs_to_it(ada):
    told = []
    sam, bee = Person(), Person()
    count_family(told.append, sam, bee, sam, by=ada)
    assert told == [{sam.pk, bee.pk}]
    at_the_end(told.append, sam.pk)
    assert told[1:] == [{sam.pk}]


def test_what_fails_at_the_end_undoes_the_whole(ada):
    def refuse(rows):
        raise ValueError

    before = Entry.objects.count(), Person.objects.count()
    with pytest.raises(ValueError):
        refuse_in_the_end(refuse, by=ada)
    assert (Entry.objects.count(), Person.objects.count()) == before


@command("person.counted")
def refuse_in_the_end(refuse, *, by):
    sam = add_person(known_as="Sam", by=by)
    at_the_end(refuse, sam.pk)
    return sam
