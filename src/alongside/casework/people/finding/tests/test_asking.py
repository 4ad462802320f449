"""One box: whatever is typed is taken for what it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people.finding.asking import read_words
from alongside.foundation.clock import today
from alongside.foundation.lots import draw, in_halves


def telling(words):
    return read_words(words).names.telling


@pytest.mark.parametrize("typed", ["lou.m94@example.org", " Lou.M94@Example.ORG", "lou.m94@exa"])
def test_an_e_mail_address_whole_or_still_being_typed(typed):
    asked = read_words(typed)
    assert asked.mail == typed.strip().lower() and not asked.names.every and not asked.digits
    assert asked.clues.must == (frozenset({"l:lou.m94"}),)


def test_an_e_mail_address_beside_a_name_and_a_number():
    asked = read_words("haddad lou@example.org 900142")
    assert (asked.mail, asked.digits) == ("lou@example.org", "900142")
    assert asked.names.telling == ("haddad",)


@pytest.mark.parametrize("typed", ["K7M 4QTE", "k7m4qte", " K7M-4QTE "])
def test_a_reference_however_it_is_written(typed):
    asked = read_words(typed)
    assert asked.reference == "K7M4QTE" and not asked.names.every and not asked.clues.any_of


def test_a_reference_without_digits_may_be_a_name():
    asked = read_words("Ann Marc")
    assert asked.reference == "ANNMARC" and asked.names.telling == ("ann", "marc")


def test_a_reference_beside_names_that_look_like_one():
    asked = read_words("Ann Marc K7M 4QTE")
    assert asked.reference == "K7M4QTE" and asked.names.telling == ("ann", "marc")


def test_seven_digits_may_be_a_reference_or_a_number():
    asked = read_words("979 4433")
    assert (asked.reference, asked.digits) == ("9794433", "9794433")


def test_every_reference_that_is_drawn_is_read():
    for _ in range(300):
        drawn = draw(7)
        assert read_words(in_halves(drawn)).reference == drawn


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        *[("haddad 0123", "0123"), ("07700 900123", "07700900123"), ("900-123 samira", "900123")],
        *[("+44 (0)7700/900123", "4407700900123"), ("٠١٢٣ haddad", "0123")],
    ],
)
def test_a_number_or_its_end(typed, end):
    asked = read_words(typed)
    assert asked.digits == end
    assert asked.clues.must == (frozenset({f"t{min(len(end), 7)}:{end[-7:]}"}),)


@pytest.mark.parametrize(
    "typed",
    [
        *["3/4/1985", "03.04.1985", "3-4-85", "1985-04-03", "3 April 1985", "3rd of April 1985"],
        *["April 3, 1985", "3 apr 1985", "3 de abril de 1985", "samira 3/4/1985 haddad"],
    ],
)
def test_a_birth_date_in_the_order_of_the_pack(typed):
    assert read_words(typed).born == date(1985, 4, 3)


def test_day_and_month_may_have_been_swapped():
    asked = read_words("haddad 3/4/1985")
    assert asked.swapped == date(1985, 3, 4)
    assert asked.clues.must == (frozenset({"d:1985-04-03", "d:1985-03-04"}),)
    assert read_words("13/4/1985").swapped is None
    assert read_words("4/13/1985").born == date(1985, 4, 13)
    assert read_words("4/4/1985").swapped is None


def test_eight_digits_are_a_date_or_the_end_of_a_number():
    asked = read_words("03041985")
    assert asked.clues.must == (frozenset({"t7:3041985", "d:1985-04-03", "d:1985-03-04"}),)


def test_no_day_of_the_future_or_of_another_century_is_a_birth_date():
    assert read_words("3/4/2985").born is None
    assert read_words("3/4/1585").born is None


def test_a_year_speaks_for_somebody_and_shuts_nobody_out():
    asked = read_words("haddad 1985")
    assert asked.year == 1985 and asked.clues.must == ()
    assert "t4:1985" in asked.clues.any_of
    assert read_words("haddad 1234").year is None
    assert len(read_words("haddad 3/4/1985 1990").clues.must) == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("SW1A 1AA haddad", "sw1a1aa"),
        ("haddad n1 9gu", "n19gu"),
        ("1012 AB", "1012ab"),
        ("K1A 0B1", "k1a0b1"),
        ("00-950", "00950"),
    ],
)
def test_a_postcode_speaks_for_somebody_who_may_have_moved(typed, written):
    asked = read_words(typed)
    assert asked.postcode == written and asked.clues.must == ()
    assert f"c:{written}" in asked.clues.any_of


def test_five_digits_are_a_postcode_or_the_end_of_a_number():
    assert read_words("28013").clues.must == (frozenset({"c:28013", "t5:28013"}),)


def test_the_rest_are_names_in_any_order():
    assert telling("Haddad, Samira 07700 900123 3/4/1985") == ("haddad", "samira")


@pytest.mark.parametrize("typed", ["", "  ", "-", "'", "12", "?!"])
def test_what_says_nothing_asks_for_nobody(typed):
    asked = read_words(typed)
    assert not asked and not asked.clues.any_of


@given(st.text(max_size=250))
def test_whatever_is_typed_is_read_and_never_says_itself(typed):
    asked = read_words(typed)
    for tokens in asked.clues.must:
        assert tokens and tokens <= asked.clues.any_of
    assert bool(asked) >= bool(asked.clues.any_of)
    assert repr(asked).startswith("<") or "Asked object" in repr(asked)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
def test_every_birth_date_is_read_back(born):
    if born <= today():
        asked = read_words(f"haddad {born.day}/{born.month}/{born.year}")
        assert asked.born == born and asked.names.telling == ("haddad",)
        assert f"d:{born.isoformat()}" in asked.clues.must[0]
