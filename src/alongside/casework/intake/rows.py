"""A row of a feed, read as a referral by the map of that feed."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.intake.arrivals import Arrival, can_be_right
from alongside.casework.intake.forms import ReferralForm
from alongside.casework.intake.reasons import Rejected
from alongside.foundation.imports.days import ISO, ORDERS, YMD, TwoDigitYear, day_in
from alongside.foundation.imports.tables import Row

NAMES = ("known_as", "given_names", "family_name", "birth_date", "pronouns", "languages")
OF_PERSON = (*NAMES, "address", "postcode", "address_class")
DAYS = ("birth_date", "crime_on")
POINTS = {"phone": "mobile", "landline": "landline", "email": "email"}
SOMEBODY = ("known_as", "given_names", "family_name", "happened", *POINTS)
COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class ReferralMap:
    """`fields` are patterns such as `{street} {town}`; `codes` turn a feed's words into ours;
    `ours` are the codes and programmes we know; `dates` may differ from field to field."""

    feed: str
    reference: str
    dates: str | dict[str, str]
    fields: dict[str, str]
    codes: dict[str, dict[str, str]]
    ours: dict[str, dict[str, Any]]

    def columns(self) -> set[str]:
        """Every column the map speaks of."""
        patterns = [self.reference, *self.fields.values()]
        return {name for pattern in patterns for name in COLUMN.findall(pattern)}

    def reference_of(self, row: Row) -> str:
        """What makes this row the same referral when it comes again; raises Rejected."""
        if row.surplus:
            raise Rejected("surplus")
        reference = filled(self.reference, row)
        if not reference:
            raise Rejected("no_reference")
        return reference

    def arrival(self, row: Row) -> Arrival:
        """The row as a referral; raises Rejected."""
        told = {name: value for name in self.fields if (value := self._told(name, row))}
        if not any(name in told and COLUMN.search(self.fields[name]) for name in SOMEBODY):
            raise Rejected("nobody")
        if "source" not in told:
            raise Rejected("no_source")
        points = [
            {"kind": POINTS[name], "value": told.pop(name)} for name in POINTS if name in told
        ]
        person = {name: told.pop(name) for name in OF_PERSON if name in told}
        return Arrival(person, points, told)

    def _told(self, name, row):
        words = filled(self.fields[name], row)
        words = self.codes.get(name, {}).get(words, words)
        if not words:
            return None
        if name in self.ours:
            return self._our_code(name, words)
        if name in DAYS:
            return self._day(name, words)
        if len(words) > LONGEST.get(name, len(words)):
            raise Rejected("too_long", name)
        return words

    def _our_code(self, name, words):
        if words not in self.ours[name]:
            raise Rejected("unknown_word", name)
        return self.ours[name][words]

    def _day(self, name, words):
        form = self.dates if isinstance(self.dates, str) else self.dates.get(name, YMD)
        try:
            day = day_of(words, form)
        except TwoDigitYear:
            raise Rejected("two_digits", name) from None
        except ValueError:
            raise Rejected("not_a_day", name) from None
        if not can_be_right(day):
            raise Rejected("cannot_be", name)
        return day


def day_of(words: str, form: str) -> date:
    """Raises ValueError. `form` is an order, such as dmy, or how exactly a day is written; a day
    that a spreadsheet wrote cannot be misread. Where digits run together a missing one is not
    guessed: 1915111 may be two days."""
    if form in ORDERS:
        return day_in(words, form)
    if ISO.fullmatch(words):
        return day_in(words, YMD)
    day = datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
    if words.isdigit() and day.strftime(form) != words:
        raise ValueError
    return day


def filled(pattern: str, row: Row) -> str:
    """One cell as it is, or several as the pattern joins them; what would stand between empty
    cells goes with them."""
    names = COLUMN.findall(pattern)
    if not names:
        return pattern
    if pattern == f"{{{names[0]}}}":
        return row.named[names[0]]
    if not any(row.named[name] for name in names):
        return ""
    words = COLUMN.sub(lambda found: row.named[found[1]], pattern)
    return re.sub(r"\s*,(\s*,)+", ",", re.sub(r"[ \t]+", " ", words)).strip(" ,")


def _as_long_as_the_form_takes():
    asked = {**ReferralForm.base_fields, "landline": ReferralForm.base_fields["phone"]}
    limits = {name: getattr(field, "max_length", None) for name, field in asked.items()}
    return {name: limit for name, limit in limits.items() if limit}


LONGEST = _as_long_as_the_form_takes()
