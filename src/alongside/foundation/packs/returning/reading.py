"""How long support is taken up again freely, and in how many months something is a repeat."""

from typing import Any

from yaml import Node

from alongside.foundation.packs import nodes
from alongside.foundation.packs.nodes import parts, text
from alongside.foundation.packs.schema import COUNTS_DAYS, Returning, Within

FACT = ("status", "source", "checked_on")


def returning_in(page: Node) -> Returning:
    """The page as a whole; what does not fit is refused with its line."""
    found = parts(page, ["freely", "repeat"])
    return Returning(
        freely=_within(found["freely"], "days", least=1),
        repeat=_within(found["repeat"], "months", least=0),
    )


def _within(node: Node, unit: str, *, least: int) -> Within:
    found: dict[str, Any] = parts(node, ["words", unit, *FACT])
    return Within(
        text(found["words"]),
        status=nodes.one_of(found["status"], COUNTS_DAYS),
        source=text(found["source"]),
        checked_on=nodes.day(found["checked_on"]),
        number=nodes.number(found[unit], least=least),
    )
