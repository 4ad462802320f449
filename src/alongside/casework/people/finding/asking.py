"""What somebody typed into the one box, taken apart: a reference, a number, a day, names."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from alongside.casework.people.finding.letters import Parts, parts_of
from alongside.casework.people.finding.tokens import (
    MOST_PARTS,
    SHORTEST,
    bare_postcode,
    token_of_beginning,
    token_of_birth,
    token_of_end,
    token_of_mailbox,
    token_of_postcode,
    tokens_of_several,
    tokens_of_word,
)
from alongside.casework.people.matching import plain
from alongside.foundation.clock import today
from alongside.foundation.lots import READABLE
from alongside.foundation.ui.days import read_day
from alongside.foundation.vault.index.nearest.reading import Clues, Word

LONGEST_ASKED = 200  # signs; what is pasted in by mistake is not taken apart
OLDEST = 1900
_ONE = f"[{READABLE.lower()}]"
REFERENCE = re.compile(rf"(?<!\w)({_ONE}{{3}})[ -]?({_ONE}{{4}})(?!\w)")
DAY = re.compile(
    r"(?<![\w./-])(?:\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th|º)?\.?[ /-]*(?:of |de )?[^\W\d_]{3,}\.?,?[ /-]*(?:de |del )?\d{4}"
    r"|[^\W\d_]{3,}\.?[ /-]*\d{1,2}(?:st|nd|rd|th)?,?[ /-]+\d{4})(?![\w/-])"
)
TWO_NUMBERS_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})")
EIGHT_DIGITS = re.compile(r"(?<![\w+])(\d{2})(\d{2})(\d{4})(?!\w)")
POSTCODE = re.compile(
    r"(?<!\w)(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"  # SW1A 1AA
    r"|[a-z]\d[a-z] ?\d[a-z]\d"  # K1A 0B1
    r"|[a-z]\d[\dw] ?[a-z\d]{4}"  # D02 AF30
    r"|\d{4} ?[a-z]{2}"  # 1012 AB
    r"|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{4})(?![\w-])"  # 00-950, 1000-260, 10001-1234
)
MAIL = re.compile(r"(?<!\S)[^\s@,;:<>()]+@[^\s@,;:<>()]*")  # whole, or still being typed
FIVE = 5  # digits alone are a postcode in many places, and may be the end of a number
NUMBER = re.compile(r"(?<!\w)[+(]?\d(?:[\d ()./+-]*\d)?(?!\w)")


@dataclass(frozen=True, repr=False)
class Asked:
    """What is looked for. Nothing of it may be logged, so it does not say itself."""

    names: Parts = Parts()
    reference: str = ""  # as drawn, without its space; may be a name all the same
    born: date | None = None
    swapped: date | None = None  # the same day with day and month the other way round
    digits: str = ""  # a number or its end
    mail: str = ""  # an e-mail address, from its beginning on
    postcode: str = ""
    year: int | None = None
    _either: tuple[frozenset[str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        told = (self.names.every, self.reference, self.digits, self.born, self.postcode, self.mail)
        return any(told)

    @property
    def either_place_or_number(self) -> bool:
        """Five digits: a postcode, or the end of a number."""
        return bool(self.digits) and self.digits == self.postcode

    @property
    def place_alone(self) -> bool:
        """A postcode and nothing beside it."""
        return bool(self.postcode) and not (
            self.names.every or self.digits or self.born or self.mail
        )

    @property
    def clues(self) -> Clues:
        """For the index: what has to be so, and what speaks for somebody."""
        speaks = set(tokens_of_several(self.names))
        if self.postcode:
            speaks.add(token_of_postcode(self.postcode))
        if self.digits:
            speaks.add(token_of_end(self.digits))
        return Clues(frozenset(speaks.union(*self._either)), self._either, tuple(self._words()))

    def _words(self):
        """Each as it was typed, and all that speaks for it; the last may be still being typed."""
        telling = self.names.telling[:MOST_PARTS]
        for word in telling:
            near = frozenset(tokens_of_word(word)) - {f"x:{word}"}
            begins = token_of_beginning(word) if word == telling[-1] else None
            yield Word(f"x:{word}", near, frozenset([begins] if begins else []))


def read_words(words: str) -> Asked:
    """From one box, in any order: `Haddad 0123`, `K7M 4QTE`, `samira 3/4/1985`, `SW1A 1AA`."""
    rest, asked = plain(words)[:LONGEST_ASKED], Asked()
    readers: tuple[Callable[[str, Asked], tuple[str, Asked]], ...]
    readers = (_mail, _reference, _birth, _postcode, _number)
    for reader in readers:
        rest, asked = reader(rest, asked)
    return replace(asked, names=parts_of(rest))


def _mail(rest, asked):
    found = MAIL.search(rest)
    if not found:
        return rest, asked
    tokens = frozenset([token_of_mailbox(found[0])])
    return _without(rest, found), replace(asked, mail=found[0], _either=(*asked._either, tokens))


def _reference(rest, asked):
    """One with letters and digits is nothing else; of letters or of digits alone it may be a name
    or a number all the same."""
    like_one = [(found, found[1] + found[2]) for found in REFERENCE.finditer(rest)]
    for found, drawn in like_one:
        if not drawn.isalpha() and not drawn.isdigit():
            return _without(rest, found), replace(asked, reference=drawn.upper())
    return rest, replace(asked, reference=like_one[0][1].upper()) if like_one else asked


def _without(rest, found):
    return f"{rest[: found.start()]} {rest[found.end() :]}"


def _birth(rest, asked):
    for found in DAY.finditer(rest):
        day, swapped = _days_in(found[0])
        if day or swapped:
            born = {"born": day or swapped, "swapped": swapped if day else None}
            tokens = frozenset(token_of_birth(each) for each in (day, swapped) if each)
            return _without(rest, found), replace(asked, **born, _either=(*asked._either, tokens))
    return rest, asked


def _days_in(written):
    """As the pack orders day and month, and the other way round."""
    day = _past_day(written)
    numbers = TWO_NUMBERS_FIRST.fullmatch(written)
    turned = numbers and f"{numbers[2]}/{numbers[1]}/{numbers[3]}"
    swapped = _past_day(turned) if turned else None
    return day, swapped if swapped != day else None


def _past_day(written):
    with suppress(ValueError, OverflowError):
        day = read_day(written, past=True)
        if day.year >= OLDEST and day <= today():
            return day
    return None


def _postcode(rest, asked):
    found = POSTCODE.search(rest)
    if not found:
        return rest, asked
    return _without(rest, found), replace(asked, postcode=bare_postcode(found[0]))


def _number(rest, asked):
    for found in NUMBER.finditer(rest):
        digits = re.sub(r"\D", "", found[0])
        if len(digits) < SHORTEST:
            continue
        tokens = {token_of_end(digits)}
        asked = replace(asked, digits=digits)
        if len(digits) == FIVE and not asked.postcode:
            asked = replace(asked, postcode=digits)
            tokens.add(token_of_postcode(digits))
        if len(digits) == SHORTEST and OLDEST <= int(digits) <= today().year:
            return _without(rest, found), replace(asked, year=int(digits))
        if born := _eight_digits(digits):
            asked = replace(asked, born=born[0], swapped=(born[1:] or (None,))[0])
            tokens |= {token_of_birth(each) for each in born}
        asked = replace(asked, _either=(*asked._either, frozenset(tokens)))
        return _without(rest, found), asked
    return rest, asked


def _eight_digits(digits):
    found = EIGHT_DIGITS.fullmatch(digits)
    return [day for day in _days_in("/".join(found.groups())) if day] if found else []
