"""Whose eyes look a second time, where the team is small."""

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.foundation.accounts.hats.commands import change_hat, give_second_role


def test_second_eyes_find_her_in_either_hat(maja, operator, eastside, ben, sams_case, mona):
    give_second_role(maja, "administrator", by=operator)
    allocate(sams_case, worker=ben, by=mona)
    assert second_eyes_on(sams_case, ben) == maja
    change_hat(maja, to="administrator", by=maja)
    assert not Case.objects.visible_to(maja).exists()
    assert second_eyes_on(sams_case, ben) == maja
