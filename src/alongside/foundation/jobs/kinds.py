"""What can be done in the background: each kind of job says its name, its words and its rhythm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
TRIES = 10  # over some four hours


@dataclass(frozen=True)
class Kind:
    """`every` is given for periodic work; other jobs are asked for one by one."""

    name: str
    title: str | Promise
    run: Callable[..., object]
    every: timedelta | None
    tries: int

    def wait_after(self, tries: int) -> timedelta:
        """Each failure doubles the wait, up to a limit."""
        return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)


KINDS: dict[str, Kind] = {}


def job(
    name: str, title: str | Promise, *, every: timedelta | None = None, tries: int = TRIES
) -> Callable[[Callable], Callable]:
    """Stands over a function in a module's `jobs.py`.

    The function is handed the ids it was asked for with, `by` (whoever asked), and `once`: a token
    that stays the same however often this job is tried, for the command that does the deed. A job
    may be tried again after it was done and before that was noted, so without the token its
    deed has to be one that may be done twice.
    """

    def keep(function):
        if name in KINDS:
            raise ValueError(f"two jobs are called {name}")
        KINDS[name] = Kind(name, title, function, every, tries)
        return function

    return keep
