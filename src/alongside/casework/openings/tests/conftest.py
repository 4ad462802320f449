"""Ada, whose role expects five files in an hour here, and seven people she works with."""

import html

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.openings.commands import set_budgets
from alongside.casework.openings.jobs import count_openings
from alongside.casework.people.commands import add_person

NAMES = ["Ana", "Bea", "Cleo", "Dot", "Eve", "Fay", "Gil"]


@pytest.fixture
def five_an_hour(maja):
    set_budgets({"support_worker": 5, "senior_worker": 5}, by=maja)


@pytest.fixture
def cases(ada, mona):
    """Ada stands beside all of them."""
    found = [open_case(add_person(known_as=name, by=mona), by=mona) for name in NAMES]
    for case in found:
        allocate(case, worker=ada, by=mona)
    return found


@pytest.fixture
def opens():
    """Somebody opens these cases, one after the other."""

    def go(client, cases):
        for case in cases:
            assert client.get(reverse("desk:case", args=[case.pk])).status_code == 200

    return go


@pytest.fixture
def counted(operator):
    """What the worker does every few minutes."""
    return lambda: count_openings(by=operator)


@pytest.fixture
def text():
    return lambda answer: html.unescape(answer.content.decode())
