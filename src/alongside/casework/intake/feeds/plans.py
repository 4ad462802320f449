"""What a feed's columns mean, kept as plain data; and what still has to be asked about a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from alongside.casework.intake.feeds.targets import BETWEEN, CODES, REFERENCE
from alongside.casework.intake.maps import CODED, ours_now
from alongside.casework.intake.rows import DAYS, ReferralMap
from alongside.foundation.packs.loader import in_use

Columns = list[dict[str, Any]]


@dataclass
class Plan:
    """`columns` say heading and meaning in the order of the file; `source` is how all of them
    came, where no column says it; a `whole_row` tells one referral from another where there
    is no reference. Words that were `left` without a meaning give their rows back; of days that
    disagree in this very file, `settled` says which were given an order all the same."""

    columns: list[tuple[str, str]]
    source: str = ""
    whole_row: bool = False
    dates: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    @classmethod
    def kept(cls, data: Mapping[str, Any]) -> "Plan":
        """As it was kept."""
        columns = [(heading, target) for heading, target in data["columns"]]
        codes = {name: dict(words) for name, words in data["codes"].items()}
        left = [(name, word) for name, word in data["left"]]
        settled = list(data.get("settled", []))
        said = (data["source"], data["whole_row"], dict(data["dates"]))
        return cls(columns, *said, codes, left, settled)

    def data(self) -> dict[str, Any]:
        """For keeping."""
        return dict(vars(self))

    def headings_of(self, target: str) -> list[str]:
        return [heading for heading, meant in self.columns if meant == target]

    def fits(self, columns: Columns) -> bool:
        """Whether a file has every column that this plan reads."""
        there = {column["heading"] for column in columns}
        return {heading for heading, target in self.columns if target} <= there

    def map_for(self, feed: str) -> ReferralMap:
        """The same thing that a map's file says."""
        named = {target: self._pattern(target) for _h, target in self.columns if target}
        reference = named.pop(REFERENCE, "")
        if self.whole_row:
            reference = "\x1f".join(f"{{{heading}}}" for heading, target in self.columns if target)
        if self.source:
            named["source"] = self.source
        return ReferralMap(feed, reference, self.dates, named, self.codes, ours_now())

    def for_the_next_file(self, columns: Columns) -> dict[str, Any]:
        """Without what only this file's rows made plain by chance."""
        told = {column["heading"]: column for column in columns}
        sure = {
            name: order
            for name, order in self.dates.items()
            if any(told[h]["proven"] or told[h]["orders"] for h in self.headings_of(name))
        }
        return {**self.data(), "dates": sure, "left": [], "settled": []}

    def _pattern(self, target):
        return BETWEEN.get(target, ", ").join(f"{{{h}}}" for h in self.headings_of(target))


@dataclass(frozen=True)
class Question:
    """One thing that a file does not make plain."""

    name: str  # of the form's field
    field: str
    words: str  # of theirs, that need a meaning; empty where the order of days is asked
    heading: str
    options: tuple[tuple[str, str], ...]
    mixed: bool = False


def made_plain(plan: Plan, columns: Columns) -> Plan:
    """With every answer that the rows themselves give."""
    for column in columns:
        for name in DAYS:
            if column["heading"] in plan.headings_of(name) and column["order"]:
                plan.dates[name] = column["order"]
        for name in CODES:
            if column["heading"] in plan.headings_of(name):
                plan.codes.setdefault(name, {}).update(_by_their_words(name, column["words"]))
    return plan


def questions(plan: Plan, columns: Columns) -> list[Question]:
    """What somebody has to say before this file can be taken."""
    asked = []
    for column in columns:
        heading = column["heading"]
        for name in DAYS:
            if heading in plan.headings_of(name):
                asked += _about_days(name, column, plan)
        for name in CODES:
            if heading in plan.headings_of(name):
                asked += _about_words(name, column, plan)
    return asked


def _about_days(name, column, plan):
    orders, mixed = column["orders"], column["mixed"] and name not in plan.settled
    if not orders or (plan.dates.get(name) in orders and not mixed):
        return []
    words = {
        "dmy": _("Day, month, year: 25/12/2026"),
        "mdy": _("Month, day, year: 12/25/2026"),
        "ymd": _("Year, month, day: 2026/12/25"),
    }
    options = tuple((order, words[order]) for order in orders)
    return [Question(f"day-{name}", name, "", column["heading"], options, column["mixed"])]


def _about_words(name, column, plan):
    known = {*plan.codes.get(name, {}), *ours_now()[name]}
    options = tuple(_options(name))
    return [
        Question(f"word-{name}-{n}", name, word, column["heading"], options)
        for n, word in enumerate(column["words"])
        if word not in known and (name, word) not in plan.left
    ]


def _options(name):
    if name in CODED:
        return list(in_use(CODED[name]).items())
    return [(key, key) for key in ours_now()[name]]


def _by_their_words(name, words):
    """A word that is ours but for its capitals means the same."""
    ours = {label.casefold(): code for code, label in _options(name)}
    ours |= {code.casefold(): code for code, _label in _options(name)}
    return {word: ours[word.casefold()] for word in words if word.casefold() in ours}
