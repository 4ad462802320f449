"""Days as files write them. 03/04/2026 is two days: the order is shown by other rows, or asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DMY, MDY, YMD = "dmy", "mdy", "ymd"
ORDERS = (DMY, MDY, YMD)
LONGEST = 60
TIME_BEHIND = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$"
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERS = re.compile(r"(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})")
RUN_TOGETHER = re.compile(r"\d{8}")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+(?:of )?([^\W\d]{3,12})\.?,?[ .-]+(\d{2,4})")
NAMED_FIRST = re.compile(r"([^\W\d]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2,4})")
WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class TwoDigitYear(ValueError):
    """A year of two digits may be of either century."""


def day_in(words: str, order: str) -> date:
    """Raises ValueError where these words are no day in this order. Years have four digits."""
    if len(words) > LONGEST:
        raise ValueError
    words = WEEKDAY.sub("", TIME_BEHIND.sub("", words.strip()).strip(), count=1)
    if named := NAMED.fullmatch(words):
        return _day(named[3], _month(named[2]), named[1])
    if named := NAMED_FIRST.fullmatch(words):
        return _day(named[3], _month(named[1]), named[2])
    if plain := ISO.fullmatch(words):
        return _day(*plain.groups())
    if RUN_TOGETHER.fullmatch(words):
        return _in_order(_cut(words, order), order)
    if parts := NUMBERS.fullmatch(words):
        return _in_order((parts[1], parts[3], parts[4]), order)
    raise ValueError


def _cut(words, order):
    first = 4 if order == YMD else 2
    return words[:first], words[first : first + 2], words[first + 2 :]


def _in_order(parts, order):
    if order not in ORDERS:
        raise ValueError
    told = dict(zip(order, parts, strict=True))
    return _day(told["y"], told["m"], told["d"])


def _month(name):
    return MONTHS.index(name[:3].lower()) + 1


def _day(year, month, day):
    if len(str(day)) > 2 or len(str(month)) > 2:
        raise ValueError
    if len(year) < 4:
        date(2000, int(month), int(day))  # no day at all, whatever the century
        raise TwoDigitYear
    return date(int(year), int(month), int(day))


@dataclass
class Evidence:
    """What the days of one column show about their order."""

    days: int = 0
    mixed: bool = False  # one row can only be read in one order, another only in another
    differs: bool = False
    left: tuple[str, ...] = ORDERS

    def see(self, words: str) -> bool:
        """Whether these words can be a day; each one that can narrows the orders down."""
        read = {order: day for order in ORDERS if (day := _maybe(words, order))}
        if not read:
            return False
        self.days += 1
        self.differs |= len(set(read.values())) > 1
        still = tuple(order for order in self.left if order in read)
        self.mixed |= not still
        self.left = still or tuple(read)
        return True

    @property
    def order(self) -> str | None:
        """The one order that every row allows; None where somebody has to say."""
        if self.mixed or (len(self.left) > 1 and self.differs):
            return None
        return self.left[0]

    @property
    def proven(self) -> bool:
        """Whether the rows leave one order only; else the next file may need to be asked."""
        return self.days > 0 and len(self.left) == 1 and not self.mixed

    @property
    def asked(self) -> tuple[str, ...]:
        """Between which orders somebody has to choose."""
        if self.order:
            return ()
        return ORDERS if self.mixed else self.left


def evidence_of(column: Iterable[str]) -> Evidence:
    """Of a whole column; empty cells say nothing."""
    seen = Evidence()
    for words in column:
        if words:
            seen.see(words)
    return seen


def _maybe(words, order):
    try:
        return day_in(words, order)
    except ValueError:
        return None
