"""What one record leaves to the other when they are parted: walls, holds, and who lives."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, end_support, note_crime, open_case
from alongside.casework.cases.death.commands import (
    look_after_bereavement,
    record_death,
    take_death_back,
)
from alongside.casework.cases.models import Case, Moment, Reopening
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge, undo_merge
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.guards import is_on_hold
from alongside.casework.keeping.models import Hold
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Merge, Person, Wall
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today

DIED = {"day": None, "told_by": "family", "words": "Her sister rang."}
LIVES = {"why": "She rang us herself.", "looked": "Mona has looked."}


def fresh(case):
    return Person.objects.get(pk=case.person_id)


def case_now(case):
    return Case.objects.get(pk=case.pk)


def call(case, by):
    return put(case_now(case), "call", due=today(), source=uuid4(), owner=by.pk, by=by)


def calls_of(case):
    return Item.objects.open().filter(subject=case.pk, kind="call").count()


@pytest.fixture
def both_noted(twice, ada, mona):
    """Each was noted as dead, by a call that was queued; then they were brought together."""
    for case in twice:
        call(case, ada)
    deaths = [record_death(case_now(case), **DIED, by=ada) for case in twice]
    merge = propose_merge(*(fresh(case) for case in twice), reason="One letter.", by=mona)
    confirm_merge(merge, by=ada)
    return deaths


@pytest.fixture
def beside(mona, ben):
    """A case of somebody to whom the same happened as to the person of this one."""

    def make(case, name):
        event = note_crime(case, category="stalking_harassment", client_kind="harmed", by=mona)
        other = open_case(add_person(known_as=name, by=mona), by=mona)
        allocate(other, worker=ben, by=mona)
        note_crime(other, event=event.event, client_kind="family", by=mona)
        return other

    return make


def test_one_person_alone_takes_no_wall_down_by_parting(merged, twice, ada, mona, ben):
    raise_wall(fresh(twice[0]), user=ben, reason="Her brother.", by=mona)
    assert Wall.objects.hide(twice[1].person_id, ben)
    undo_merge(merged, reason="Two people.", by=ada)
    assert Wall.objects.hide(twice[1].person_id, ben)


def test_once_parted_what_a_death_at_the_other_record_had_stopped_goes_on(merged, twice, ada, mona):

    def due():
        items = Item.objects.open().filter(subject=twice[1].pk)
        return sorted(items.values_list("kind", flat=True))

    put(twice[1], "call", due=today(), source=uuid4(), owner=ada.pk, by=ada)
    before = due()
    assert "call" in before
    one_ = Case.objects.get(pk=twice[0].pk)
    record_death(one_, day=None, told_by="family", words="x", by=ada)
    undo_merge(merged, reason="Two people.", by=ada)
    assert not fresh(twice[1]).dead
    assert due() == before


def test_a_death_is_not_taken_back_where_it_was_noted_by_others(merged, twice, ada, mona):
    """Two records were brought together wrongly; she died, he lives."""

    undo_merge(merged, reason="x", by=ada)
    deaths = []
    for case in twice:
        case = Case.objects.get(pk=case.pk)
        deaths.append(record_death(case, day=None, told_by="family", words="x", by=ada))
    again = propose_merge(*(fresh(c) for c in twice), reason="x", by=mona, again=True)
    confirm_merge(again, by=ada)
    take_death_back(Case.objects.get(pk=twice[0].pk), deaths[0], why="alive", looked="yes", by=ada)
    undo_merge(Merge.objects.get(pk=again.pk), reason="x", by=ada)
    assert fresh(twice[1]).dead and not fresh(twice[0]).dead


def test_a_hold_is_not_lifted_by_one_person_who_parts(merged, twice, ada, mona):

    set_hold(fresh(twice[0]), ground="claim", reason="x", until=None, by=mona)
    assert is_on_hold(twice[1].person_id)
    undo_merge(merged, reason="x", by=ada)
    assert is_on_hold(twice[1].person_id)


def test_a_wall_from_before_falls_away_with_the_merge(proposed, twice, ada, mona, ben):
    raise_wall(fresh(twice[0]), user=ben, reason="Her brother.", by=mona)
    confirm_merge(proposed, by=ada)
    assert Wall.objects.hide(twice[1].person_id, ben)
    undo_merge(Merge.objects.get(), reason="Two people.", by=ada)
    assert not Wall.objects.hide(twice[1].person_id, ben)
    assert Wall.objects.hide(twice[0].person_id, ben)


def test_brought_together_with_who_has_died_nobody_is_called_and_parted_they_are(
    proposed, twice, ada, mona
):
    def due():
        return Item.objects.open().filter(subject=twice[1].pk, kind="call").exists()

    put(twice[1], "call", due=today(), source=uuid4(), owner=ada.pk, by=ada)
    record_death(twice[0], day=None, told_by="family", words="", by=ada)
    assert due()
    merge = confirm_merge(Merge.objects.get(), by=ada)
    assert fresh(twice[1]).dead and not due()
    undo_merge(merge, reason="Two people.", by=ada)
    assert not fresh(twice[1]).dead and due() and fresh(twice[0]).dead


def test_a_wall_that_only_likeness_proposed_is_no_stand_in_for_one_that_was_raised(
    merged, twice, ada, mona, ben
):
    """One person alone takes a proposed one back."""
    Wall.objects.create(person=fresh(twice[1]), user=ben, proposed=True)
    raise_wall(fresh(twice[0]), user=ben, reason="Her brother.", by=mona)
    undo_merge(merged, reason="Two people.", by=ada)
    wall = Wall.objects.standing().get(person=twice[1].person_id)
    assert not wall.proposed and wall.raised_by == mona and wall.reason == "Her brother."


def test_a_hold_that_ends_sooner_is_no_stand_in_for_one_without_an_end(merged, twice, ada, mona):
    soon = today() + timedelta(days=3)
    set_hold(fresh(twice[1]), ground="claim", reason="x", until=soon, by=mona)
    set_hold(fresh(twice[0]), ground="claim", reason="The inquiry.", until=None, by=mona)
    undo_merge(merged, reason="Two people.", by=ada)
    hold = Hold.objects.standing().get(person=twice[1].person_id, until=None)
    assert hold.reason == "The inquiry." and hold.set_by == mona
    assert Hold.objects.standing().filter(person=twice[0].person_id).count() == 2


def test_parted_from_two_that_stay_one_the_third_keeps_them_once(
    here, merged, twice, ada, mona, ben
):
    third = here(family_name="Hadda")
    two = propose_merge(fresh(twice[1]), fresh(third), reason="x", by=mona)
    confirm_merge(two, by=ada)
    set_hold(fresh(third), ground="claim", reason="x", until=None, by=mona)
    raise_wall(fresh(third), user=ben, reason="Her brother.", by=mona)
    undo_merge(Merge.objects.get(pk=merged.pk), reason="Two people.", by=ada)
    undo_merge(Merge.objects.get(pk=two.pk), reason="Two people.", by=ada)
    for case in (*twice, third):
        assert Hold.objects.standing().filter(person=case.person_id).count() == 1
        assert Wall.objects.standing().filter(person=case.person_id, user=ben).count() == 1


def test_where_each_was_noted_her_own_death_is_what_stopped_her_calls(both_noted, twice, ada):
    """Also those that were put while they were one, whichever death had stopped them."""
    for case in twice:
        call(case, ada)
    undo_merge(Merge.objects.get(), reason="Two people.", by=ada)
    for case, death in zip(twice, both_noted, strict=True):
        assert fresh(case).dead
        take_death_back(case_now(case), death, **LIVES, by=ada)
        assert calls_of(case) == 2
    assert not Person.objects.filter(dead=True).exists()


def test_taken_back_while_the_other_stood_her_calls_come_back_once_they_are_parted(
    both_noted, twice, ada
):
    take_death_back(case_now(twice[0]), both_noted[0], **LIVES, by=ada)
    assert fresh(twice[0]).dead and not calls_of(twice[0])
    undo_merge(Merge.objects.get(), reason="Two people.", by=ada)
    assert not fresh(twice[0]).dead and calls_of(twice[0]) == 1
    assert fresh(twice[1]).dead and not calls_of(twice[1])


def test_the_page_says_what_taking_back_does_where_others_noted_it_too(both_noted, twice, as_ada):
    address = reverse("cases:death_mistake", args=[twice[0].pk])
    sent = {**LIVES, "once": str(uuid4())}
    shown = html.unescape(as_ada.post(address, sent, follow=True).content.decode())
    assert "Taken back here. Others noted it as well" in shown
    shown = html.unescape(as_ada.get(reverse("cases:death", args=[twice[0].pk])).content.decode())
    assert "whoever noted it has to look at it first" in shown and address not in shown
    shown = html.unescape(as_ada.get(address, follow=True).content.decode())
    assert "Not taken back" in shown and "Take it back" not in shown


def test_support_that_ended_for_the_death_of_the_other_goes_on_and_her_file_says_no_more(
    merged, twice, ada
):
    """The reason why they were parted tells of the other record."""
    record_death(case_now(twice[0]), **DIED, by=ada)
    for case in twice:
        end_support(case_now(case), reason="died", outcome="not_asked", summary="", by=ada)
    undo_merge(merged, reason="Leila's file, not hers.", by=ada)
    assert case_now(twice[1]).is_open and not case_now(twice[0]).is_open
    assert "Leila" not in Reopening.objects.get(case=twice[1].pk).changed
    died = Moment.objects.filter(event="died")
    assert died.get(case=twice[1].pk).withdrawn and not died.get(case=twice[0].pk).withdrawn


def test_who_was_asked_to_think_of_those_she_left_hears_that_she_lives(
    merged, twice, beside, ada, ben
):
    """Rana went through it with the one who lives, Noor with the one who died."""
    rana, noor = beside(twice[1], "Rana"), beside(twice[0], "Noor")
    record_death(case_now(twice[0]), **DIED, by=ada)
    for case in (rana, noor):
        look_after_bereavement(case, by=ben)
    undo_merge(merged, reason="Two people.", by=ada)
    told = Item.objects.open().filter(kind="bereavement_mistake")
    assert [item.subject for item in told] == [rana.pk]
