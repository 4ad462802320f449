"""Walking the pages shows every row once, in order, however many fall on one day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.agenda.models import Item
from alongside.foundation.ui.paging import page_of


def items(days):
    Item.objects.all().delete()
    made = [
        Item(
            subject=uuid4(),
            owner=uuid4(),
            source=uuid4(),
            kind="call",
            due=date(2026, 1, 1) + timedelta(days=day),
        )
        for day in days
    ]
    Item.objects.bulk_create(made)


def walk(by, size):
    seen, after = [], None
    while True:
        page = page_of(Item.objects.all(), by=by, after=after, size=size)
        seen += page.rows
        if (after := page.next_after) is None:
            return seen


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    days=st.lists(st.integers(0, 3), max_size=20),
    size=st.integers(1, 7),
    by=st.sampled_from([["due"], ["-due"], ["-due", "kind"]]),
)
def test_every_row_once_and_in_order(db, days, size, by):
    items(days)
    assert walk(by, size) == list(Item.objects.order_by(*by, "pk"))


def test_a_page_is_one_statement(db, django_assert_num_queries):
    items(range(10))
    with django_assert_num_queries(1):
        page_of(Item.objects.all(), by=["due"], size=3)


@pytest.mark.parametrize("cursor", ["nonsense", "WyJ4Il0:1abc:def", ""])
def test_a_cursor_that_was_not_made_here_begins_at_the_start(db, cursor):
    items([1])
    assert len(page_of(Item.objects.all(), by=["due"], after=cursor).rows) == 1
