"""The file that says which column of a feed means what; what does not fit is told with its line."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from yaml import MappingNode, ScalarNode

from alongside.casework.intake.forms import ReferralForm
from alongside.casework.intake.rows import COLUMN, LONGEST, ReferralMap, day_of
from alongside.foundation.imports.days import ORDERS
from alongside.foundation.packs.loader import in_use
from alongside.foundation.packs.nodes import entries, one_of, parts, read, refuse, text
from alongside.organisation.workforce.models import Programme

FIELDS = sorted({*ReferralForm.base_fields, *LONGEST})
CODED = {
    "source": "referral_source",
    "danger": "danger",
    "crime": "crime",
    "address_class": "address_class",
}
LONGEST_FEED = 60


def read_map(path: Path, feed: str | None = None) -> ReferralMap:
    """Raises PackError with file and line. `feed` stands in for the name in the map."""
    page = parts(read(path), ["feed", "reference", "fields"], ["dates", "codes"])
    fields, ours = _fields(page["fields"]), ours_now()
    codes = entries(page["codes"]) if "codes" in page else {}
    plan = ReferralMap(
        feed=feed or text(page["feed"]),
        reference=_pattern(page["reference"]),
        dates=_dates(page["dates"]) if "dates" in page else "%Y-%m-%d",
        fields={name: _pattern(node) for name, node in fields.items()},
        codes={name: _codes(name, node, ours) for name, node in codes.items()},
        ours=ours,
    )
    if len(plan.feed) > LONGEST_FEED:
        refuse(page["feed"], f"the name of a feed has at most {LONGEST_FEED} characters")
    if not COLUMN.search(plan.reference):
        refuse(page["reference"], "expected a column in braces, such as {id}")
    for name, node in fields.items():
        _check_constant(name, node, plan)
    return plan


def ours_now() -> dict[str, dict[str, Any]]:
    """The codes and programmes that a feed's words can be turned into."""
    ours = {name: {code: code for code in in_use(words)} for name, words in CODED.items()}
    return ours | {"programme": {each.name: each for each in Programme.objects.filter(open=True)}}


def _fields(node):
    fields = entries(node)
    for name, pattern in fields.items():
        if name not in FIELDS:
            refuse(pattern, f"`{name}` is not a field, only: {', '.join(FIELDS)}")
    if "source" not in fields:
        refuse(node, "`source` is missing: say how these referrals come to us")
    return fields


def _pattern(node):
    if set("{}") & set(COLUMN.sub("", text(node))):
        refuse(node, "a column stands in a pair of braces, such as {name}")
    return text(node)


def _dates(node):
    if text(node) in ORDERS:
        return text(node)
    a_day = date(2001, 2, 13)
    try:
        understood = day_of(a_day.strftime(text(node)), text(node))
    except (ValueError, re.error):
        understood = None
    if understood != a_day:
        refuse(node, 'expected how a day is written, such as "%d/%m/%Y" or "%Y%m%d"')
    return text(node)


def _codes(name, node, ours):
    if name not in ours:
        refuse(node, f"`{name}` takes no codes, only: {', '.join(ours)}")
    if not isinstance(node, MappingNode):
        refuse(node, "expected lines of `their word: our code`")
    codes = {}
    for key, code in node.value:
        if not isinstance(key, ScalarNode) or key.value in codes:
            refuse(key, "expected a word, and each of them once")
        codes[key.value] = one_of(code, ours[name])
    return codes


def _check_constant(name, node, plan):
    """What is the same in every row would be wrong in every row, so it is told at once."""
    if name in plan.ours and not COLUMN.search(node.value):
        one_of(node, {**plan.ours[name], **plan.codes.get(name, {})})
