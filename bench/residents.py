"""Everybody in the houses of the benchmark, by number: the same one each time, in every house.

Seven of ten bear American names as often as the census of 1990 counted them (public domain): of the
commonest surname is one person in a hundred. The others have surnames that few share, or come from
the origins on which the search was tried, five of them in letters of their own."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from uuid import UUID

from alongside.casework.people.finding.cards import FoundBy
from alongside.casework.people.finding.tests.population import ORIGINS

NAMES = Path(__file__).parent / "names"
CENSUS, RARE = 0.7, 0.85  # shares, the second one on top of the first
TWO_GIVEN = 0.35
FIRST_BORN, DAYS = date(1940, 1, 1), 25_000
AT_RANDOM = 1_000  # people whose ids were drawn as the product draws them; the others' are in order
LETTERS = "ABCDEFGHJKLNPRSTUWY"


@dataclass(frozen=True)
class Resident:
    """Somebody invented. No two differ in nothing, and many share a name."""

    number: int
    given: str
    family: str
    born: date
    mobile: str
    postcode: str

    @property
    def pk(self) -> UUID:
        """The id of her row. Those beyond the first thousand lie in the order they came, which
        builds a million in minutes; everybody who is asked about much is among the first."""
        bits = Random(f"id {self.number}").getrandbits(128)  # noqa: S311 - the same house each time
        if self.number < AT_RANDOM:
            return UUID(int=bits, version=4)
        return UUID(int=(self.number << 96) | (bits >> 32))

    @property
    def known_as(self) -> str:
        return self.given.split()[0]

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def first_and_last(self) -> str:
        return f"{self.known_as} {self.family}"

    @property
    def traits(self) -> FoundBy:
        """By what the product finds her."""
        return FoundBy(
            known_as=self.known_as,
            given_names=self.given,
            family_name=self.family,
            born=self.born,
            numbers=(self.mobile.replace(" ", ""),),
            postcode=self.postcode,
        )


def resident(number: int) -> Resident:
    """By her number, from zero."""
    lot = Random(number)  # noqa: S311 - the same house each time
    given, family = _names(lot)
    digits = f"{lot.randrange(10**9):09}"
    area = "".join(lot.choices(LETTERS, k=2)) + str(lot.randrange(1, 30))
    return Resident(
        number,
        given,
        family,
        FIRST_BORN + timedelta(days=lot.randrange(DAYS)),
        f"07{digits[:3]} {digits[3:]}",
        f"{area} {lot.randrange(10)}{''.join(lot.choices(LETTERS, k=2))}",
    )


def number_of(pk: UUID) -> int:
    """Whose row has this id."""
    return _among_the_first().get(pk, pk.int >> 96)


@cache
def _among_the_first():
    return {resident(number).pk: number for number in range(AT_RANDOM)}


def _names(lot):
    share, two = lot.random(), lot.random() < TWO_GIVEN
    if share >= RARE:
        return _of_an_origin(lot, two)
    given = _drawn("women" if lot.random() < 0.6 else "men", lot, 2 if two else 1)
    one, other = _drawn("surnames", lot, 2)
    family = one if share < CENSUS else one[: -(-len(one) // 2)] + other[len(other) // 2 :]
    return " ".join(given), family


def _of_an_origin(lot, two):
    given, family = (words.split() for words in ORIGINS[lot.choice(list(ORIGINS))])
    names = lot.sample(given, 2 if two else 1)
    return " ".join(names), lot.choice(family).replace("_", " ").replace("|", " ")


def _drawn(which, lot, how_many):
    names, often = _list_of(which)
    return lot.choices(names, cum_weights=often, k=how_many)


@cache
def _list_of(which):
    """Each line: how often among a hundred thousand, and the names that are as often as that."""
    names, often = [], []
    for line in (NAMES / f"{which}.txt").read_text().splitlines():
        weight, *some = line.split()
        names += some
        often += [int(weight)] * len(some)
    return names, list(accumulate(often))
