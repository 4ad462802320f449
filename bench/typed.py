"""What is typed about somebody, and who may then be meant by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from alongside.casework.people.finding.tests.population import one_typo, respelt, two_typos
from bench.residents import Resident, resident

Lot = Random


@dataclass(frozen=True)
class Kind:
    """One way of asking. `by_name` where a namesake is as good an answer as she herself."""

    title: str
    words: Callable[[Resident, Lot], str]
    by_name: bool = True
    by_birth: bool = False
    by_number: bool = False

    def is_meant(self, asked: Resident, found: Resident) -> bool:
        """Whether this answer is right: nothing that was typed tells the two apart."""
        if self.by_birth and asked.born != found.born:
            return False
        if self.by_number and asked.mobile[-6:] != found.mobile[-6:]:
            return False
        return not self.by_name or asked.first_and_last == found.first_and_last


def _born(who):
    return who.born.strftime("%d/%m/%Y")


KINDS = (
    Kind("exact name", lambda who, lot: who.first_and_last),
    Kind("one typo", lambda who, lot: one_typo(who.first_and_last, lot)),
    Kind("two typos", lambda who, lot: two_typos(who.first_and_last, lot)),
    Kind("by ear", lambda who, lot: respelt(who.first_and_last, lot)),
    Kind("last six digits", lambda who, lot: who.mobile[-6:], by_name=False, by_number=True),
    Kind("birth date", lambda who, lot: _born(who), by_name=False, by_birth=True),
    Kind(
        "birth date, name with a typo",
        lambda who, lot: f"{one_typo(who.first_and_last, lot)} {_born(who)}",
        by_birth=True,
    ),
)


def typed_about(kind: Kind, people: int) -> Iterator[tuple[Resident, str]]:
    """People by lot, and what is typed about each; the same for everybody who asks."""
    for n in count():
        lot = Random(f"{kind.title} {n}")  # noqa: S311 - the same questions each time
        who = resident(lot.randrange(people))
        yield who, kind.words(who, lot)
