"""What one record leaves to the other when they are parted: walls, holds, and who lives."""

from uuid import uuid4

from alongside.casework.cases.death.commands import record_death, take_death_back
from alongside.casework.cases.models import Case
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge, undo_merge
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.guards import is_on_hold
from alongside.casework.people.models import Merge, Person, Wall
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today


def fresh(case):
    return Person.objects.get(pk=case.person_id)


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
