"""Whether somebody lives where a programme works: by the outward part of a postcode, or by name.

Only postcodes can say no. A place named in words is found in an address or not; that it is not
found says nothing, for people write addresses as they like."""

import re
from collections.abc import Iterable

FULL = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
ZIP = re.compile(r"(\d{5})(-\d{4})?")
PART = re.compile(r"[A-Z]{1,2}(\d[A-Z\d]?)?|\d{3,5}")


def outward(postcode: str) -> str:
    """SE15 of SE15 4QN, 94110 of 94110-1234; nothing of what is neither."""
    typed = " ".join(postcode.upper().split())
    for pattern in (FULL, ZIP):
        if met := pattern.fullmatch(typed):
            return met[1]
    return typed if OUTWARD.fullmatch(typed) else ""


def lives_in(places: Iterable[str], *, postcode: str, address: str) -> bool | None:
    """Yes, no, or not known."""
    parts = [place.upper() for place in places if PART.fullmatch(place.upper())]
    named = [place for place in places if not PART.fullmatch(place.upper())]
    hers, words = outward(postcode), " ".join(address.casefold().split())
    if hers and any(covers(part, hers) for part in parts):
        return True
    if any(re.search(rf"(?<!\w){re.escape(_plain(place))}(?!\w)", words) for place in named):
        return True
    return False if hers and not named and _alike(parts, hers) else None


def covers(part: str, hers: str) -> bool:
    """SE covers SE15, SE15 itself alone, SW1 also SW1A; 941 covers 94110."""
    if part.isdigit():
        return hers.isdigit() and hers.startswith(part)
    if part.isalpha():
        return re.match(r"[A-Z]*", hers)[0] == part  # type: ignore[index]
    return hers == part or (hers.startswith(part) and hers[len(part) :].isalpha())


def _alike(parts, hers):
    """Written in the way of the same country: another's postcode says nothing."""
    return any(part.isdigit() == hers.isdigit() for part in parts)


def _plain(place):
    return " ".join(place.casefold().split())
