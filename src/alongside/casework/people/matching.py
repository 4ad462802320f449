"""Whether somebody who comes in may be somebody behind a wall, or a member of staff.

Opened in memory and compared there; of numbers only keyed digests are stored. Too
many matches are safe, too few are not; a second person sorts them out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Model

from alongside.casework.people.models import Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.reading import if_readable, words_if_readable

TELLING = 7  # the last digits of a number that tell it apart, however it is written
ASCII_WORD = re.compile("[a-z]+")
ONE_NUMBER = re.compile(r"[\d ().+-]+")  # in a line that may hold several


@dataclass(frozen=True)
class Traits:
    """What of a person can be compared: her names in any order, her numbers, her birth date."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    born: date | None = None
    other_names: frozenset[frozenset[str]] = frozenset()

    def may_be(self, other: "Traits") -> bool:
        """One number in common; or one whole name, also an earlier one or as it is spelt
        elsewhere, and no birth date that speaks against it."""
        if self.numbers & other.numbers:
            return True
        apart = self.born and other.born and self.born != other.born
        return not apart and bool(self.every_name & other.every_name)

    @property
    def every_name(self) -> set[frozenset[str]]:
        """Those that are more than one word: a first name alone tells nobody apart."""
        return {names for names in (self.names, *self.other_names) if len(names) > 1}


@dataclass
class Lookout:
    """Everybody behind a wall and everybody on staff, read once for one referral or a batch."""

    walled: list[tuple[Traits, User]] = field(default_factory=list)
    staff: list[tuple[frozenset[str], User]] = field(default_factory=list)

    def walled_from(self, traits: Traits) -> set[User]:
        """For whom this may be somebody who is not here."""
        return {user for known, user in self.walled if traits.may_be(known)}

    def namesakes(self, traits: Traits) -> set[User]:
        """Staff of the same full name: perhaps it is about them."""
        return {user for names, user in self.staff if names in traits.every_name}


def look_out() -> Lookout:
    """As things stand now, in a few statements."""
    walls = Wall.objects.standing().select_related("user")
    people = Person.objects.filter(pk__in=walls.people()).prefetch_related("contact_points")
    traits: dict[UUID, list[Traits]] = {}
    leads = {person.pk: person.lead_id or person.pk for person in people}
    for person in people:  # whoever is walled at one record of somebody is at all of them
        traits.setdefault(leads[person.pk], []).append(traits_of(person))
    walled = [(each, wall.user) for wall in walls for each in traits[leads[wall.person_id]]]
    staff = [(names_in(user.name), user) for user in User.objects.who_may_sign_in()]
    return Lookout(walled, staff)


def traits_of(person: Person) -> Traits:
    """Of somebody in the file; what was erased or damaged compares with nobody."""
    values = [words_if_readable(point, "value") for point in person.contact_points.all()]
    names = " ".join(words_if_readable(person, each) for each in ("given_names", "family_name"))
    others = "\n".join(
        words_if_readable(person, each) for each in ("known_as", "previous_names", "spellings")
    )
    other_names = frozenset(names_in(line) for line in others.splitlines() if line.strip())
    born = if_readable(person, "birth_date")
    return Traits(names_in(names), numbers_in(values), born, other_names)


def traits_of_party(party: Model) -> Traits:
    """Of a suspect, or of whoever else a person is not safe from."""
    return Traits(
        names_in(words_if_readable(party, "name")), numbers_in([words_if_readable(party, "phone")])
    )


def names_in(words: str) -> frozenset[str]:
    """Names without case, accents and order, whichever way a machine writes their letters."""
    return frozenset(words_in(words))


def words_in(words: str) -> tuple[str, ...]:
    """The same in the order in which they are written."""
    if words.isascii():
        return tuple(ASCII_WORD.findall(words.lower()))
    apart = unicodedata.normalize("NFKD", plain(words))
    letters = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    return tuple(re.findall(r"[^\W\d_]+", letters.replace("ı", "i")))


def numbers_in(values: Iterable[str]) -> frozenset[str]:
    """The telling end of each number that is long enough to tell."""
    return frozenset(end for value in values for end in ends_of_numbers(value))


def ends_of_numbers(value: str) -> set[str]:
    """Of all its digits, and of each number where it holds several or an extension."""
    written = plain(value)
    runs = (re.sub(r"\D", "", run) for run in (written, *ONE_NUMBER.findall(written)))
    return {run[-TELLING:] for run in runs if len(run) >= TELLING}


def plain(words: str) -> str:
    """Without case and signs that nobody sees, and with digits of any script as 0 to 9: what
    looks the same compares as the same."""
    if words.isascii():
        return words.lower()
    seen = (
        sign for sign in unicodedata.normalize("NFKC", words) if unicodedata.category(sign) != "Cf"
    )
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in seen).casefold()
