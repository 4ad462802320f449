"""Finding somebody may not cost more as others come: the short form of `bench.search`."""

from itertools import islice
from statistics import median
from time import process_time

import pytest
from bench.asking import steps_of_sqlite
from bench.residents import number_of, resident
from bench.typed import KINDS, typed_about
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.queries import find_people
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.writing import Entered
from alongside.foundation.vault.ring import ring

SMALL, LARGE = 1_500, 12_000
ALL_CARDS = 800  # steps; with two typos the smaller town has fewer alike than cards may be opened
ASKED = 15


@pytest.fixture
def town(ada):
    """Everybody under one key, which spares the test a minute."""

    def with_people(count):
        whose = (resident(number) for number in range(count))
        rebuild(
            Entered(one.pk, one.traits.tokens(), one.traits.card(), ada.key_id) for one in whose
        )

    return with_people


def find(words):
    ring.clear()
    return find_people(read_words(words), keep=None, limit=10)


def costs(kind, people):
    """Statements, CPU and steps of SQLite's machine: medians of some people's."""
    questions = list(islice(typed_about(kind, people), ASKED))
    statements, cpu, steps, right = [], [], [], 0
    for who, words in questions:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            found = find(words)
        statements.append(len(main) + len(keys))
        right += any(kind.is_meant(who, resident(number_of(hit.person))) for hit in found)
        began = process_time()
        find(words)
        cpu.append(process_time() - began)
        if connection.vendor == "sqlite":
            with steps_of_sqlite() as counted:
                find(words)
            steps.append(sum(counted))
    assert right >= len(questions) - 1
    return max(statements), median(cpu), median(steps) if steps else 0


def pace():
    """How fast this machine is at this moment: the same sums each time."""
    taken = []
    for _ in range(9):
        began = process_time()
        sum(number * number for number in range(60_000))
        taken.append(process_time() - began)
    return median(taken)


@pytest.mark.alone
def test_no_search_costs_more_as_others_come(town):
    town(SMALL)
    machine, small = pace(), {kind.title: costs(kind, SMALL) for kind in KINDS}
    town(LARGE)
    machine, large = pace() / machine, {kind.title: costs(kind, LARGE) for kind in KINDS}
    for title, (statements, cpu, steps) in small.items():
        statements_then, cpu_then, steps_then = large[title]
        assert statements_then <= statements, title
        assert steps_then <= 1.5 * steps + ALL_CARDS, title
        assert cpu_then <= 2 * max(machine, 1) * cpu + 0.001, title
