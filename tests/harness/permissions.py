"""docs/permissions.md: every address and what it answers to every role, drawn from the doors.

`make permissions` draws it anew. What a page answers to whoever is let in is kept from the table
as it stands (200 for a new page); the rest follows from its door and from the roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.urls import URLPattern, get_resolver

from alongside.foundation.access.doors import OPEN_TO_ALL, SIGNED_IN
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES

TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"
NOBODY, OUT_OF_SIGHT = "nobody", "out of sight"
LET_IN, ASKED_TO_SIGN_IN, REFUSED, MISSING = "200", "302", "403", "404"
SAID = """# Who may open what

Drawn by `make permissions` from the doors of the pages and from `foundation/access/roles.py`; one
test asks every address as every role and compares. What is not in this table is open to nobody: a
new address fails the test until it stands here.

Each cell is the answer to a GET; where a GET is refused, so is a POST. 200 a page, 302 sent on, 403
not part of the role, 404 not there, 405 only forms are sent to this address. *Nobody*: not signed
in. The columns of the roles: for a case that they work on. *Out of sight*: for a case that is not
theirs, or, of those who would be let in, for a referral behind a wall.
"""


@dataclass(frozen=True)
class Row:
    """One address: its name, its form, its door, and the answers by column."""

    name: str
    route: str
    door: str
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """What has to be in sight: a case, a referral, or nothing."""
        met = re.findall(r"<(case|referral)>", self.route)
        return met[0] if met else ""

    @property
    def names(self) -> list[str]:
        """What stands in the address: case, point, record."""
        return re.findall(r"<(\w+)>", self.route)


def addresses() -> Iterator[tuple[str, str, URLPattern]]:
    """Every pattern of the product with its full name and its route."""
    yield from _under(get_resolver().url_patterns, "", "")


def _under(patterns, prefix, space):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            plain = re.sub(r"<(?:\w+:)?(\w+?)(?:_id)?>", r"<\1>", route)
            yield f"{space}{pattern.name}", "/" + plain, pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _under(pattern.url_patterns, route, inner)


def drawn(kept: dict[str, Row]) -> list[Row]:
    """The table as doors and roles have it; answers to whoever is let in are kept."""
    return [_row(name, route, pattern, kept.get(name)) for name, route, pattern in addresses()]


def _row(name, route, pattern, before):
    door = str(getattr(pattern.callback, "door", "none"))
    row = Row(name, route, door)
    row.answers.update(_answers(row, _let_in(row, before)))
    if door == OPEN_TO_ALL and before:
        row.answers[NOBODY] = before.answers[NOBODY]
    return row


def _let_in(row, before):
    """What whoever may pass is answered: by the table so far, where anybody passed."""
    if before is None:
        return LET_IN
    holders = [role for role in ROLES if _passes(row, role)]
    stood = [before.answers[role] for role in holders if role in before.answers]
    passed = [answer for answer in stood if row.door in _NO_PERMISSION or answer != REFUSED]
    in_sight = [answer for answer in passed if not (row.about and answer == MISSING)]
    return in_sight[0] if in_sight else LET_IN


_NO_PERMISSION = (OPEN_TO_ALL, SIGNED_IN)


def _passes(row, role):
    return row.door in _NO_PERMISSION or row.door in ROLES[role]


def _answers(row, let_in):
    answers = {NOBODY: let_in if row.door == OPEN_TO_ALL else ASKED_TO_SIGN_IN}
    answers[OUT_OF_SIGHT] = MISSING if row.about else "–"
    return answers | {role: let_in if _passes(row, role) else _refusal(row, role) for role in ROLES}


def _refusal(row, role):
    """Of a case nobody learns that it exists whose role reads none."""
    reads = Permission.CASE_READ in ROLES[role]
    return MISSING if row.about == "case" and not reads else REFUSED


def read() -> dict[str, Row]:
    """The table as it stands in the file, by the names of the addresses."""
    if not TABLE.exists():
        return {}
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    columns = cells[0][3:]
    rows = [
        Row(name.strip("`"), route.strip("`"), door, dict(zip(columns, answers, strict=True)))
        for name, route, door, *answers in cells[2:]
    ]
    return {row.name: row for row in rows}


def write() -> None:
    """Draw the table anew."""
    columns = [NOBODY, OUT_OF_SIGHT, *ROLES]
    lines = [["name", "address", "door", *columns], ["---"] * (len(columns) + 3)]
    for row in drawn(read()):
        cells = [row.answers[column] for column in columns]
        lines.append([f"`{row.name}`", f"`{row.route}`", row.door, *cells])
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    TABLE.write_text(f"{SAID}\n{table}\n")
