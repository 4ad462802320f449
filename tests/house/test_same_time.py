"""Behind a wall, in other hands, or never there: the answer takes the same time.

Requests of the three kinds are interleaved in an order drawn by lot, so that whatever else the
machine does falls on all of them alike. The time for which this thread wanted to run and the
processors were busy with others is left out, as the system counts it; sleeping and waiting for a
disk or a lock are not. What is compared are the medians, and a difference has to stand in each of
a few runs."""

import gc
import logging
import random
import time
from pathlib import Path
from statistics import median
from uuid import UUID

import pytest
from django.http import Http404
from django.urls import reverse

from alongside.casework.cases import pages
from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.cases.models import Case
from alongside.casework.people.commands import add_person
from alongside.casework.walls.commands import raise_wall

pytestmark = pytest.mark.alone
QUEUE = Path("/proc/thread-self/schedstat")
ROUNDS, RUNS = 60, 5
FELT = 0.0005  # seconds; across a network nobody tells less apart, and a sleep of a ms is twice it


@pytest.fixture(autouse=True)
def no_log():
    """What is written about a request for the test's own report is not part of the answer."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def kinds(sams_case, sam, ada, ben, mona, maja):
    """Three cases that are nothing to Ada; the last one to nobody."""
    foreign = open_case(add_person(known_as="Rana", by=ben), by=maja)
    allocate(foreign, worker=ben, by=maja)
    raise_wall(sam, user=ada, reason="", by=mona)
    never = UUID("00000000-0000-4000-8000-000000000000")
    return {"walled": sams_case.pk, "foreign": foreign.pk, "missing": never}


def kept_waiting():
    """Seconds for which this thread was ready and others had the processors."""
    if not QUEUE.exists():
        return 0.0
    return int(QUEUE.read_text().split()[1]) / 1e9


def medians(client, address, kinds, chance):
    """Of each kind, how long the answer took in the middle."""
    took = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind in chance.sample(sorted(kinds), len(kinds)):
            page = reverse(address, args=[kinds[kind]])
            waited, began = kept_waiting(), time.perf_counter()
            answer = client.get(page)
            took[kind].append(time.perf_counter() - began - (kept_waiting() - waited))
            assert answer.status_code == 404
    return [median(times) for times in took.values()]


def difference(client, address, kinds):
    """The smallest of a few runs: chance makes one run differ, a slower path all of them."""
    chance, least = random.Random(19), float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(RUNS):
            middle = medians(client, address, kinds, chance)
            least = min(least, max(middle) - min(middle))
            if least < FELT:
                break
    finally:
        gc.enable()
    return least


@pytest.mark.parametrize("address", ["desk:case", "contacts:add"])
def test_all_three_take_the_same_time(as_ada, kinds, address):
    assert difference(as_ada, address, kinds) < FELT


def test_one_millisecond_more_for_one_of_them_would_be_noticed(as_ada, kinds, monkeypatch):
    """As if somebody looked, for the log, whether there is such a case after all."""

    def slower(user, case_id, **how):
        try:
            return found(user, case_id, **how)
        except Http404:
            if Case.objects.filter(pk=case_id, person__walls__user=user):
                time.sleep(0.001)
            raise

    found = pages.case_in_sight
    monkeypatch.setattr(pages, "case_in_sight", slower)
    assert difference(as_ada, "desk:case", kinds) >= FELT
