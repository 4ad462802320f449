"""The working day, read from a pack: what weighs, who is told, and which clocks start."""

import re
from collections.abc import Collection
from typing import Any

from yaml import Node, ScalarNode

from alongside.foundation.packs import nodes
from alongside.foundation.packs.nodes import entries, parts, refuse, text
from alongside.foundation.packs.schema import (
    COUNTS_DAYS,
    STATUSES,
    IncidentClock,
    LoneWorking,
    Weight,
    WorkingDay,
)

FACT = ("status", "source", "checked_on")
WEIGHED = ("danger", "court", "hours")
INCIDENTS = ("incident", "near_miss", "breach", "allegation")


def working_day_in(page: Node, danger: Collection[str], terms: dict[str, str]) -> WorkingDay:
    """The page as a whole; what does not fit is refused with its line."""
    found = parts(page, ["load", "lone_working", "incidents"])
    load, clocks = parts(found["load"], WEIGHED), parts(found["incidents"], INCIDENTS)
    return WorkingDay(
        load={code: _weight(node, danger) for code, node in load.items()},
        lone_working=_lone_working(found["lone_working"], terms),
        incidents={code: _incident(node) for code, node in clocks.items()},
    )


def _weight(node, danger):
    found = parts(node, ["words", "points", "why", *FACT], ("each_hours",))
    return Weight(
        text(found["words"]),
        **_stands_on(found, COUNTS_DAYS),
        why=text(found["why"]),
        points=_points(found["points"], danger),
        each_hours=nodes.number(found["each_hours"], least=1) if "each_hours" in found else 1,
    )


def _points(node, danger):
    if isinstance(node, ScalarNode):
        return {"": nodes.number(node)}
    points = {code: nodes.number(each) for code, each in parts(node, [], danger).items()}
    return points or refuse(node, "expected points for each danger")


def _lone_working(node, terms):
    minutes = ("lead_after_minutes", "act_after_minutes")
    found = parts(node, ["words", *minutes, "steps", *FACT])
    lead, act = (nodes.number(found[name], least=1) for name in minutes)
    if act < lead:
        refuse(found["act_after_minutes"], "expected no less than `lead_after_minutes`")
    return LoneWorking(
        text(found["words"]),
        **_stands_on(found, COUNTS_DAYS),
        lead_after_minutes=lead,
        act_after_minutes=act,
        steps={code: _filled(line, terms) for code, line in entries(found["steps"]).items()},
    )


def _incident(node):
    found = parts(node, ["words", *FACT], ("hours",))
    hours = nodes.number(found["hours"], least=1) if "hours" in found else 0
    return IncidentClock(text(found["words"]), **_stands_on(found, STATUSES), hours=hours)


def _filled(node: Node, terms: dict[str, str]) -> str:
    def fill(met):
        if met[1] not in terms:
            refuse(node, f"{met[0]} is no term of this pack")
        return terms[met[1]]

    return re.sub(r"\{(.*?)\}", fill, text(node))


def _stands_on(found: dict[str, Node], allowed: tuple[str, ...]) -> dict[str, Any]:
    return {
        "status": nodes.one_of(found["status"], allowed),
        "source": text(found["source"]),
        "checked_on": nodes.day(found["checked_on"]),
    }
