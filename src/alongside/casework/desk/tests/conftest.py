"""A Tuesday at twenty past ten; colleagues in Ada's team; cases by the dozen."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.people.commands import add_person
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.agenda.commands import put
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.commands import join_team

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def kemi(operator, northgate):
    """Ada's colleague in the same team."""
    kemi = add_user(email="kemi@example.org", name="Kemi Alade", role="support_worker", by=operator)
    join_team(kemi, northgate, by=operator)
    return kemi


@pytest.fixture
def a_case(mona):
    def make(worker, name="Sam", *, due=None, **facts):
        case = open_case(add_person(known_as=name, by=mona), by=mona, **facts)
        allocate(case, worker=worker, by=mona)
        if due:
            put(case, "call", due=due, source=case.pk, owner=worker.pk, by=mona)
        return case

    return make


@pytest.fixture
def cost():
    """How many statements a page takes, on both databases."""

    def count(client, path):
        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            answer = client.get(path)
        assert answer.status_code == 200
        return len(main) + len(keys)

    return count


@pytest.fixture
def enter(signed_in_client):
    """A browser of hers, signed in at this very moment: a shift is over before a night is."""
    return signed_in_client
