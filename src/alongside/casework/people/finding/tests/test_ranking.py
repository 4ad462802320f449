"""Who comes first, and what is said about why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.cards import FoundBy
from alongside.casework.people.finding.ranking import WHY, Ranker, in_words

SAMIRA = FoundBy(
    "Sam",
    "Samira Aisha",
    "Haddad-Khan",
    ("Samira Quillfeather",),
    date(1985, 4, 3),
    ("07700900123",),
    "SW1A 1AA",
)


def rank(words, traits=SAMIRA):
    return Ranker(read_words(words)).rank(traits.card())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *[("samira haddad-khan", ["name"]), ("Haddad Khan, Samira", ["name"])],
        *[("sammira hadad", ["similar_name"]), ("sam", ["name"])],
        *[("quillfeather", ["another_name"]), ("900123", ["number"])],
        *[("3/4/1985", ["born"]), ("4/3/1985", ["born_swapped"]), ("sw1a1aa", ["postcode"])],
        *[("samira 0123", ["name", "number"]), ("khan 3 April 1985", ["name", "born"])],
    ],
)
def test_it_says_in_what_she_is_alike(typed, why):
    score, said = rank(typed)
    assert [*said] == why and score > 0
    assert all(in_words(said))


def test_an_e_mail_address_has_to_match_from_its_beginning():
    lou = FoundBy("Lou", mails=("lou.m94@example.org",))
    assert rank("lou.m94@exam", lou)[1] == ("mail",)
    assert rank("lou lou.m94@example.org", lou)[1] == ("name", "mail")
    assert rank("lou lou.m94@elsewhere.org", lou) == (0.0, ())


@pytest.mark.parametrize("typed", ["robert castle", "aaaaaaa", "9999", "4/4/1985", "", "K7M 4QTE"])
def test_somebody_else_is_not_shown(typed):
    assert rank(typed) == (0.0, ())


def test_the_nearer_name_comes_first():
    near, far = FoundBy("", "Samira", "Haddad"), FoundBy("", "Samir", "Hadad")
    assert rank("samira haddad", near) > rank("samira haddad", far) > (0.0, ())


def test_a_namesake_in_full_comes_before_one_with_more_names():
    assert rank("samira haddad", FoundBy("", "Samira", "Haddad")) > rank("samira haddad")


def test_a_short_name_counts_nearly_as_the_full_one():
    liz = rank("liz castle", FoundBy("", "Elizabeth", "Castle"))
    assert rank("lix castle", FoundBy("", "Elizabeth", "Castle")) < liz
    assert liz < rank("elizabeth castle", FoundBy("", "Elizabeth", "Castle"))


def test_a_year_decides_between_namesakes():
    older, younger = (FoundBy("", "Samira", "Haddad", born=date(y, 1, 1)) for y in (1950, 1985))
    assert rank("samira haddad 1985", younger) > rank("samira haddad 1985", older) > (0.0, ())


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_words_rank_against_any_names(typed, given_names, family_name):
    score, why = rank(typed, FoundBy("", given_names, family_name))
    assert 0 <= score < 3 and set(why) <= set(WHY) and bool(why) == (score > 0)


def test_no_name_from_before_is_shown():
    card = SAMIRA.card()
    assert "quillfeather" not in str({**card, "others": ""}).lower()
    assert "Quillfeather" not in repr(SAMIRA)
