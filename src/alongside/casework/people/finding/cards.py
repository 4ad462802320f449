"""What the index keeps of a person: the tokens she is found by and the card that ranks her."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from alongside.casework.people.finding.letters import parts_of
from alongside.casework.people.finding.tokens import (
    LONGEST,
    bare_postcode,
    digits_of,
    mails_in,
    token_of_birth,
    token_of_postcode,
    tokens_of_beginnings,
    tokens_of_mail,
    tokens_of_name,
    tokens_of_number,
)
from alongside.casework.people.models import BY_PHONE, ContactPoint, Person

SHOWN = ("known_as", "given_names", "family_name")
BY_MAIL = "email"
NEVER_SHOWN = ("previous_names", "spellings")
FOUND_BY = {*SHOWN, *NEVER_SHOWN, "birth_date", "postcode"}


@dataclass(frozen=True, repr=False)
class FoundBy:
    """By what she can be found. `others` are names that match and are never shown."""

    known_as: str = ""
    given_names: str = ""
    family_name: str = ""
    others: tuple[str, ...] = ()
    born: date | None = None
    numbers: tuple[str, ...] = ()
    postcode: str = ""
    mails: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    def tokens(self) -> set[str]:
        """All of them, each once."""
        found: set[str] = set()
        for parts in (*self._shown, *self._others):
            found |= {*tokens_of_name(parts), *tokens_of_beginnings(parts)}
        for digits in self.numbers:
            found |= set(tokens_of_number(digits))
        for mail in self.mails:
            found |= set(tokens_of_mail(mail))
        if self.born:
            found.add(token_of_birth(self.born))
        if bare_postcode(self.postcode):
            found.add(token_of_postcode(self.postcode))
        return found

    @cached_property
    def _others(self):
        return [parts_of(other) for other in self.others]

    @cached_property
    def _shown(self):
        called = f"{self.known_as} {self.family_name}" if self.known_as else ""
        return [parts_of(name) for name in (self.full_name, called) if name]

    def card(self) -> dict[str, Any]:
        """The fields a result is ranked and shown by; what is empty is left out."""
        shown = self._shown
        told = {
            "name": self.known_as or self.full_name,
            "parts": list(dict.fromkeys(part for parts in shown for part in parts.every)),
            "joined": list(dict.fromkeys(part for parts in shown for part in parts.joined)),
            "others": [[*o.every, *o.joined] for o in self._others],
            "born": self.born.isoformat() if self.born else "",
            "numbers": [digits[-LONGEST:] for digits in self.numbers],
            "mails": list(self.mails),
            "postcode": bare_postcode(self.postcode),
        }
        return {name: value for name, value in told.items() if value}


def found_by(person: Person, points: Iterable[ContactPoint] | None = None) -> FoundBy:
    """As she stands in the file now, where her points are not given. Raises KeyGone, or SealBroken,
    where that cannot be read."""
    known = person.contact_points.all() if points is None else points
    points = [point for point in known if point.withdrawn_at is None]
    others = "\n".join(getattr(person, name) or "" for name in NEVER_SHOWN)
    return FoundBy(
        **{name: getattr(person, name) for name in SHOWN},
        others=tuple(line for line in others.splitlines() if line.strip()),
        born=person.birth_date,
        numbers=tuple(dict.fromkeys(digits_of(p.value for p in points if p.kind in BY_PHONE))),
        mails=tuple(dict.fromkeys(mails_in(p.value for p in points if p.kind == BY_MAIL))),
        postcode=person.postcode,
    )
