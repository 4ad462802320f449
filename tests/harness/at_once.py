"""Two people at the same moment, each over a connection of her own."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from django.db import connection, connections

LONG_ENOUGH, NEVER = 0.7, 30  # seconds


@dataclass
class Came:
    """What each got: an answer, or an exception; and whether the second had to wait."""

    first: Any = None
    second: Any = None
    waited: bool = False


def two_at_once(first: Callable[[], Any], second: Callable[[], Any], *, before: str) -> Came:
    """The first stops before its first statement that begins with `before`, by which time it
    holds what it locks; then the second begins. Without a lock the second would be done before
    the first goes on."""
    came, stopped, over = Came(), Event(), Event()

    def stop(execute, sql, params, many, context):
        if sql.startswith(before) and not stopped.is_set():
            stopped.set()
            came.waited = not over.wait(LONG_ENOUGH)
        return execute(sql, params, many, context)

    def begin():
        with connection.execute_wrapper(stop):
            came.first = _answer(first)
        connections.close_all()

    def follow():
        came.second = _answer(second)
        over.set()
        connections.close_all()

    threads = [Thread(target=begin), Thread(target=follow)]
    threads[0].start()
    assert stopped.wait(NEVER), f"no statement began with {before}: {came.first!r}"
    threads[1].start()
    for thread in threads:
        thread.join(NEVER)
        assert not thread.is_alive(), "they wait for each other"
    return came


def _answer(deed):
    try:
        return deed()
    except Exception as trouble:
        return trouble
