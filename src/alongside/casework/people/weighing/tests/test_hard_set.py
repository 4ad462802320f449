"""A hard set of our own: invented people whom weights alone take for one, or for two.

Each case says who the two are and what has to come out."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.finding.tokens import bare_postcode
from alongside.casework.people.matching import numbers_in
from alongside.casework.people.weighing.known import (
    address_in,
    known_of,
    known_of_many,
    name_in,
)
from alongside.casework.people.weighing.levels import LEVELS, Known, agreement
from alongside.casework.people.weighing.weights import weigh
from alongside.casework.people.weighing.words import said_of
from alongside.foundation.vault.index.sql import stored
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.many.opening import Told
from alongside.foundation.vault.ring import ring

HOME = {"address": "8 Mill Lane, Tadcaster", "postcode": "LS24 9QY", "phone": "07700 900142"}


def a(names, born="", *, address="", postcode="", phone="", mail="", others=()):
    """`Given|Family`, and whatever else is told."""
    given, _, family = names.partition("|")
    return Known(
        given=name_in(given),
        family=name_in(family),
        others=frozenset(name_in(each) for each in others),
        born=date.fromisoformat(born) if born else None,
        numbers=numbers_in([phone] if phone else []),
        mails=frozenset([mail] if mail else []),
        address=address_in(address),
        postcode=bare_postcode(postcode),
    )


SAME, LOOK, DIFFERENT = {"same"}, {"look"}, {"different"}
NEVER_SAME = LOOK | DIFFERENT

CASES = {
    # the same person
    "she comes again, all as before": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Haddad", "1994-03-11", **HOME),
        SAME,
    ),
    "again, and she has moved and has another number": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Haddad", "1994-03-11", postcode="E8 4QJ", phone="07700 900555"),
        SAME,
    ),
    "her family name one letter apart": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Hadad", "1994-03-11", postcode="E8 4QJ"),
        SAME,
    ),
    "names in the other order, as some forms have them": (
        a("Minh Anh|Nguyen", "1989-11-02"),
        a("Nguyen|Minh Anh", "1989-11-02"),
        SAME,
    ),
    "day and month swapped by a foreign form": (
        a("Piotr|Wrona", "1981-04-07", **HOME),
        a("Piotr|Wrona", "1981-07-04", **HOME),
        SAME,
    ),
    "two family names, of which one office asks for one": (
        a("Lucía|García Pardo", "1990-06-30"),
        a("Lucia|García", "1990-06-30"),
        SAME,
    ),
    "a particle written together": (
        a("Els|van den Berg", "1972-09-19"),
        a("Els|Vandenberg", "1972-09-19"),
        SAME,
    ),
    "married, and both family names are on paper now": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Haddad Khoury", "1994-03-11", postcode="E8 4QJ"),
        SAME,
    ),
    "she withholds where she lives, and comes again with another number": (
        a("Samira|Haddad", "1994-03-11", phone=HOME["phone"]),
        a("Samira|Haddad", "1994-03-11", postcode="E8 4QJ", phone="07700 900555"),
        SAME,
    ),
    # to be looked at
    "a birth date with one wrong digit": (
        a("Piotr|Wrona", "1981-04-07", **HOME),
        a("Piotr|Wrona", "1981-04-01", **HOME),
        LOOK,
    ),
    "a birth date of which only the year was known": (
        a("Yusuf|Abdi", "1985-01-01", **HOME),
        a("Yusuf|Abdi", "1985-08-23", **HOME),
        LOOK,
    ),
    "married, with another family name": (
        a("Samira|Haddad", "1994-03-11"),
        a("Samira|Khoury", "1994-03-11"),
        LOOK,
    ),
    "married, and her earlier name is known": (
        a("Samira|Haddad", "1994-03-11", others=["Samira Khoury"]),
        a("Samira|Khoury", "1994-03-11"),
        LOOK,
    ),
    "a new given name, of which the earlier is known": (
        a("Robin|Ash", "1998-05-20", others=["Steven Ash"]),
        a("Steven|Ash", "1998-05-20"),
        LOOK,
    ),
    "a chosen name beside the one on paper": (
        a("Alexandra|Moss", "1991-02-14", others=["Lexi Moss"]),
        a("Lexi|Moss", "1991-02-14"),
        LOOK,
    ),
    "written from another script by two clerks": (
        a("Mohammed|Al-Sayed", "1979-12-09"),
        a("Muhamed|Elsayed", "1979-12-09"),
        LOOK,
    ),
    "Yulia and Julija": (
        a("Yulia|Petrova", "1987-10-03", phone="07700 900333"),
        a("Julija|Petrowa", "1987-10-03", phone="07700 900333"),
        LOOK,
    ),
    "married, with another family name and the number she had": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Khoury", "1994-03-11", postcode="E8 4QJ", phone=HOME["phone"]),
        LOOK,
    ),
    "married, and only the number and the given name are told": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Samira|Khoury", phone=HOME["phone"]),
        LOOK,
    ),
    "in her own script, and as it is heard": (
        a("Юлия|Петрова", "1987-10-03"),
        a("Yulia|Petrova", "1987-10-03"),
        LOOK,
    ),
    "a Chinese name, with the other spelling known": (
        a("王|小明", "1987-10-03", others=["Tony Wang"]),
        a("Tony|Wang", "1987-10-03"),
        LOOK,
    ),
    "only a first name and the number": (
        a("Sam", phone="07700 900142"),
        a("Samira|Haddad", "1994-03-11", **HOME),
        LOOK,
    ),
    "the same names, and nothing else told": (
        a("Samira|Haddad"),
        a("Samira|Haddad", "1994-03-11", **HOME),
        LOOK,
    ),
    "another name, and her number": (
        a("Anna|Smith", phone="07700 900142"),
        a("Samira|Haddad", "1994-03-11", **HOME),
        LOOK,
    ),
    # never the same
    "twins of one household": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Leila|Haddad", "1994-03-11", **HOME),
        LOOK,
    ),
    "twins whose names are one letter apart": (
        a("Amina|Yusuf", "2001-07-15", **HOME),
        a("Amira|Yusuf", "2001-07-15", **HOME),
        LOOK,
    ),
    "twins who share the first of two given names": (
        a("Anna Maria|Kovac", "1999-01-30", **HOME),
        a("Anna Lena|Kovac", "1999-01-30", **HOME),
        LOOK,
    ),
    "twins, one of whom is written with the shared name alone": (
        a("Mohammed Ali|Rahman", "2003-09-09", **HOME),
        a("Mohammed|Rahman", "2003-09-09", **HOME),
        LOOK,
    ),
    "twins written with an initial": (
        a("J|Haddad", "1994-03-11", **HOME),
        a("Jamila|Haddad", "1994-03-11", **HOME),
        LOOK,
    ),
    "twins, of one of whom the birth date is not known": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Leila|Haddad", "", **HOME),
        LOOK,
    ),
    "twins, one of whom has married": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Leila|Khoury", "1994-03-11", postcode="E8 4QJ"),
        DIFFERENT,
    ),
    "twins who both withhold where they live, with one telephone": (
        a("Samira|Haddad", "1994-03-11", phone=HOME["phone"]),
        a("Leila|Haddad", "1994-03-11", phone=HOME["phone"]),
        LOOK,
    ),
    "father and son of one name": (
        a("John|Castle", "1961-05-02", **HOME),
        a("John|Castle", "1988-10-17", **HOME),
        LOOK,
    ),
    "mother and daughter of one name, born on one day of the year, twenty years apart": (
        a("Maria|Lopez", "1971-05-02", **HOME),
        a("Maria|Lopez", "1991-05-02", **HOME),
        LOOK,
    ),
    "mother and daughter of one name, of whom one birth date is not known": (
        a("Maria|Lopez", "1971-05-02", **HOME),
        a("Maria|Lopez", "", **HOME),
        LOOK,
    ),
    "father and son of one name, parted, of whom one withholds his place": (
        a("John|Castle", "1961-05-02"),
        a("John|Castle", "1988-10-17", **HOME),
        DIFFERENT,
    ),
    "father and son of one name, with one telephone and one e-mail address": (
        a("John|Castle", "1961-05-02", phone=HOME["phone"], mail="castle@example.org"),
        a("John|Castle", "1988-10-17", phone=HOME["phone"], mail="castle@example.org"),
        LOOK,
    ),
    "two who were in one refuge and give its number": (
        a("Erin|Doyle", "1996-02-02", phone="020 7946 0999"),
        a("Grace|Adeyemi", "1988-07-01", phone="020 7946 0999"),
        DIFFERENT,
    ),
    "two of one given name in one refuge, with its number": (
        a("Erin|Doyle", "1996-02-02", phone="020 7946 0999"),
        a("Erin|Walsh", "1988-07-01", phone="020 7946 0999"),
        LOOK,
    ),
    "husband and wife with one telephone": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Omar|Haddad", "1990-12-24", **HOME),
        DIFFERENT,
    ),
    "mother and small child with her number": (
        a("Samira|Haddad", "1994-03-11", **HOME),
        a("Noor|Haddad", "2021-06-08", **HOME),
        DIFFERENT,
    ),
    "flatmates with one telephone": (
        a("Erin|Doyle", "1996-02-02", **HOME),
        a("Grace|Adeyemi", "1997-11-21", **HOME),
        DIFFERENT,
    ),
    "neighbours of one family name": (
        a("Samira|Haddad", "1994-03-11", address=HOME["address"], postcode=HOME["postcode"]),
        a("Leila|Haddad", "", address="9 Mill Lane, Tadcaster", postcode=HOME["postcode"]),
        NEVER_SAME,
    ),
    "two of one common name": (
        a("John|Smith", "1961-05-02", postcode="LS24 9QY"),
        a("John|Smith", "1988-10-17", postcode="E8 4QJ"),
        DIFFERENT,
    ),
    "two who were born on one day": (
        a("Erin|Doyle", "1996-02-02"),
        a("Grace|Adeyemi", "1996-02-02"),
        DIFFERENT,
    ),
    "nothing is known of either": (a(""), a(""), DIFFERENT),
}
each = pytest.mark.parametrize("case", CASES)


@each
def test_what_comes_out(case):
    one, two, expected = CASES[case]
    found = weigh(agreement(one, two))
    assert found.band in expected, f"{found.bits:.1f} bits, {said_of(found.agreement)}"
    assert weigh(agreement(two, one)) == found


@each
def test_a_withheld_place_says_nothing(case):
    """As if neither had told where they live; and whoever is never the same is not so then."""
    one, two, expected = (
        replace(each, address=(), postcode="") if isinstance(each, Known) else each
        for each in CASES[case]
    )
    assert "place" not in agreement(one, two)
    if "same" not in expected:
        assert weigh(agreement(one, two)).band != "same"


def person(ada, phone="", **told):
    someone = add_person(**told, by=ada)
    if phone:
        add_contact_point(someone, kind="mobile", value=phone, by=ada)
    found = known_of(someone)
    assert known_of_many([someone.pk]) == {someone.pk: found}
    return found


def test_as_she_stands_in_the_file(ada):
    told = {"given_names": "Samira", "family_name": "Haddad", "birth_date": date(1994, 3, 11)}
    here = person(ada, HOME["phone"], **told, address=HOME["address"], postcode=HOME["postcode"])
    assert here == a("Samira|Haddad", "1994-03-11", **HOME)


def test_a_withheld_address_is_not_even_opened(ada):
    told = {"given_names": "Samira", "address": HOME["address"], "postcode": HOME["postcode"]}
    assert person(ada, **told, address_class="withheld") == a("Samira")
    assert person(ada, **told, address_class="not_asked").postcode == "ls249qy"


def test_of_many_whoever_was_erased_or_damaged_tells_nothing(ada):
    told = {"given_names": "Samira", "family_name": "Haddad", "birth_date": date(1994, 3, 11)}
    here, erased, damaged = (add_person(**told, by=ada) for _ in range(3))
    for someone in (here, erased):
        add_contact_point(someone, kind="mobile", value=HOME["phone"], by=ada)
    destroy_keys_of(erased.pk)
    with connection.cursor() as thief:
        swapped = "UPDATE people_person SET family_name = given_names WHERE id = %s"
        thief.execute(swapped, [stored(damaged.pk)])
    ring.clear()
    found = known_of_many([each.pk for each in (here, erased, damaged)])
    assert found == {
        here.pk: a("Samira|Haddad", "1994-03-11", phone=HOME["phone"]),
        erased.pk: Known(),
        damaged.pk: a("Samira", "1994-03-11"),
    }


def test_a_withheld_address_is_not_opened_among_many_either(ada, monkeypatch):
    told = {"given_names": "Samira", "address": HOME["address"], "postcode": HOME["postcode"]}
    away = add_person(**told, address_class="withheld", by=ada)
    asked, opened = [], Told.__getitem__

    def watched(row, name):
        asked.append(name)
        return opened(row, name)

    monkeypatch.setattr(Told, "__getitem__", watched)
    known_of_many([away.pk])
    assert "given_names" in asked and not {"address", "postcode"} & {*asked}


def test_whoever_has_only_a_chosen_name_is_weighed_by_it(ada):
    assert person(ada, known_as="Lou").given == ("lou",)


def test_the_number_of_an_office_is_nobodys(ada):
    someone = add_person(known_as="Lou", by=ada)
    add_contact_point(someone, kind="professional", value="020 7946 0000", by=ada)
    add_contact_point(someone, kind="email", value="Lou@Example.org ", by=ada)
    found = known_of(someone)
    assert known_of_many([someone.pk]) == {someone.pk: found}
    assert not found.numbers and found.mails == {"lou@example.org"}


def test_it_is_said_in_words():
    one, two = a("Samira|Haddad", "1994-03-11", **HOME), a("Samira|Hadad", "1994-03-11")
    apart = replace(two, postcode="e84qj")
    assert said_of(agreement(one, apart)) == [
        "same birth date",
        "same given names",
        "family name one letter apart",
        "different place",
    ]


def test_whatever_is_found_is_said():
    """But for another number or mailbox: everybody has several."""
    for name, levels in LEVELS.items():
        for level in levels:
            silent = name in ("number", "mail") and level == "different"
            assert len(said_of({name: level})) == (0 if silent else 1), (name, level)


def test_of_another_name_it_is_never_said_which():
    one, two, _expected = CASES["married, and her earlier name is known"]
    assert said_of(agreement(one, two)) == ["another name", "same birth date"]
    one, two, _expected = CASES["a new given name, of which the earlier is known"]
    assert said_of(agreement(one, two)) == ["another name", "same birth date"]


def test_no_number_is_said():
    one, two = a("Sam", **HOME), a("Sam", **HOME)
    said = said_of(agreement(one, two))
    assert "same number" in said and not any(sign.isdigit() for sign in "".join(said))
