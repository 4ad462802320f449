"""Sam's number stands at two records: what one of them says against it counts in both cases."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.harness.one_person import bring_together, part

from alongside.casework.cases.commands import allocate, judge_danger, note_crime, open_case
from alongside.casework.cases.models import Case
from alongside.casework.cases.telling.commands import (
    ask_again_what_is_safe,
    confirm_safe_contact,
)
from alongside.casework.desk.today import today_for
from alongside.casework.people.commands import add_contact_point, add_person, doubt_contact_points
from alongside.casework.people.models import Child, ContactPoint, Person
from alongside.casework.people.safe_contact import (
    CHILD,
    DOUBTED,
    ENDED,
    SAFE_NOW,
    UNSAFE,
)
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.clock import now, stand_at, today

NUMBER = "07700 900142"


def number(person, by, **facts):
    told = {"kind": "mobile", "value": NUMBER, "state": "safe", "windows": ANY_TIME}
    return add_contact_point(person, **{**told, **facts}, by=by)


@pytest.fixture
def both(one_person, ada, ben):
    sam, sam_again = one_person
    return number(sam, ada), number(sam_again, ben, value="+44 7700 900142")


def fresh(case):
    return Case.objects.get(pk=case.pk)


def code(case):
    return fresh(case).standing.code


def read(client, address):
    return html.unescape(client.get(address).content.decode())


def page(name, case):
    return reverse(name, args=[case.pk])


def test_what_she_calls_unsafe_with_ben_is_not_rung_by_ada(as_ada, both, sams_case, other_case):
    assert code(sams_case) == code(other_case) == SAFE_NOW
    ContactPoint.objects.filter(pk=both[1].pk).update(state="unsafe")
    assert code(sams_case) == code(other_case) == UNSAFE
    shown = read(as_ada, page("desk:case", sams_case))
    assert "nother record" not in shown, "that there is one is not for everybody to know"
    gate = reverse("cases:number", args=[sams_case.pk, both[0].pk])
    answer = as_ada.post(gate, {"once": str(uuid4())})
    assert answer.url == reverse("cases:override", args=[sams_case.pk, both[0].pk])
    listed = read(as_ada, page("cases:safe_contact", sams_case))
    assert "nother record" not in listed and NUMBER not in listed


def test_once_parted_each_stands_for_itself(both, one_person, ada, sams_case, other_case):
    ContactPoint.objects.filter(pk=both[1].pk).update(state="unsafe")
    part(*one_person, by=ada)
    assert (code(sams_case), code(other_case)) == (SAFE_NOW, UNSAFE)


def test_nothing_that_the_other_record_says_is_shown_but_that_it_is_stricter(
    as_ada, one_person, sams_case, ada, ben
):
    sam, sam_again = one_person
    number(sam, ada, voicemail="yes")
    number(sam_again, ben, value="020 7946 0001", say="Kestrel", windows=[])
    number(sam_again, ben, voicemail="no", say="Kingfisher", if_not_safe="Heron")
    for name in ("desk:case", "cases:safe_contact"):
        shown = read(as_ada, page(name, sams_case))
        assert not [word for word in ("Kestrel", "Kingfisher", "Heron", "0001") if word in shown]
    assert "nother record" not in shown and "Not known, so no" in shown
    assert "voicemail" in fresh(sams_case).never


def test_a_release_that_ada_hears_of_ends_what_ben_was_told(both, sams_case, other_case, ada, ben):
    ask_again_what_is_safe(fresh(sams_case), on=today(), by=ada)
    assert code(sams_case) == code(other_case) == ENDED
    for case, worker in ((sams_case, ada), (other_case, ben)):
        assert Item.objects.open().about(case).get(kind="ask_safe").owner == worker.pk


def test_before_they_were_one_it_had_ended_at_one_record(one_person, sams_case, ada, ben):
    """The event was noted at a number that stands at Sam's first record alone."""
    sam, sam_again = one_person
    old = number(sam, ada, value="020 7946 0001")
    hers = number(sam_again, ben)
    other = Case.objects.get(person=sam_again)
    ContactPoint.objects.filter(pk=old.pk).update(ended_on=today())
    assert code(other) == ENDED
    with stand_at(now() + timedelta(days=1)):
        confirm_safe_contact(fresh(other), ContactPoint.objects.get(pk=hers.pk), by=ben)
        assert code(other) == SAFE_NOW


def test_somebody_else_answered_ada_and_ben_does_not_call(both, sams_case, other_case, ada):
    doubt_contact_points(fresh(sams_case).person, by=ada)
    assert code(sams_case) == code(other_case) == DOUBTED
    with stand_at(now() + timedelta(days=1)):
        confirm_safe_contact(fresh(sams_case), ContactPoint.objects.get(pk=both[0].pk), by=ada)
        assert (code(sams_case), code(other_case)) == (SAFE_NOW, DOUBTED)


def test_the_day_of_whoever_works_shows_the_same_as_the_case(both, other_case, ben):
    put(other_case, "call", due=today(), source=other_case.pk, owner=ben.pk, by=ben)
    ContactPoint.objects.filter(pk=both[0].pk).update(state="unsafe")
    calls = [row for rows in today_for(ben).calls.values() for row in rows]
    assert calls and {row.standing.code for row in calls} == {UNSAFE}


def test_the_answer_holds_as_long_as_the_strictest_of_her_cases_allows(
    both, sams_case, other_case, ada, ben
):
    note_crime(other_case, category="burglary", client_kind="harmed", by=ben)
    note_crime(sams_case, category="burglary", client_kind="harmed", by=ada)
    judge_danger(other_case, level="standard", reason="", by=ben)
    alone, here = fresh(other_case).circumstances, fresh(sams_case).circumstances
    assert alone.danger == "standard" and alone.holds_for == here.holds_for == 14


def test_a_child_is_asked_about_at_both_records(both, one_person, sams_case, other_case):
    sam, sam_again = one_person
    Person.objects.filter(pk=sam_again.pk).update(age_band="under_13")
    assert code(sams_case) == code(other_case) == CHILD
    Child.objects.create(person=sam_again, answered_on=date(2026, 1, 1))
    assert code(sams_case) == code(other_case) == SAFE_NOW


PAGES = ("desk:case", "cases:safe_contact", "cases:person", "contacts:add")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_hers_costs_at_most_two_statements_more(
    as_ada, ada, both, one_person, sams_case, name
):
    def statements():
        meter.lines = 0
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert as_ada.get(page(name, sams_case)).status_code == 200
        return len(main) + len(keys)

    together = statements()
    part(*one_person, by=ada)
    alone = statements()
    assert together - alone <= 2
    bring_together(*one_person, by=ada)
    assert statements() == together


def test_a_day_with_people_of_several_records_costs_at_most_two_statements_more(
    both, one_person, sams_case, ada, ben, maja
):
    cases = [sams_case]
    for n in range(3):
        more = [add_person(known_as=f"S{n}", by=ben) for _ in range(2)]
        for person in more:
            number(person, ben)
        bring_together(*more, by=maja)
        cases.append(open_case(more[0], danger="high", by=maja))
        allocate(cases[-1], worker=ada, by=maja)
    for case in cases:
        put(case, "call", due=today(), source=case.pk, owner=ada.pk, by=ada)

    def statements():
        with CaptureQueriesContext(connections["default"]) as main:
            calls = [row for rows in today_for(ada).calls.values() for row in rows]
        assert {row.case.pk for row in calls} >= {case.pk for case in cases}
        return len(main)

    together = statements()
    part(*Person.objects.exclude(lead=None), by=ada)
    assert together - statements() <= 2
