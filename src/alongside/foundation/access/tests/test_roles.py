"""What the roles hold, where a mistake would open a file to whoever should not read it."""

import pytest

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.models import Case
from alongside.casework.cases.queries import those_who_can_stand_beside, those_who_can_take_a_case
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.commands import add_user

READ_NO_CASE = [
    "administrator",
    "clinical_supervisor",
    "data_protection_officer",
    "finance",
    "helpline",
    "trainer",
    "volunteer",
]


def new(role, operator):
    return add_user(email=f"{role}@example.net", name=role, role=role, by=operator)


@pytest.mark.parametrize("role", READ_NO_CASE)
def test_reads_no_case_even_one_it_was_put_on(role, sams_case, mona, operator):
    user = new(role, operator)
    allocate(sams_case, worker=user, by=mona)
    assert not Case.objects.visible_to(user).exists()
    words = ("case", "contact", "person", "number", "limits", "emergency")
    assert not [held for held in ROLES[role] if held.startswith(words)]


def test_every_other_role_reads_only_the_cases_that_are_open_to_it(sams_case, mona, operator):
    for role in set(ROLES) - set(READ_NO_CASE):
        user = new(role, operator)
        assert not Case.objects.visible_to(user).exists(), role
        allocate(sams_case, worker=user, by=mona)
        assert Case.objects.visible_to(user).exists(), role


def test_only_one_role_lets_people_in_and_it_shares_no_file_with_the_others():
    """How the house is run, what it asks and when reading alerts, is the manager's business too."""
    holding = [role for role, held in ROLES.items() if Permission.STAFF_MANAGE in held]
    assert holding == ["administrator"]
    others = frozenset().union(*(held for role, held in ROLES.items() if role not in holding))
    shared = {Permission.ASKING_MANAGE, Permission.READING_BUDGET}
    assert ROLES["administrator"] & others == shared


def test_a_student_stands_beside_somebody_and_never_leads(sams_case, operator, mona):
    lin = new("student", operator)
    assert lin in those_who_can_stand_beside() and lin not in those_who_can_take_a_case()
    assert not {Permission.NUMBER_SEE, Permission.CASE_CHANGE} & ROLES["student"]
    allocate(sams_case, worker=lin, by=mona)
    assert second_eyes_on(sams_case, mona) != lin
