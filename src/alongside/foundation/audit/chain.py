"""The chain: each line carries a keyed digest of itself and of the line before."""

import hmac
from collections.abc import Iterator
from uuid import UUID

from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import subkey


def append(lines: list[Entry], *, stream: UUID) -> None:
    """Add the lines to the end of a stream. The last line is read, not remembered, so that no
    rollback can break the chain."""
    last = Entry.objects.filter(stream=stream).last()
    for line in lines:
        line.stream, line.n, line.at = stream, place_after(last), now()
        line.mac = mac_of(line, after=last)
        last = line
    Entry.objects.bulk_create(lines)


def place_after(last: Entry | None) -> int:
    """The number of the line that follows."""
    return last.n + 1 if last else 1


def mac_of(line: Entry, *, after: Entry | None) -> bytes:
    """HMAC-SHA256 over the line before and all that this line says; times in UTC."""
    before = bytes(after.mac).hex() if after else ""
    at = line.at.timestamp()
    said = [before, line.stream, line.n, f"{at:.6f}", line.verb, line.actor, line.subject]
    return hmac.digest(subkey("trail"), "\n".join(map(str, said)).encode(), "sha256")


def broken_lines() -> Iterator[str]:
    """What is wrong with the lines themselves, the first of each stream first."""
    last: Entry | None = None
    for line in Entry.objects.order_by("stream", "n").iterator(chunk_size=2000):
        if last and last.stream != line.stream:
            last = None
        if line.n != place_after(last):
            yield f"stream {line.stream}: line {place_after(last)} is missing"
        elif not hmac.compare_digest(bytes(line.mac), mac_of(line, after=last)):
            yield f"stream {line.stream}: line {line.n} was altered"
        last = line
