"""Two ways to leave a line in the trail: `command` for a change, `note` for a visit."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model

from alongside.foundation import room
from alongside.foundation.audit import once as only_once
from alongside.foundation.audit.chain import append
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.turn import my_turn


class Writer(threading.local):
    """One writing thread: a stream of its own, so that nobody waits for a common head."""

    lines: list[Entry]
    endings: dict[Callable[[set[UUID]], None], set[UUID]]
    writing = False
    process: int | None = None

    def __init__(self) -> None:
        self.remembered: dict[UUID, Any] = {}

    def stream(self) -> UUID:
        if self.process != os.getpid():  # a forked process starts a stream of its own
            self.process, self.own_stream = os.getpid(), uuid4()
        return self.own_stream


writer = Writer()


def command(verb: str, *, when_full: bool = False) -> Callable[[Callable], Callable]:
    """Make a function one transaction, done by someone, with its lines in the trail.

    It takes `by`, and returns the row it changed, or a list of them. A command called by
    another joins it. Given a token as `once`, it is done once however often it is asked:
    asked again, it answers with the row that came of the first time. The same token with other
    words raises SentBefore. On a disk that is nearly full it raises NoRoom and changes nothing,
    unless it is small and may not wait: `when_full`.
    """

    def decorate(function):
        @wraps(function)
        def run(*args, by, once=None, **kwargs):
            if not (writer.writing or when_full) and room.is_short():
                raise room.NoRoom
            with _nested() if writer.writing else _outermost():
                if once:
                    claim = only_once.claim(once, only_once.digest(verb, by, args, kwargs))
                    if not claim.mine:
                        return claim.earlier
                changed = function(*args, by=by, **kwargs)
                rows = changed if isinstance(changed, list) else [changed]
                writer.lines.extend(_line(verb, subject=row, by=by) for row in rows)
                if once:
                    only_once.keep(once, changed)
            return changed

        run.verb = verb
        return run

    return decorate


def note(verb: str, *, subject: Model, by: Model) -> None:
    """Someone looked: committed before the page reads anything."""
    with _nested() if writer.writing else _outermost():
        writer.lines.append(_line(verb, subject=subject, by=by))


def at_the_end(deed: Callable[[set[UUID]], None], row: UUID) -> None:
    """Done once in this transaction, when every command in it has said what it changed: the deed
    is given the ids of all rows it was asked for. It reads them as they stand then, for what was
    undone meanwhile is asked for all the same. Outside of a command it is done now."""
    if writer.writing:
        writer.endings.setdefault(deed, set()).add(row)
    else:
        deed({row})


def remembered() -> dict[UUID, Any]:
    """What this transaction knows of rows it wrote, by their ids: gone with it, however it ends."""
    return writer.remembered


def subject_of(row: Model) -> str:
    """How the trail names a row: its table and its id."""
    return f"{row._meta.label_lower}:{row.pk}"


def _line(verb, *, subject, by):
    return Entry(verb=verb, actor=by.pk, subject=subject_of(subject))


@contextmanager
def _outermost() -> Iterator[None]:
    writer.lines, writer.endings, writer.writing = [], {}, True
    try:
        with my_turn(), transaction.atomic():
            yield
            for deed, rows in writer.endings.items():
                deed(rows)
            append(writer.lines, stream=writer.stream())  # once, and last before COMMIT
        meter.lines += len(writer.lines)
    finally:
        writer.writing, writer.remembered = False, {}


@contextmanager
def _nested() -> Iterator[None]:
    before = len(writer.lines)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del writer.lines[before:]  # what was undone leaves no line
        raise
