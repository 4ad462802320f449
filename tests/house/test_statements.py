"""What every page asks of the databases beyond the frame, with one thing of every kind about."""

from contextlib import ExitStack

from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.vault.ring import ring
from tests.house.one_of_each import path_to
from tests.house.test_permissions import TABLE, house, somebody

__all__ = ["house"]

FRAME, VISIT, CONTENT = 3, 4, 8
# Pages that put together what weighs on everybody, or all that is known: no more than today.
MORE = {
    "intake:decide": 34,
    "intake:accept": 34,
    "intake:decline": 35,
    "intake:wait": 34,
    "insight:summary": 21,
    "cases:hand_over": 18,
    "cases:add_worker": 17,
    "desk:handover": 17,
    "desk:today": 10,
    "erasures:part": 13,
    "erasures:order": 11,
    "openings:file": 13,
    "intake:doubles": 13,
    "intake:double": 31,
    "intake:together": 10,
    "intake:merge": 16,
    "intake:part": 15,
    "conferences:show": 9,
}
ASK = "Ask for less, or say in MORE that it takes as many: "


def beyond_the_frame(client, path):
    with ExitStack() as counted:
        asked = [counted.enter_context(CaptureQueriesContext(one)) for one in connections.all()]
        ring.clear()
        meter.lines = 0
        if client.get(path).status_code != 200:
            return 0
    statements = [each["sql"] for one in asked for each in one]
    leaves_a_line = any('INSERT INTO "audit_entry"' in sql for sql in statements)
    return len(statements) - FRAME - VISIT * leaves_a_line


def test_no_page_asks_more_than_eight_things_but_these(house):
    found = {}
    for role in ("senior_worker", "administrator"):
        client = somebody(role, house)
        mine = [row for row in TABLE.values() if row.answers.get(role) == "200"]
        for row in mine:
            path = path_to(row, house)
            client.get(path)
            found[row.name] = max(found.get(row.name, 0), beyond_the_frame(client, path))
    more = {name: many for name, many in found.items() if many > MORE.get(name, CONTENT)}
    assert not more, f"{ASK}{more}"
    assert found.keys() > MORE.keys() and max(found.values()) > CONTENT, "they were counted"
