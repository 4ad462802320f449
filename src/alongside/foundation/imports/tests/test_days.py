"""3 April or 4 March: other rows show it, or somebody is asked; nobody guesses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.imports.days import ORDERS, TwoDigitYear, day_in, evidence_of

APRIL = date(2026, 4, 3)
WRITTEN = {
    "dmy": ["03/04/2026", "3.4.2026", "03-04-2026", "03 04 2026", "03042026", "03/04/2026 10:22"],
    "mdy": ["04/03/2026", "4/3/2026", "04032026", "04/03/2026 10:22 PM"],
    "ymd": ["2026/04/03", "2026.4.3", "20260403"],
}
PLAIN = ["2026-04-03", "2026-04-03T10:22:00Z", "3 April 2026", "3rd of April 2026", "3-Apr-2026"]
PLAIN += ["April 3, 2026", "Apr 3 2026", "Fri 3 April 2026", "2026-04-03 00:00:00.000"]
some_day = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("order", ORDERS)
def test_a_day_is_read_in_its_order(order):
    for words in [*WRITTEN[order], *PLAIN]:
        assert day_in(words, order) == APRIL, words


@pytest.mark.parametrize(
    "words", ["", "31/02/2026", "2026", "Sam", "1/2/3/4", "03/04/20261", "x" * 99]
)
def test_what_is_no_day_is_none(words):
    for order in ORDERS:
        with pytest.raises(ValueError):
            day_in(words, order)


@pytest.mark.parametrize("words", ["03/04/26", "3 April 26"])
def test_a_year_of_two_digits_is_of_no_century(words):
    with pytest.raises(TwoDigitYear):
        day_in(words, "dmy")


@pytest.mark.parametrize(
    ("column", "order", "asked"),
    [
        (["03/04/2026"], None, ("dmy", "mdy")),
        (["03/04/2026", "25/04/2026"], "dmy", ()),
        (["03/04/2026", "04/25/2026"], "mdy", ()),
        (["25/04/2026", "04/25/2026"], None, ORDERS),
        (["2026-04-03", "", "3 April 2026"], "dmy", ()),
        (["03/03/2026"], "dmy", ()),
        (["03/04/2026", "31/02/2026", "not known"], None, ("dmy", "mdy")),
    ],
)
def test_the_other_rows_show_the_order_or_it_is_asked(column, order, asked):
    seen = evidence_of(column)
    assert (seen.order, seen.asked) == (order, asked)


@given(st.lists(some_day, min_size=1, max_size=20), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_whenever_an_order_is_taken_unasked_it_is_the_right_one(days, form):
    column = [day.strftime(form) for day in days]
    order = evidence_of(column).order
    if order:
        assert [day_in(words, order) for words in column] == days
    else:
        assert all(day.day <= 12 for day in days)


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_it_is_a_day_or_none(words):
    for order in ORDERS:
        try:
            assert isinstance(day_in(words, order), date)
        except ValueError:
            assert evidence_of([words]).days in (0, 1)
