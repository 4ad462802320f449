"""The same name or number, written otherwise: by another keyboard, script, or by a trick."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people.commands import add_contact_point, oppose
from alongside.casework.people.matching import TELLING, names_in, numbers_in
from alongside.casework.people.opposing import is_opposed

OTHERWISE = [
    "+44 7700 900142",
    "٠٧٧٠٠ ٩٠٠١٤٢",
    "０７７００\u3000９００１４２",
    "07700\u200b900142",
    "\u202d07700 900142\u202c",
    "07700/900142",
    "07700 900142 ext 15",
    "07700 900142 or 07700 900555",
    "07700 900555, 07700 900142",
]


@pytest.mark.parametrize("written", OTHERWISE)
def test_a_number_is_known_however_it_is_written(written):
    assert numbers_in(["07700 900142"]) <= numbers_in([written])


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", "José Ángel Núñez"),
        "NÚÑEZ, José Ángel",
        "Jose Angel Nunez",
        "Jo\u200bsé Án\u00adgel \u202eNúñez",
        "Ｊｏｓé Ángel Núñez",
    ],
)
def test_a_name_is_known_however_it_is_written(written):
    assert names_in(written) == names_in("José Ángel Núñez")


def test_names_that_are_others_stay_others():
    assert names_in("Rana Haddad") != names_in("Rania Haddad")
    assert not numbers_in(["07700 900142"]) & numbers_in(["07700 900143", "8 Mill Lane", ""])


@given(st.text("0123456789", min_size=11, max_size=11), st.lists(st.sampled_from(" -().\u200b")))
def test_what_stands_between_the_digits_changes_nothing(number, between):
    signs = [*between, *[""] * len(number)]
    written = "".join(digit + sign for digit, sign in zip(number, signs, strict=False))
    assert number[-TELLING:] in numbers_in([written])


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("written", OTHERWISE)
def test_what_is_an_opponents_is_refused_however_it_is_written(written, sams_case, ada):
    oppose(sams_case.pk, [("mobile", "07700 900142")], by=ada)
    assert is_opposed("landline", written)
    point = add_contact_point(sams_case.person, kind="mobile", value=written, state="safe", by=ada)
    assert point.state == "unknown"


@pytest.mark.django_db(databases="__all__")
def test_of_an_opponent_with_two_numbers_both_are_refused(sams_case, ada):
    both = [("mobile", "07700 900142 or 07700 900555"), ("email", "Moses@Example.org")]
    oppose(sams_case.pk, both, by=ada)
    assert is_opposed("mobile", "07700 900142") and is_opposed("mobile", "07700 900555")
    assert is_opposed("email", "ｍoses@example.org\u200b")
    assert not is_opposed("mobile", "07700 900143")
