"""Work that is due by the clock is done once, whoever looks and whatever the clock does."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation import clock
from alongside.foundation.jobs import queue
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.worker import Worker

EVERY = 600


@pytest.fixture
def done_at(kinds):
    moments = []
    kinds("trail", lambda **asked: moments.append(clock.now()), every=EVERY)
    queue.plant_periodic_work()
    return moments


def at(moment, *workers):
    """These workers look at the same moment; how many found something to do."""
    with clock.stand_at(moment):
        return sum(worker.work_once() for worker in workers)


def test_once_over_many_workers(done_at):
    begin, workers = clock.now(), [Worker() for _ in range(4)]
    assert at(begin, *workers) == 1
    assert at(begin + timedelta(seconds=EVERY - 1), *workers) == 0
    assert at(begin + timedelta(seconds=EVERY + 1), *workers) == 1


def test_it_is_planted_once_and_follows_a_new_rhythm(done_at, kinds):
    queue.plant_periodic_work()
    assert Job.objects.periodic().count() == 1
    kinds("trail", lambda **asked: None, every=60)
    queue.plant_periodic_work()
    assert Job.objects.get().every == timedelta(seconds=60)


def test_each_time_has_a_token_of_its_own(kinds, worker):
    tokens = set()
    kinds("trail", lambda **asked: tokens.add(asked["once"]), every=EVERY)
    queue.plant_periodic_work()
    begin = clock.now()
    for hour in range(3):
        at(begin + timedelta(hours=hour), worker)
    assert len(tokens) == 3


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(-10_000_000, 10_000_000), st.integers(1, 2_000)),
        min_size=1,
        max_size=6,
    )
)
def test_jumps_of_the_clock_double_nothing_and_starve_nothing(done_at, worker, jumps):
    """The clock jumps, then true time goes on. Two times lie a period apart but for what the clock
    jumped in between; after one jump, however far, nothing waits for more than three periods."""
    Job.objects.update(due=clock.now(), not_before=clock.now())
    true, shown, last, since = 0, clock.now(), 0, []
    for jump, passes in [(0, 100), *jumps]:
        shown = clock.so_long_after(shown, timedelta(seconds=jump))
        since.append(abs(jump))
        for _ in range(-(-passes // 100)):
            true, shown = true + 100, clock.so_long_after(shown, timedelta(seconds=100))
            if found := at(shown, worker, worker):
                assert found == 1
                assert last == 0 or true - last >= EVERY - sum(since)
                last, since = true, []
            assert true - last <= EVERY + sum(since) + 100
            assert len(since) > 1 or true - last <= 3 * EVERY + 100


def test_put_back_by_a_year_it_does_not_wait_a_year(done_at, worker):
    begin = clock.now()
    at(begin + timedelta(days=365), worker)
    assert at(begin, worker) == 1
    assert at(begin + timedelta(seconds=1), worker) == 0, "and once is enough"
