"""Sam has died, and stands here with two records: it is noted once and counts at both."""

import html

import pytest
from django.urls import reverse
from tests.harness.one_person import bring_together, part

from alongside.casework.cases.commands import end_support
from alongside.casework.cases.death.commands import (
    NotedByOthers,
    record_death,
    take_death_back,
)
from alongside.casework.cases.death.queries import death_of
from alongside.casework.cases.models import Case, Moment
from alongside.casework.desk.today import today_for
from alongside.casework.people.commands import add_person
from alongside.casework.people.death.commands import NotedAlready
from alongside.casework.people.models import Death, Person
from alongside.casework.people.safe_contact import DIED
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today

TOLD = {"day": None, "told_by": "family", "words": "Kingfisher rang."}
LIVES = {"why": "She rang us herself.", "looked": "Mona has looked."}


@pytest.fixture
def calls(sams_case, other_case, ada, ben):
    for case, worker in ((sams_case, ada), (other_case, ben)):
        put(case, "call", due=today(), source=case.pk, owner=worker.pk, by=worker)


def dead():
    return set(Person.objects.filter(dead=True).values_list("pk", flat=True))


def read(client, name, case):
    return html.unescape(client.get(reverse(name, args=[case.pk])).content.decode())


def test_what_is_queued_stops_in_the_cases_of_both(
    as_ben, one_person, calls, sams_case, other_case, ada, ben
):
    record_death(sams_case, **TOLD, by=ada)
    assert dead() == {person.pk for person in one_person}
    assert not Item.objects.open().filter(kind="call").exists() and not today_for(ben).calls
    assert Case.objects.get(pk=other_case.pk).standings == []
    for case in (sams_case, other_case):
        assert Moment.objects.filter(case=case, event="died").exists()
    late = put(other_case, "call", due=today(), source=ben.pk, owner=ben.pk, by=ben)
    assert late.settled_at
    shown = read(as_ben, "cases:death", other_case)
    assert "It was noted on" in shown and "Kingfisher" not in shown
    assert "has died. Nobody gets in touch any more." in read(as_ben, "desk:case", other_case)


def test_nobody_notes_it_a_second_time_in_the_other_case(one_person, sams_case, other_case, ada):
    record_death(sams_case, **TOLD, by=ada)
    with pytest.raises(NotedAlready):
        record_death(other_case, **TOLD, by=ada)
    assert Death.objects.count() == 1


def test_a_mistake_is_taken_back_where_it_was_noted_and_counts_at_both(
    one_person, calls, sams_case, other_case, ada, ben
):
    record_death(sams_case, **TOLD, by=ada)
    end_support(other_case, reason="died", outcome="", summary="", by=ben)
    with pytest.raises(NotedByOthers):
        take_death_back(other_case, death_of(other_case.person), **LIVES, by=ben)
    take_death_back(sams_case, death_of(sams_case.person), **LIVES, by=ada)
    assert not dead() and not Death.objects.standing().exists()
    assert Item.objects.open().filter(kind="call").count() == 2
    assert Case.objects.get(pk=other_case.pk).is_open


def test_brought_together_with_whoever_has_died_she_has_died_and_parted_she_lives(
    sam, sam_again, sams_case, other_case, ada, maja
):
    record_death(sams_case, **TOLD, by=ada)
    assert dead() == {sam.pk}
    bring_together(sam, sam_again, by=maja)
    assert dead() == {sam.pk, sam_again.pk}
    case = Case.objects.get(pk=other_case.pk)
    assert case.circumstances.died
    part(sam, sam_again, by=maja)
    assert dead() == {sam.pk}


def test_noted_at_both_before_each_has_to_be_taken_back_by_whoever_sees_it(
    sam, sam_again, sams_case, other_case, calls, ada, ben, maja
):
    for case, worker in ((sams_case, ada), (other_case, ben)):
        record_death(case, **TOLD, by=worker)
    bring_together(sam, sam_again, by=maja)
    assert death_of(sam_again).person_id == sam_again.pk
    take_death_back(sams_case, death_of(sam), **LIVES, by=ada)
    assert dead() == {sam.pk, sam_again.pk}
    assert not Item.objects.open().filter(kind="call").exists()
    take_death_back(other_case, death_of(sam_again), **LIVES, by=ben)
    assert not dead() and not Death.objects.standing().exists()
    assert Item.objects.open().filter(kind="call").count() == 2
    assert {death.why for death in Death.objects.all()} == {LIVES["why"]}


def test_of_whoever_stands_alone_nothing_changes(sam, sams_case, ada):
    alone = add_person(known_as="Else", by=ada)
    record_death(sams_case, **TOLD, by=ada)
    assert dead() == {sam.pk} and alone.pk not in dead()


def test_no_way_to_reach_her_is_one_in_the_other_case(one_person, sams_case, other_case, ada, ben):
    from alongside.casework.people.commands import add_contact_point

    told = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": []}
    add_contact_point(other_case.person, **told, by=ben)
    record_death(sams_case, **TOLD, by=ada)
    (standing,) = Case.objects.get(pk=other_case.pk).standings
    assert standing.code == DIED
