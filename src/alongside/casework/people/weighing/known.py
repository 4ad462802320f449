"""What of somebody in the file can be weighed: opened in memory, and folded."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Model

from alongside.casework.people.finding.letters import NOT_LATIN, latin_of
from alongside.casework.people.finding.tokens import bare_postcode
from alongside.casework.people.matching import numbers_in, plain, words_in
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.weighing.levels import Known, Words
from alongside.foundation.vault.many.opening import Told, told_by_many
from alongside.foundation.vault.reading import if_readable

SHARED_BY_MANY = "professional"  # a number of an office says nothing about one person
WITHHELD = "withheld"
MAIL = "email"
NAMES = ("given_names", "family_name", "known_as", "previous_names", "spellings")


def known_of(person: Person) -> Known:
    """What was erased or damaged is as if it were not told, and so is a place she withholds."""
    return _known(_Row(person), [_Row(point) for point in person.contact_points.all()])


def known_of_many(people: Collection[UUID]) -> dict[UUID, Known]:
    """The same of many, by id."""
    points: dict[UUID, list[Told]] = defaultdict(list)
    for person, point in told_by_many(ContactPoint, ("value", "kind"), people, by="person"):
        points[person].append(point)
    columns = (*NAMES, "birth_date", "address", "postcode", "address_class")
    return {pk: _known(row, points[pk]) for pk, row in told_by_many(Person, columns, people)}


class _Row:
    """One that was read by itself."""

    def __init__(self, row: Model):
        self.row = row

    def __getitem__(self, name: str) -> Any:
        return if_readable(self.row, name)


def _known(told, points):
    given, family, *others = (told[name] or "" for name in NAMES)
    given, family = name_in(given), name_in(family)
    if not (given or family):
        given = name_in(others[0])
    reached = [(point["kind"], point["value"] or "") for point in points if _is_hers(point)]
    shown = told["address_class"] != WITHHELD
    return Known(
        given=given,
        family=family,
        others=frozenset(name_in(line) for line in "\n".join(others).splitlines()) - {()},
        born=told["birth_date"],
        numbers=numbers_in(value for kind, value in reached if kind != MAIL),
        mails=frozenset(plain(value).strip() for kind, value in reached if value and kind == MAIL),
        address=address_in((shown and told["address"]) or ""),
        postcode=bare_postcode((shown and told["postcode"]) or ""),
    )


def _is_hers(point):
    return point["kind"] != SHARED_BY_MANY


def name_in(written: str) -> Words:
    """Its words in the order written, those of other scripts as they are heard in Latin letters."""
    words = words_in(written)
    return tuple(
        piece for word in words for piece in (latin_of(word) if NOT_LATIN.search(word) else [word])
    )


def address_in(written: str) -> Words:
    """Its words and house numbers."""
    return tuple(re.findall(r"\w+", plain(written)))
