"""Maja leads Ben, who works with Sam, and is walled: no page without a case in it shows Sam."""

import html

import pytest
from django.urls import reverse
from tests.harness.permissions import addresses

from alongside.casework.cases.commands import (
    allocate,
    end_support,
    judge_danger,
    override_safe_contact,
    tell_safe_contact,
)
from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
    order_erasure,
)
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.keeping.commands import set_hold
from alongside.casework.people.commands import add_person
from alongside.casework.walls.commands import open_in_emergency, raise_wall
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.figures import all_figures
from alongside.insight.periods import present_quarter

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
NAMES = {"known_as": "Kingfisher", "given_names": "Kingfisher", "family_name": "Halcyon"}


@pytest.fixture
def kingfisher(mona):
    return add_person(**NAMES, by=mona)


@pytest.fixture
def much_has_happened(kingfisher, sams_case, ada, ben, cora, mona, maja):
    """Every kind of date, look and list in which a person could stand."""
    from alongside.casework.cases.commands import open_case

    case = open_case(kingfisher, danger="high", by=mona)
    for worker in (ben, ada):
        allocate(case, worker=worker, by=mona)
    number = {"kind": "mobile", "value": "07700 900142", "state": "unsafe"}
    point = tell_safe_contact(case, by=ben, **number)
    override_safe_contact(case, point=point, ground="life", reason="At the door.", by=ben)
    judge_danger(case, level="raised", reason="Quieter.", by=ben)
    open_in_emergency(case, reason="She rang.", by=cora)
    hold = set_hold(kingfisher, ground="court", reason="Halcyon", until=None, by=ben)
    arrival = Arrival(dict(NAMES), [], {"source": "police", "danger": "high"})
    referral = receive_referral(arrival, by=mona)
    raise_wall(kingfisher, user=maja, reason="", by=mona)
    raise_wall(referral.person, user=maja, reason="", by=mona)
    end_access(cora, by=mona)
    return [kingfisher, case, point, hold, referral, referral.person]


def every_page(client):
    """All that can be asked for without naming anything, and the list behind every number."""
    for name, route, _pattern in addresses():
        if "<" not in route:
            yield name, client.get(reverse(name), follow=True)
    for figure in all_figures():
        asked = {"figure": figure.name, "period": present_quarter().code}
        yield figure.name, client.get(reverse("insight:behind"), asked)


def words_that_tell(rows):
    told = {"Kingfisher", "Halcyon", "900142"}
    told |= {str(row.pk) for row in rows}
    return told | {row.code for row in rows if hasattr(row, "code")}


@pytest.mark.parametrize("role", ["manager", "senior_worker", "administrator", "support_worker"])
def test_no_list_no_number_and_no_page_of_work_shows_her(
    much_has_happened, maja, role, signed_in_client
):
    maja.role = role
    maja.save(update_fields=["role"])
    told, asked = words_that_tell(much_has_happened), 0
    for name, answer in every_page(signed_in_client(maja)):
        page = html.unescape(answer.content.decode(errors="replace"))
        assert not [word for word in told if word in page], name
        asked += answer.status_code == 200
    assert asked > 8


def test_nor_when_she_has_been_erased(kingfisher, maja, mona, ada, signed_in_client):
    from alongside.casework.cases.commands import open_case

    case = open_case(kingfisher, by=mona)
    for worker in (ada, maja, mona):
        allocate(case, worker=worker, by=mona)
    end_support(case, reason="other", outcome="not_asked", summary="", by=mona)
    order = order_erasure(kingfisher, case=None, ground="asked", by=maja)
    raise_wall(kingfisher, user=maja, reason="", by=mona)
    carry_out(agree_to_erasure(order, by=mona), by=mona)
    told = words_that_tell([kingfisher, case, order])
    for name, answer in every_page(signed_in_client(maja)):
        page = html.unescape(answer.content.decode(errors="replace"))
        assert not [word for word in told if word in page], name
