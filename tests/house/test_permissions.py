"""docs/permissions.md: every address asked as every role, and not one cell is wrong."""

import pytest
from conftest import sign_in
from django.test import Client
from django.urls import reverse

from alongside.casework.cases.commands import allocate
from alongside.casework.people.models import Wall
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.commands import add_user
from tests.harness.permissions import MISSING, NOBODY, OUT_OF_SIGHT, REFUSED, addresses, read
from tests.house.one_of_each import HELP, one_of_each, path_to

TABLE = read()
READERS = [role for role in ROLES if Permission.CASE_READ in ROLES[role]]


@pytest.fixture
def house(ada, ben, mona, maja, otto, operator, sams_case):
    people = {"ada": ada, "ben": ben, "mona": mona, "maja": maja, "otto": otto}
    return one_of_each(sams_case, operator=operator, **people)


def answered(client, path, expected, *, and_form=True):
    """The answer, and for what is refused the answer to a form sent there as well."""
    got = {str(client.get(path).status_code)}
    if and_form and expected in (REFUSED, MISSING):
        got.add(str(client.post(path).status_code))
    return got


def somebody(role, house):
    """On the case and those beside it, and behind a wall before the person of another referral."""
    user = add_user(email=f"{role}@example.net", name=role, role=role, by=house.operator)
    for case in (house.case, *house.beside):
        allocate(case, worker=user, by=house.mona)
    Wall.objects.create(person=house.hidden, user=user)
    return sign_in(Client(), user)


def test_every_address_stands_in_the_table_and_nothing_else_does():
    assert {name for name, _route, _pattern in addresses()} == set(TABLE), HELP


def test_every_address_answers_every_role_as_the_table_says(house):
    wrong = []

    def ask(column, client, row, expected, *, foreign=False):
        path, reads_cases = path_to(row, house, foreign=foreign), column in READERS
        # Whose role reads no case is answered alike for both cases: one form is enough.
        got = answered(client, path, expected, and_form=reads_cases or not foreign)
        if got != {expected}:
            where = "out of sight" if foreign else "in sight"
            wrong.append(f"{row.name} for {column}, {where}: not {expected} but {sorted(got)}")

    for role in ROLES:
        client = somebody(role, house)
        for row in TABLE.values():
            expected = row.answers.get(role, "no such column")
            ask(role, client, row, expected)
            if row.about:
                refused = row.about == "referral" and row.door not in ROLES[role]
                hidden = REFUSED if refused else row.answers[OUT_OF_SIGHT]
                ask(role, client, row, hidden, foreign=True)
    for row in TABLE.values():
        ask(NOBODY, Client(), row, row.answers[NOBODY])
    assert not wrong, "\n".join([*wrong, HELP])


def test_a_wrong_cell_is_noticed(as_vera, sams_case):
    """The test above can fail: what is refused is not called let in."""
    assert answered(as_vera, reverse("desk:caseload"), "200") != {"200"}
    assert answered(as_vera, reverse("desk:caseload"), REFUSED) == {REFUSED}
