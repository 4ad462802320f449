"""Numbers and postal codes of the demo in the shape of the place; none of them can be anybody's.

The files in data/ hold the numbers and codes that Britain keeps free for drama. In the United
States the numbers 555-0100 to 555-0199 are kept free, and no ZIP code begins with 000."""

import re

MOBILE = ("202", "303", "312", "404", "415", "503", "602", "617", "713", "818")
LANDLINE = ("201", "305", "313", "405", "412", "504", "605", "615", "716", "804")
AREA = {"07700 900": MOBILE, "01632 960": LANDLINE}
WORDS = {"GP’s surgery": "doctor’s office", "allotment": "garden"}


def as_told_in(country: str, text: str) -> str:
    """A file of the demo with what is of one place only put into that of the country."""
    if country != "US":
        return text
    text = re.sub(r"(07700 900|01632 960)(\d)(\d\d)", _number, text)
    text = re.sub(r"ZZ9 (\d)([A-Z])[A-Z]", _zip, text)
    return re.sub("|".join(WORDS), lambda found: WORDS[found[0]], text)


def is_landline(number: str) -> bool:
    return number.startswith(("01", *(f"({area})" for area in LANDLINE)))


def _number(found):
    return f"({AREA[found[1]][int(found[2])]}) 555-01{found[3]}"


def _zip(found):
    return f'"000{found[1]}{ord(found[2]) % 10}"'
