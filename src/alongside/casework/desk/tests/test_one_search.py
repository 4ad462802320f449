"""Which words are one search and leave one line, and which are the next."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.desk.search import one_search
from alongside.casework.desk.search.one_search import LASTS, LOOKS, RUNNING, goes_on
from alongside.foundation.clock import now

BOX = "7c1e5a0e-0000-4000-8000-0123456789ab"
LETTERS = st.text("abdehimrs ", min_size=2, max_size=14)
DIGITS = st.text("0123456789", min_size=4, max_size=11)


def lines(*typed, box=BOX):
    session = {}
    return sum(not goes_on(session, box, words) for words in typed)


@pytest.mark.parametrize(
    "typed",
    [
        ("sa", "sami", "samira ha", "samira haddad"),
        ("samira haddad", "samira ha", "samira", "samira had", "samira haddad"),
        ("samira hadad", "samira haddad"),
        ("zamira", "samira"),
        ("zamira", "amira", "samira", "samira h", "samira haddad"),
        ("samria", "samr", "sam", "sami", "samira"),
        ("sam", "samira 07700", "samira 07700 900142", "samira"),
        ("Samira", "samira h"),
        ("0770", "07700900", "07700 900142"),
        ("陈", "陈静"),
        ("sw1", "sw1a 1aa"),
        ("k7m", "k7m 4qte"),
    ],
)
def test_growing_shrinking_and_one_letter_mended_are_one_search(typed):
    assert lines(*typed) == 1


@pytest.mark.parametrize(
    "typed",
    [
        ("samira haddad", "samira hassan"),
        ("samira", "rana"),
        ("sar", "sam"),
        ("07700 900142", "07700 900143"),
        ("07700 900142", "07700 9001", "07700 900143"),
        ("samira 1994", "samira 1995"),
        ("samira 1994", "samire 1995"),
        ("07700 900142", "samira"),
        ("samira", "0770 0900"),
        ("samira haddad", "samira h", "samira hassan"),
        ("ali", "eli"),
        ("samira", "samara", "tamara"),
        ("samira", "samra", "samara", "sabara"),
        ("zsamira", "samira", "amira"),
        ("samira 0770", "samira 0770 x 0900"),
        ("0770x 0900", "0770 x0900"),
        ("077, 0900", "0770, 900"),
    ],
)
def test_other_words_or_another_number_are_another_search(typed):
    assert lines(*typed) == 2


def test_numbers_tried_one_after_the_other_leave_a_line_each():
    assert lines(*(f"0777{n:04}" for n in range(30))) == 30


@pytest.mark.parametrize("digits", ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "⓪①②③④⑤⑥⑦⑧⑨", "٠١٢٣٤٥٦٧٨٩"])
def test_a_number_is_a_number_however_its_digits_are_written(digits):
    written = str.maketrans("0123456789", digits)
    assert lines(*(f"7009{n:05}".translate(written) for n in range(130, 150))) == 20
    assert lines("7009", "7009" + "00142".translate(written), "700900142") == 1


def test_numbers_put_one_behind_the_other_leave_a_line_each():
    several = [f"9001{n}" for n in range(38, 44)]
    growing = ["x ".join(several[:n]) for n in range(1, len(several) + 1)]
    assert lines(*growing) == len(several)


def test_names_tried_one_after_the_other_leave_a_line_each():
    assert lines("mara", "mareen", "maribel", "marta", "mahmoud") == 5


def test_whoever_walks_from_name_to_name_by_single_letters_leaves_a_line_for_every_other():
    assert lines("xamira", "samira", "tamira", "kamira", "kamila", "kamill") == 3


@given(LETTERS, st.lists(st.integers(2, 14), min_size=1, max_size=LOOKS - 1))
def test_whatever_part_of_the_same_words_is_typed(words, lengths):
    assert lines(words, *(words[:length] for length in lengths)) == 1


@given(DIGITS, DIGITS)
def test_of_two_numbers_neither_of_which_begins_the_other_each_has_a_line(one, other):
    alike = one.startswith(other) or other.startswith(one)
    assert lines(one, other) == (1 if alike else 2)


@given(LETTERS | DIGITS, LETTERS | DIGITS)
def test_nothing_of_the_words_is_kept_and_in_another_box_nothing_goes_on(one, other):
    session = {}
    goes_on(session, BOX, one)
    assert not goes_on(session, f"{BOX}2", one) or not one
    again = {}
    goes_on(again, f"{BOX}3", one)
    kept, theirs = session[RUNNING]["typed"], again[RUNNING]["typed"]
    assert not set(kept["starts"] + kept["digits"]) & set(theirs["starts"] + theirs["digits"])


def test_after_two_minutes_or_twenty_answers_it_is_another(monkeypatch):
    assert lines(*["samira"] * (LOOKS + 1)) == 2
    session = {}
    goes_on(session, BOX, "samira")
    later = now() + timedelta(seconds=LASTS)
    monkeypatch.setattr(one_search, "now", lambda: later)
    assert not goes_on(session, BOX, "samira")
