"""Whether somebody is a child, and on which birthdays it is asked anew who decides."""

from collections.abc import Collection
from datetime import date

from alongside.casework.people.models import Person
from alongside.foundation.vault.reading import if_readable

GROWN_UP, TURNING = 18, (13, 16, 18)
BANDS = ("under_13", "from_13", "from_16")
CHILD = "child"


def is_child(person: Person, kinds: Collection[str], on: date) -> bool:
    """By the birth date; else by the age somebody thinks; else by what she is to the crime."""
    born = if_readable(person, "birth_date")
    if born:
        return on < birthday(born, GROWN_UP)
    return person.age_band in BANDS if person.age_band else CHILD in kinds


def birthdays(person: Person, after: date) -> dict[int, date]:
    """Those still to come on which a child's say grows."""
    born = if_readable(person, "birth_date")
    days = {age: birthday(born, age) for age in TURNING} if born else {}
    return {age: day for age, day in days.items() if day > after}


def birthday(born: date, age: int) -> date:
    """Whoever was born on 29 February is older on the first of March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
