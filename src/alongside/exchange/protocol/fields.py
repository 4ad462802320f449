"""What a machine may tell: one list, by which what is sent is checked and described."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework.intake.arrivals import can_be_right
from alongside.casework.intake.rows import LONGEST, OF_PERSON, POINTS, SOMEBODY
from alongside.foundation.packs.loader import in_use
from alongside.foundation.ui.forms import LONGEST as LONGEST_WORDS

TEXT, DAY, CODE = "text", "day", "code"
CODES = {"danger": "danger", "crime": "crime", "address_class": "address_class"}
DAYS = ("birth_date", "crime_on")
REFERENCE = "reference"
LONGEST_REFERENCE = 100
DAY_AS_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # not the week that Python reads too


@dataclass(frozen=True)
class Told:
    """One field: its name, its kind, how long it may be, and what it means to the sender."""

    name: str
    kind: str
    means: str
    longest: int = 0
    vocabulary: str = ""

    def schema(self) -> dict[str, Any]:
        """As the document describes it."""
        if self.kind == DAY:
            return {"type": "string", "format": "date", "description": self.means}
        if self.kind == CODE:
            codes = sorted(in_use(self.vocabulary))
            return {"type": "string", "enum": codes, "description": self.means}
        limits = {"minLength": 1, "maxLength": self.longest}
        return {"type": "string", **limits, "description": self.means}

    def fault(self, value: Any) -> str:
        """Why the value cannot be taken, as a code that quotes nothing; empty when it can."""
        if not isinstance(value, str):
            return "not_text"
        return _CHECKS[self.kind](self, value)


def _text(field: Told, value: str) -> str:
    if not value.strip() or "\x00" in value:
        return "empty"
    if any("\ud800" <= sign <= "\udfff" for sign in value):  # half a sign: nobody can write it
        return "not_text"
    return "too_long" if len(value) > field.longest else ""


def _day(field: Told, value: str) -> str:
    try:
        day = date.fromisoformat(value) if DAY_AS_WRITTEN.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        return "not_a_day"
    return "" if can_be_right(day) else "cannot_be"


def _code(field: Told, value: str) -> str:
    return "" if value in in_use(field.vocabulary) else "unknown_code"


_CHECKS: dict[str, Callable[[Told, str], str]] = {TEXT: _text, DAY: _day, CODE: _code}
MEANS = {
    "sender": "Name and office, so that we can answer.",
    "known_as": "What the person wants to be called. No legal name is needed.",
    "given_names": "Given names.",
    "family_name": "Family name.",
    "birth_date": "The day of birth.",
    "languages": "Languages, with dialect.",
    "phone": "A mobile number. It is tried by the first contact script only.",
    "landline": "A landline number.",
    "email": "Nothing is sent there until the person says that it is safe.",
    "safety_word": "What they say about safe contact: when, how, and what never to do.",
    "address": "Nothing is sent there unasked.",
    "postcode": "The postcode.",
    "address_class": "Whether anybody may learn the address.",
    "danger": "Danger as you see it. What is not told waits no longer than raised.",
    "crime": "The crime, as we call it.",
    "crime_on": "The day on which it happened.",
    "happened": "What happened, in short: enough to decide, and no account.",
}


def all_fields() -> list[Told]:
    """The reference, which is needed, and everything that may be told."""
    reference = "Yours: the same reference never enters twice."
    return [Told(REFERENCE, TEXT, reference, LONGEST_REFERENCE), *map(_field, MEANS)]


def _field(name):
    if name in CODES:
        return Told(name, CODE, MEANS[name], vocabulary=CODES[name])
    if name in DAYS:
        return Told(name, DAY, MEANS[name])
    return Told(name, TEXT, MEANS[name], LONGEST.get(name, LONGEST_WORDS))


def faults_in(sent: Any) -> list[tuple[str, str]]:
    """Where it does not fit, and why: a pointer into what was sent, and a code."""
    if not isinstance(sent, dict):
        return [("", "not_an_object")]
    known = {field.name: field for field in all_fields()}
    found = [(f"/{REFERENCE}", "missing")] if REFERENCE not in sent else []
    if not any(name in sent for name in SOMEBODY):
        found.append(("", "nobody"))
    # What is unknown is not quoted: a name of a field could be told to us by mistake too.
    if sent.keys() - known.keys():
        found.append(("", "unknown_field"))
    told = [(name, known[name].fault(value)) for name, value in sent.items() if name in known]
    return found + [(f"/{name}", fault) for name, fault in told if fault]


def as_told(sent: dict[str, str]) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """The person, the ways to reach them, and the referral, of what fits."""
    values: dict[str, Any] = {name: value for name, value in sent.items() if name != REFERENCE}
    for name in DAYS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    points = [
        {"kind": kind, "value": values.pop(name)} for name, kind in POINTS.items() if name in values
    ]
    person = {name: values.pop(name) for name in OF_PERSON if name in values}
    return person, points, {"danger": "unknown", **values}
