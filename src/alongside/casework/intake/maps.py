"""A map says which column of a feed means what; what does not fit is told with file and line."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from alongside.casework.intake.arrivals import Arrival
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import choices
from alongside.foundation.packs.nodes import entries, parts, read, refuse, text

PERSON = ("known_as", "given_names", "family_name", "pronouns", "languages", "address", "postcode")
REFERRAL = ("sender", "happened", "safety_word")
CODED = {
    "source": "referral_source",
    "danger": "danger",
    "crime": "crime",
    "address_class": "address_class",
}
DAYS = ("birth_date", "crime_on")
POINTS = {"phone": "mobile", "landline": "landline", "email": "email"}
FIELDS = (*PERSON, *REFERRAL, *CODED, *DAYS, *POINTS)
SOMEBODY = ("known_as", "given_names", "family_name", "happened", *POINTS)
COLUMN = re.compile(r"\{([^{}]+)\}")
EARLIEST = 1890


class Rejected(Exception):
    """This row is given back; the message says why."""


@dataclass(frozen=True)
class ReferralMap:
    """`fields` are patterns such as `{street} {town}`; `codes` turn a feed's words into ours."""

    feed: str
    reference: str
    dates: str
    fields: dict[str, str]
    codes: dict[str, dict[str, str]]

    def columns(self) -> set[str]:
        """Every column the map speaks of."""
        patterns = [self.reference, *self.fields.values()]
        return {name for pattern in patterns for name in COLUMN.findall(pattern)}

    def reference_of(self, row: dict[str, str]) -> str:
        """What makes this row the same referral when it comes again; raises Rejected."""
        if "" in row:
            raise Rejected("more cells than columns")
        reference = _filled(self.reference, row)
        if not reference:
            raise Rejected("no reference")
        return reference

    def arrival(self, row: dict[str, str]) -> Arrival:
        """The row as a referral; raises Rejected with a reason that quotes nothing."""
        told = {name: _filled(pattern, row) for name, pattern in self.fields.items()}
        if not any(told.get(name) for name in SOMEBODY):
            raise Rejected("nothing about a person")
        person = {name: told[name] for name in PERSON if told.get(name)}
        referral = {name: told[name] for name in REFERRAL if told.get(name)}
        coded = {name: self._code(name, told[name]) for name in CODED if told.get(name)}
        if "address_class" in coded:
            person["address_class"] = coded.pop("address_class")
        if born := self._day("birth_date", told):
            person["birth_date"] = born
        if happened := self._day("crime_on", told):
            referral["crime_on"] = happened
        points = [{"kind": POINTS[n], "value": told[n]} for n in POINTS if told.get(n)]
        return Arrival(person, points, referral | coded)

    def _code(self, name, word):
        code = self.codes.get(name, {}).get(word, word)
        if code not in dict(choices(CODED[name])):
            raise Rejected(f"a word for `{name}` that the map does not know")
        return code

    def _day(self, name, told):
        if not (typed := told.get(name)):
            return None
        try:
            day = datetime.strptime(typed, self.dates).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise Rejected(f"`{name}` is not a day") from None
        if not date(EARLIEST, 1, 1) <= day <= today():
            raise Rejected(f"`{name}` cannot be right")
        return day


def read_map(path: Path) -> ReferralMap:
    """Raises PackError with file and line."""
    page = parts(read(path), ["feed", "reference", "fields"], ["dates", "codes"])
    fields = {}
    for name, node in entries(page["fields"]).items():
        if name not in FIELDS:
            refuse(node, f"`{name}` is not a field, only: {', '.join(FIELDS)}")
        fields[name] = text(node)
    if "source" not in fields:
        refuse(page["fields"], "`source` is missing: say how these referrals come to us")
    codes = {
        name: {key.value: text(value) for key, value in node.value}
        for name, node in (entries(page["codes"]) if "codes" in page else {}).items()
    }
    dates = text(page["dates"]) if "dates" in page else "%Y-%m-%d"
    return ReferralMap(text(page["feed"]), text(page["reference"]), dates, fields, codes)


def _filled(pattern, row):
    """The pattern with the row's cells in it; what stands between two empty cells goes too."""
    if not COLUMN.search(pattern):
        return pattern
    if not any(row.get(name) for name in COLUMN.findall(pattern)):
        return ""
    filled = COLUMN.sub(lambda match: row.get(match[1], ""), pattern)
    return re.sub(r"\s*,(\s*,)+", ",", re.sub(r"[ \t]+", " ", filled)).strip(" ,")
