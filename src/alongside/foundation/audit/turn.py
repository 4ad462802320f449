"""A fair turn for each writer: SQLite's own waiting can leave one of them out for seconds."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.db import connection

turn = Lock()


@contextmanager
def my_turn() -> Iterator[None]:
    """Wait in line to write; other databases than SQLite need no line."""
    if connection.vendor != "sqlite":
        yield
        return
    with turn, open(settings.DATA / "turn.lock", "a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
