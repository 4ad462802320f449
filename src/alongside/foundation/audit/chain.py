"""The chain: each line carries a keyed digest of itself and of the line before."""

import hmac
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now
from alongside.foundation.vault.many.writing import write_many
from alongside.foundation.vault.organisation import subkey


def append(lines: list[Entry], *, stream: UUID) -> None:
    """Add the lines to the end of a stream. The last line is read, not remembered, so that no
    rollback can break the chain."""
    last = Entry.objects.filter(stream=stream).last()
    at = now()
    for line in lines:
        line.stream, line.n, line.at = stream, place_after(last), at
        line.mac = mac_of(line, after=last)
        last = line
    write_many(lines)


def place_after(last: Entry | None) -> int:
    """The number of the line that follows."""
    return last.n + 1 if last else 1


def mac_of(line: Entry, *, after: Entry | None) -> bytes:
    """HMAC-SHA256 over the line before and all that this line says; times in UTC."""
    before = bytes(after.mac).hex() if after else ""
    at = line.at.timestamp()
    said = [before, line.stream, line.n, f"{at:.6f}", line.verb, line.actor, line.subject]
    return hmac.digest(subkey("trail"), "\n".join(map(str, said)).encode(), "sha256")


def broken_lines(since: datetime | None = None) -> Iterator[str]:
    """What is wrong with the lines themselves, the first of each stream first. Given `since`, of
    each stream from the first line on that was written since then, against the line before it."""
    if since is None:
        yield from _broken_among(Entry.objects.order_by("stream", "n"), None)
        return
    # By their numbers: where the clock was put back, a later line has an earlier time.
    grown = Entry.objects.filter(at__gte=since).order_by().values("stream").annotate(Min("n"))
    for found in list(grown):
        stream = Entry.objects.filter(stream=found["stream"]).order_by("n")
        before = stream.filter(n=found["n__min"] - 1).first()
        yield from _broken_among(stream.filter(n__gte=found["n__min"]), before)


def _broken_among(lines, last):
    for line in lines.iterator(chunk_size=2000):
        if last and last.stream != line.stream:
            last = None
        if line.n != place_after(last):
            yield f"stream {line.stream}: line {place_after(last)} is missing"
        elif not hmac.compare_digest(bytes(line.mac), mac_of(line, after=last)):
            yield f"stream {line.stream}: line {line.n} was altered"
        last = line
