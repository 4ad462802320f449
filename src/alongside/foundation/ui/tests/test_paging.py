"""Walking the pages shows every row once, in order, however many stand level."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Deed
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


def deeds(seconds):
    Deed.objects.all().delete()
    start = datetime(2026, 10, 25, 0, 59, 58, 123456, tzinfo=UTC)  # clocks go back a second later
    claims = [uuid4(), uuid4()]
    made = [
        Deed(
            token=uuid4(),
            claim=claims[second % 2],
            subject=f"people.person:{second}",
            at=start + timedelta(seconds=second),
        )
        for second in seconds
    ]
    Deed.objects.bulk_create(made)


def walk(model, by, size, few=False):
    seen, after = [], None
    while True:
        page = page_of(model.objects.all(), by=by, after=after, size=size, few=few)
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
    assert walk(Item, by, size) == list(Item.objects.order_by(*by, "pk"))
    assert walk(Item, by, size, few=True) == walk(Item, by, size)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    seconds=st.lists(st.integers(0, 4), max_size=20),
    by=st.sampled_from([["-at"], ["subject"], ["claim", "-at"], ["-claim", "subject", "at"]]),
)
def test_moments_words_and_ids_order_a_list_as_well(db, seconds, by):
    deeds(seconds)
    assert walk(Deed, by, 3) == list(Deed.objects.order_by(*by, "pk"))


@pytest.mark.parametrize("by", [["codename"], ["-id"]])
def test_so_do_numbers(db, by):
    assert walk(Permission, by, 10) == list(Permission.objects.order_by(*by, "pk"))


def test_a_page_is_one_statement(db, django_assert_num_queries):
    items(range(10))
    first = page_of(Item.objects.all(), by=["due"], size=3)
    with django_assert_num_queries(1):
        page_of(Item.objects.all(), by=["due"], size=3, after=first.next_after)


@pytest.mark.parametrize("cursor", ["nonsense", "WyJ4Il0:1abc:def", "", None])
def test_a_cursor_that_was_not_made_here_begins_at_the_start(db, cursor):
    items([1])
    assert len(page_of(Item.objects.all(), by=["due"], after=cursor).rows) == 1


def test_a_cursor_of_another_list_begins_at_the_start(db):
    items(range(5))
    other = page_of(Item.objects.all(), by=["-due"], size=2).next_after
    assert len(page_of(Item.objects.all(), by=["due"], after=other).rows) == 5


def test_a_field_that_may_be_empty_orders_nothing(db):
    with pytest.raises(ValueError):
        page_of(Item.objects.all(), by=["due", "at"])
