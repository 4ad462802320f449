"""Every page there is, met once on each screen: readable by everybody, narrow enough, and calm on
paper. Whoever writes a page finds it here by itself, since the table of addresses names it."""

import pytest

from alongside.foundation.accounts.commands import add_user
from tests.harness.permissions import LET_IN, read
from tests.house.one_of_each import one_of_each, path_to

# Files, addresses for programs, and the door that whoever is inside has behind her.
NO_PAGES = {"account_login", "sign-in", "alive", "ready", "desk:calendar", "exchange:openapi"}
PAGES = [
    row for row in read().values() if LET_IN in row.answers.values() and row.name not in NO_PAGES
]
PARTS = 4


@pytest.fixture
def house(ada, ben, mona, maja, otto, operator, sams_case):
    people = {"ada": ada, "ben": ben, "mona": mona, "maja": maja, "otto": otto}
    return one_of_each(sams_case, operator=operator, **people)


@pytest.fixture
def everybody(as_ada, as_mona, as_maja, as_otto, operator, signed_in_client):
    """Between them they may open every page."""
    told = {"email": "officer@example.org", "name": "Nia Rees", "role": "data_protection_officer"}
    officer = signed_in_client(add_user(**told, by=operator))
    return [as_ada, as_mona, as_maja, as_otto, officer]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_reads_well(part, visitor, house, everybody):
    walks = {client: visitor(client) for client in everybody}
    missed, faults = [], []
    for row in PAGES[part::PARTS]:
        path = path_to(row, house)
        meets = next((c for c in everybody if is_page(c.get(path, SERVER_NAME="localhost"))), None)
        if meets is None:
            missed.append(row.name)
            continue
        try:
            walks[meets].goes_to(path)
        except AssertionError as fault:
            faults.append(f"{row.name}: {fault}")
    assert not faults, "\n".join(faults)
    assert not missed, "nobody could open these"


def is_page(answer):
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
