"""How long files are kept, by whose word, and from which day one is to be looked at."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from alongside.casework.keeping.models import Period
from alongside.foundation.packs.loader import pack
from alongside.foundation.packs.schema import KeptFor

KINDS = ("adult", "child")


@dataclass(frozen=True)
class Span:
    """Of one kind of file: `months` are none where nobody has said or verified it."""

    kind: str
    rule: KeptFor
    months: int | None
    own: bool


def spans() -> list[Span]:
    """The service's own word first; else the pack's, if somebody verified it."""
    own: dict[str, int] = {}
    for period in Period.objects.order_by("set_at", "pk"):
        own[period.kind] = period.months
    rules = pack().keeping
    return [
        Span(kind, rules[kind], own.get(kind, _of(rules[kind])), kind in own)
        for kind in KINDS
        if kind in rules
    ]


def _of(rule):
    return rule.months if rule.counts_days else None


def months_after(day: date, months: int) -> date:
    """The same day of the month; the last one where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The latest day from which so many months are over by `day`."""
    return months_after(day, -months)
