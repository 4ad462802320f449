"""The one clock of the house: every now and every today comes from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone


class Clock:
    ahead = timedelta(0)


_clock = Clock()


def now() -> datetime:
    """This moment, aware, in the service's own time zone."""
    return timezone.localtime(timezone.now() + _clock.ahead)


def today() -> date:
    """The day on the service's wall calendar."""
    return now().date()


def so_long_after(moment: datetime, wait: timedelta) -> datetime:
    """When that much time has passed, in the same zone. `moment + wait` moves the hands of the
    wall clock instead: in the night the clocks go back, an hour's access would last two."""
    return (moment.astimezone(UTC) + wait).astimezone(moment.tzinfo)


@contextmanager
def stand_at(moment: datetime) -> Iterator[None]:
    """Let the whole process live from another moment on: for tests, and for the demo's past."""
    before = _clock.ahead
    _clock.ahead = moment - timezone.now()
    try:
        yield
    finally:
        _clock.ahead = before
