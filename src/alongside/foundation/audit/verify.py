"""Reading the whole trail again, and saying what is wrong with it."""

from collections.abc import Iterator
from datetime import datetime

from alongside.foundation.audit.chain import broken_lines
from alongside.foundation.audit.checkpoints import broken_checkpoints
from alongside.foundation.audit.triggers import missing_triggers


def problems(since: datetime | None = None) -> Iterator[str]:
    """Every fault found, the first broken line of each stream first; of what was written `since`
    then. A tail that was cut shows only against a checkpoint."""
    yield from (f"the table {table} is not append-only any more" for table in missing_triggers())
    yield from broken_lines(since)
    yield from broken_checkpoints(since)
