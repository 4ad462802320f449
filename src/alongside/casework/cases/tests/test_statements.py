"""The pages of a case cost the same for one way to reach Sam as for twenty."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.commands import judge_danger, make_sensitive, note_crime
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.checkpoints import meter

PAGES = ["safe_contact", "person", "danger", "crime", "overrides", "end"]


def statements(client, address):
    meter.lines = 0  # no checkpoint falls due in between
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(address).status_code == 200
    return len(main) + len(keys)


@pytest.mark.parametrize("name", PAGES)
def test_twenty_ways_cost_what_one_costs(as_ada, ada, sams_case, page, add_number, name):
    def more(n):
        for _ in range(n):
            add_number(who_may_answer="Rana")
            note_crime(sams_case, category="theft", client_kind="harmed", by=ada)
            judge_danger(sams_case, level="high", reason="Again.", by=ada)

    more(1)
    one = statements(as_ada, page(name, sams_case))
    more(19)
    assert statements(as_ada, page(name, sams_case)) == one <= 20


@pytest.mark.parametrize("name", ["workers", "add_worker", "sensitive"])
def test_many_colleagues_cost_what_few_cost(as_mona, mona, sams_case, page, cora, ben, name):
    from alongside.foundation.accounts.commands import add_user

    make_sensitive(sams_case, readers=User.objects.filter(pk=mona.pk), by=mona)
    few = statements(as_mona, page(name, sams_case))
    for n in range(12):
        email = f"colleague{n}@example.org"
        add_user(email=email, name=f"Colleague {n}", role="support_worker", by=mona)
    assert statements(as_mona, page(name, sams_case)) == few <= 26
