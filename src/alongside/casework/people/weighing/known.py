"""What of somebody in the file can be weighed: opened in memory, and folded."""

import re

from alongside.casework.people.finding.letters import NOT_LATIN, latin_of
from alongside.casework.people.finding.tokens import bare_postcode
from alongside.casework.people.matching import numbers_in, plain, words_in
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.levels import Known, Words
from alongside.foundation.vault.reading import if_readable, words_if_readable

SHARED_BY_MANY = "professional"  # a number of an office says nothing about one person
WITHHELD = "withheld"
MAIL = "email"


def known_of(person: Person) -> Known:
    """What was erased or damaged is as if it were not told, and so is a place she withholds."""
    given, family = (
        name_in(words_if_readable(person, name)) for name in ("given_names", "family_name")
    )
    others = [
        words_if_readable(person, name) for name in ("known_as", "previous_names", "spellings")
    ]
    if not (given or family):
        given = name_in(others[0])
    mails, numbers = _points(person)
    place = ("", "") if person.address_class == WITHHELD else _place(person)
    return Known(
        given=given,
        family=family,
        others=frozenset(name_in(line) for line in "\n".join(others).splitlines()) - {()},
        born=if_readable(person, "birth_date"),
        numbers=numbers_in(numbers),
        mails=frozenset(plain(mail).strip() for mail in mails),
        address=address_in(place[0]),
        postcode=bare_postcode(place[1]),
    )


def name_in(written: str) -> Words:
    """Its words in the order written, those of other scripts as they are heard in Latin letters."""
    words = words_in(written)
    return tuple(
        piece for word in words for piece in (latin_of(word) if NOT_LATIN.search(word) else [word])
    )


def address_in(written: str) -> Words:
    """Its words and house numbers."""
    return tuple(re.findall(r"\w+", plain(written)))


def _place(person):
    return words_if_readable(person, "address"), words_if_readable(person, "postcode")


def _points(person):
    mails, numbers = [], []
    for point in person.contact_points.all():
        if point.kind != SHARED_BY_MANY and (value := words_if_readable(point, "value")):
            (mails if point.kind == MAIL else numbers).append(value)
    return mails, numbers
