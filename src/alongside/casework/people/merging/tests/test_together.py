"""Which records are one person, whichever way they came together and were parted."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people.commands import add_people
from alongside.casework.people.merging.commands import lead_anew
from alongside.casework.people.merging.records import records_of_all
from alongside.casework.people.merging.together import groups_by, locked_together, together
from alongside.casework.people.models import Merge, Person
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now


@pytest.fixture
def four(ada):
    """Sam came in four times; the first of them was added first."""
    added = [Person(known_as="Sam", added_at=now() + timedelta(hours=n)) for n in range(4)]
    return add_people(added, by=ada)


def merged(one, two, by):
    first, second = sorted((one, two), key=lambda row: row.pk)
    told = {"proposed_by": by, "confirmed_by": by, "confirmed_at": now(), "reason": "One letter."}
    merge = Merge.objects.create(person=first, other=second, **told)
    lead_anew([first.pk, second.pk], by=by)
    return merge


def leads(rows):
    return [Person.objects.get(pk=row.pk).lead_id for row in rows]


def ids_of(some):
    return set(records_of_all(some).values_list("pk", flat=True))


def test_whoever_stands_alone_costs_no_statement(sam, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert together(sam) == [sam.pk]


def test_two_records_are_led_by_the_one_that_was_added_first(four, ada):
    first, second, third, _ = four
    merged(third, first, ada)
    assert leads(four) == [first.pk, None, first.pk, None]
    third.refresh_from_db()
    assert set(together(third)) == {first.pk, third.pk} == ids_of([third.pk])
    assert ids_of([second.pk]) == {second.pk}


def test_what_hangs_together_by_a_third_is_one_person(four, ada):
    first, second, third, fourth = four
    merged(second, third, ada)
    merged(third, fourth, ada)
    assert leads(four) == [None, second.pk, second.pk, second.pk]
    merged(first, fourth, ada)
    assert leads(four) == [first.pk] * 4
    assert ids_of([fourth.pk]) == {row.pk for row in four}


def test_without_the_middle_one_the_two_ends_are_two_people_again(four, ada):
    chain = [merged(one, two, ada) for one, two in pairwise(four)]
    Merge.objects.filter(pk=chain[1].pk).update(undone_at=now(), undone_by=ada)
    lead_anew([four[1].pk], by=ada)
    assert leads(four) == [four[0].pk, four[0].pk, four[2].pk, four[2].pk]


def test_another_way_round_keeps_them_together(four, ada):
    first, second, third, _ = four
    one = merged(first, second, ada)
    merged(second, third, ada)
    merged(first, third, ada)
    Merge.objects.filter(pk=one.pk).update(undone_at=now(), undone_by=ada)
    assert lead_anew([first.pk], by=ada) == []
    assert leads(four) == [first.pk, first.pk, first.pk, None]


def test_a_line_of_the_trail_for_each_whose_lead_is_another(four, ada):
    merged(four[0], four[1], ada)
    told = Entry.objects.filter(verb="person.led").values_list("subject", flat=True)
    assert set(told) == {f"people.person:{row.pk}" for row in four[:2]}


def test_as_a_subquery_it_costs_nothing_of_its_own(four, ada, django_assert_num_queries):
    merged(four[0], four[1], ada)
    with django_assert_num_queries(1):
        assert len(Person.objects.filter(pk__in=records_of_all([four[1].pk]))) == 2


def test_locking_takes_them_in_the_order_of_their_ids(four, ada):
    merged(four[3], four[1], ada)
    merged(four[1], four[2], ada)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        rows = locked_together([four[3].pk])
    assert [row.pk for row in rows] == sorted(row.pk for row in four[1:])
    locking = [one["sql"] for one in asked if "ORDER BY" in one["sql"]]
    assert locking and all('"people_person"."id" ASC' in sql for sql in locking)


NODES = st.integers(0, 9)


@given(st.lists(st.tuples(NODES, NODES)))
def test_groups_are_what_can_be_reached_from_one_another(links):
    reached = {node: {node} for link in links for node in link}
    for _ in reached:
        for one, two in links:
            both = reached[one] | reached[two]
            reached[one], reached[two] = both, both
    wanted = {frozenset(group) for group in reached.values()}
    assert {frozenset(group) for group in groups_by(links)} == wanted


@given(st.lists(st.tuples(NODES, NODES), min_size=1), st.data())
def test_one_link_less_never_joins_anybody(links, data):
    gone = data.draw(st.integers(0, len(links) - 1))
    fewer = groups_by(links[:gone] + links[gone + 1 :])
    assert all(any(group <= whole for whole in groups_by(links)) for group in fewer)
