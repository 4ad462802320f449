"""A name compares as it is written and as it is heard, in whatever letters and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people.finding.letters import parts_of
from alongside.casework.people.finding.sounds import full_names_of, sounds_of
from alongside.casework.people.finding.tokens import (
    tokens_of_name,
    tokens_of_number,
    with_one_left_out,
)

NAMES = st.text(st.characters(categories=["L", "M", "Zs", "Pd"]), max_size=40)


def tokens(words):
    return set(tokens_of_name(parts_of(words)))


def meet(one, other):
    """In more than a letter or two."""
    return any(len(token) > 5 for token in tokens(one) & tokens(other))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        *[("محمد", "Mohammed"), ("محمد", "muhamad"), ("حسن", "hassan"), ("حسين", "Hussein")],
        *[("فاطمة", "Fatima"), ("خديجة", "khadija"), ("يوسف", "Yousef"), ("عائشة", "Aisha")],
        *[("زينب", "zainab"), ("أحمد", "ahmed"), ("مريم", "Maryam"), ("نور", "noor")],
        *[("سارة", "Sara"), ("ليلى", "Leila"), ("إبراهيم", "ibrahim"), ("شريف", "Sherif")],
        *[("حداد", "haddad"), ("عبدالله", "Abdullah"), ("عبدالرحمن", "Abdul Rahman")],
        *[("الحسن", "al-Hassan"), ("الحسن", "Hassan"), ("פרץ", "Peretz"), ("שרה", "Sarah")],
        *[("כהן", "Cohen"), ("Наталья", "Natalia"), ("Щербакова", "Shcherbakova")],
        *[("Юлия", "yulia"), ("Сергей", "Sergei"), ("Александр", "Alexander")],
        *[("Евгений", "yevgeny"), ("Шевченко", "Shevchenko"), ("Дмитрий", "dmitri")],
        *[("Хрущёв", "Khrushchev"), ("Γιώργος", "Giorgos"), ("Παπαδόπουλος", "papadopoulos")],
        *[("Ελένη", "Eleni"), ("Χρήστος", "christos"), ("Ευαγγελία", "Evangelia")],
        *[("李娜", "Li Na"), ("王小明", "Wang Xiaoming"), ("王小明", "xiaoming wang")],
        *[("欧阳", "Ouyang"), ("राधा", "Radha"), ("शर्मा", "sharma"), ("प्रिया", "Priya")],
        *[("चौधरी", "Chaudhary"), ("सिंह", "Singh"), ("अंजलि", "anjali"), ("मिश्रा", "Mishra")],
        *[("लक्ष्मी", "Lakshmi"), ("गुप्ता", "gupta"), ("김민수", "Minsu Kim")],
    ],
)
def test_what_is_written_in_other_letters_is_found_as_it_is_heard(written, typed):
    assert tokens(written) & tokens(typed)


@pytest.mark.parametrize("written", ["محمد", "Щербакова", "Γιώργος", "王小明", "राधा", "김민수"])
def test_and_as_it_is_written(written):
    assert f"x:{written.lower().replace('ώ', 'ω').replace('ς', 'σ')}" in tokens(written)


def test_persian_and_arabic_keyboards_write_one_name():
    assert meet("علی کریمی", "علي كريمي")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("García-Lopez", "Garcia Lopez"), ("Lopez Garcia", "García-Lopez")],
        *[("Smith-Jones", "Smithjones"), ("Anna Maria", "Annamaria"), ("O'Brien", "OBrien")],
        *[("O’Brien", "o brien"), ("D'Angelo", "Angelo"), ("van den Berg", "Vandenberg")],
        *[("van den Berg", "Berg"), ("de la Cruz", "delacruz"), ("bin Laden", "binladen")],
        *[("Müller", "Muller"), ("Łukasz", "Lukasz"), ("Đorđe", "Dorde"), ("Weiß", "Weiss")],
        *[
            ("Nguyễn", "Nguyen"),
            ("İbrahim", "Ibrahim"),
            ("IŞIK", "Işık"),
            ("MacDonald", "McDonald"),
        ],
    ],
)
def test_hyphens_particles_and_accents_keep_nobody_apart(one, other):
    assert meet(one, other)


def test_a_name_that_is_elsewhere_a_particle_still_is_a_name():
    assert parts_of("Le").telling == ("le",)
    assert parts_of("Tuấn Lê").particles == ("le",)
    assert "x:le" in tokens("Tuấn Lê") & tokens("Le")


@given(NAMES)
def test_any_words_make_the_same_tokens_each_time_and_in_any_case(words):
    assert tokens(words) == tokens(words.casefold()) or not words.isascii()
    assert all(token[0] in "xpku" and token[1] == ":" and token[2:] for token in tokens(words))


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9), min_size=2, max_size=4)
)
def test_order_decides_nothing_but_what_is_joined(words):
    turned = tokens(" ".join(reversed(words)))
    assert {t for t in tokens(" ".join(words)) if t[0] in "pku"} == {
        t for t in turned if t[0] in "pku"
    }


@given(st.text("abcdefghij", min_size=4, max_size=10), st.data())
def test_two_spellings_one_edit_apart_always_meet(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    kinds = {
        "left out": name[:place] + name[place + 1 :],
        "put in": name[:place] + letter + name[place:],
        "put wrong": name[:place] + letter + name[place + 1 :],
        "swapped": name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    }
    other = kinds[data.draw(st.sampled_from(sorted(kinds)))]
    assert with_one_left_out(name) & with_one_left_out(other)


@given(st.text("0123456789", min_size=4, max_size=15))
def test_every_end_of_a_number_is_among_its_tokens(digits):
    made = set(tokens_of_number(digits))
    ends = {f"t{n}:{digits[-n:]}" for n in range(4, min(7, len(digits)) + 1)}
    assert ends <= made and len(made) == len(ends) + (len(digits) > 7)


def test_short_forms_meet_their_full_name_and_each_other():
    assert full_names_of("liz") & full_names_of("elizabeth")
    assert full_names_of("beth") & full_names_of("liz")
    assert full_names_of("pepe") & full_names_of("jose")
    assert not full_names_of("liz") & full_names_of("robert")
    assert full_names_of("haddad") == frozenset()


def test_what_sounds_alike_has_a_key_in_common():
    for one, other in [("kathryn", "catherine"), ("smith", "schmidt"), ("filip", "philip")]:
        assert sounds_of(one) & sounds_of(other)
