"""Every page there is, met once on each screen: readable by everybody, narrow enough, and calm on
paper. Whoever writes a page finds it here by itself, since the table of addresses names it."""

import pytest

from tests.harness.permissions import LET_IN, read
from tests.house.one_of_each import one_of_each, path_to

MEETS = ("ada", "mona", "maja", "otto")
# Files and addresses for programs, and doors that whoever is inside has behind her.
NO_PAGES = {"sign-in", "desk:calendar", "exchange:openapi"}
PAGES = [row for row in read().values() if LET_IN in row.answers.values()]
ENOUGH = 0.9  # of them; the rest belong to whoever took a thing up, or hand out a file
PARTS = 4


@pytest.fixture
def house(ada, ben, mona, maja, otto, operator, sams_case):
    people = {"ada": ada, "ben": ben, "mona": mona, "maja": maja, "otto": otto}
    return one_of_each(sams_case, operator=operator, **people)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_reads_well(part, visitor, house, as_ada, as_mona, as_maja, as_otto):
    clients = {"ada": as_ada, "mona": as_mona, "maja": as_maja, "otto": as_otto}
    walks = {name: visitor(client) for name, client in clients.items()}
    mine, missed, faults = PAGES[part::PARTS], [], []
    for row in mine:
        path = path_to(row, house)
        name = next(
            (name for name in MEETS if is_page(clients[name].get(path, SERVER_NAME="localhost"))),
            None,
        )
        if name is None:
            missed.append(row.name)
            continue
        try:
            walks[name].goes_to(path)
        except AssertionError as fault:
            faults.append(f"{row.name}: {fault}")
    assert not faults, "\n".join(faults)
    assert len(set(missed) - NO_PAGES) <= (1 - ENOUGH) * len(mine), missed


def is_page(answer):
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
