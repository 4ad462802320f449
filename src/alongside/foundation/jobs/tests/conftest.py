"""A few kinds of work for the tests, and a worker that is asked for one step at a time."""

from datetime import timedelta

import pytest
from django.utils.functional import lazystr

from alongside.foundation.jobs.kinds import KINDS, Kind
from alongside.foundation.jobs.worker import Worker


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """No work of the house's own: each test brings its kinds."""
    for name in list(KINDS):
        monkeypatch.delitem(KINDS, name)

    def bring(name, run, every=None, tries=3):
        every = every and timedelta(seconds=every)
        monkeypatch.setitem(KINDS, name, Kind(name, lazystr(name), run, every, tries))

    return bring


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def calls(kinds):
    """Work that succeeds and remembers what it was told."""
    told = []
    kinds("call", lambda **asked: told.append(asked))
    return told


@pytest.fixture
def fails(kinds):
    def run(**asked):
        raise ValueError("Sam's address is 4 Mill Lane")

    kinds("fails", run)
