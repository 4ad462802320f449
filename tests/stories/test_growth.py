"""No page may cost more as other people's cases grow: the short form of `make bench`."""

import pytest
from bench import asking, filling, questions, staff
from bench.residents import resident
from bench.world import look_round
from django.db import connection

from alongside.casework.support.models import Contact
from alongside.foundation.vault.index.folding import fold
from alongside.insight.periods import period_called

COUNTS_ALL = questions.summary.TITLE  # official totals: every row of their days
LOOKS_THROUGH = questions.drill.TITLE  # and PostgreSQL looks among them for whom a number counts
ROUNDS = 9


class Control:
    """A page that touches no case: how fast this machine is in this minute."""

    TITLE, WHO = "control", "worker"

    @staticmethod
    def requests(world):
        while True:
            yield "/if-someone-asks/", None


class Ended:
    """Those whose support has ended, the longer list of the two."""

    TITLE, WHO = "ended cases", "worker"

    @staticmethod
    def requests(world):
        while True:
            yield "/cases/?ended=yes", None


class Found:
    """Somebody is looked for whom only one can be; `test_growth_of_search` asks in other ways."""

    TITLE, WHO, ANSWERS = "search", "worker", 200

    @staticmethod
    def requests(world):
        while True:
            yield "/find/", {"find": resident(7).mobile[-6:]}


ASKED = [one for one in questions.ALL if one not in questions.search.ALL]


def costs():
    while fold():  # what waits is counted by each search; in a house that stands it was folded
        pass
    world = look_round()
    inside = {one.TITLE: asking.Inside(one, world) for one in (Control, Ended, Found, *ASKED)}
    statements = {name: one.statements() for name, one in inside.items()}
    cpu = asking.medians(inside, ROUNDS) if is_sqlite() else {}
    steps = {name: one.steps() for name, one in inside.items()}
    days = period_called(world.quarter).days
    return statements, cpu, steps, Contact.objects.filter(on__range=days).count()


def is_sqlite():
    return connection.vendor == "sqlite"


@pytest.mark.alone
def test_no_page_costs_more_as_other_cases_grow(monkeypatch):
    monkeypatch.setattr(staff, "TEAM", 2)  # the same team in the small house as in the large
    filling.fill(200)
    statements, cpu, steps, rows = costs()
    filling.fill(2_000)
    statements_then, cpu_then, steps_then, rows_then = costs()

    assert statements_then == statements
    grow = {COUNTS_ALL} if is_sqlite() else {COUNTS_ALL, LOOKS_THROUGH}
    for name in steps.keys() - grow:
        assert steps_then[name] <= 1.1 * steps[name] + 500, name
    for name in grow:
        assert steps_then[name] / rows_then <= 1.3 * steps[name] / rows
    for name in cpu.keys() - {COUNTS_ALL}:
        machine = cpu_then["control"] / cpu["control"]
        assert cpu_then[name] <= 2 * machine * cpu[name], name


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a setting of PostgreSQL")
def test_postgresql_is_told_that_no_head_has_to_move():
    """At what it assumes by itself the team board read all cases there are, for looking up a
    thousand seemed to cost more."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW random_page_cost")
        assert cursor.fetchone() == ("1.1",)
