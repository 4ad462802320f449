"""Rows that were not taken: counted by reason, and given back in a file to be mended."""

import csv
import os
from collections import defaultdict
from pathlib import Path
from typing import IO

from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.tables import (
    SENT_BACK,
    Row,
    Table,
    guarded,
)

LONGEST_HEADING = 100_000


class Reasons:
    """Why rows were not taken, and on which lines; nothing of what they say."""

    def __init__(self) -> None:
        self.lines: dict[str, list[int]] = defaultdict(list)

    @property
    def count(self) -> int:
        return sum(map(len, self.lines.values()))

    def add(self, row: Row, reason: str) -> None:
        """One row that was not taken, and why."""
        self.lines[reason].append(row.line)

    def close(self) -> None:
        """Nothing is kept."""


class Rejects(Reasons):
    """Also a CSV file that only its owner reads, made when the first row comes back. Mended, it
    is taken in by the same map. One from an earlier run is replaced; any other file is not."""

    def __init__(self, path: Path, *, of: Table):
        super().__init__()
        self.path, self.headings = path, of.headings
        self._file: IO[str] | None = None
        if not path.parent.is_dir():
            raise FileRefused(f"There is no folder {path.parent} for the rejected rows.")
        if path.exists() and ((of.path and path.samefile(of.path)) or not _was_sent_back(path)):
            message = f"{path} is there already: name another place with --rejects."
            raise FileRefused(message)

    def add(self, row: Row, reason: str) -> None:
        """All its cells as they came, the line and the reason."""
        super().add(row, reason)
        if self._file is None:
            self._file = _made(self.path)
            self._write(heading_back(self.headings))
            self._file.flush()  # known as ours from now on, even if this run breaks off
        self._write(row_back(self.headings, row, reason))

    def close(self) -> None:
        """Every row is in the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, cells):
        csv.writer(self._file).writerow(cells)


def heading_back(headings: list[str]) -> list[str]:
    """The first line of a file of rejected rows, harmless to a spreadsheet as each that follows."""
    return [guarded(cell) for cell in (*headings, *SENT_BACK)]


def row_back(headings: list[str], row: Row, reason: str) -> list[str]:
    """A row as it came, its line, why it was not taken, and what stood beyond the last column."""
    known, more = row.cells[: len(headings)], row.cells[len(headings) :]
    padded = [*known, *[""] * (len(headings) - len(known))]
    return [guarded(cell) for cell in (*padded, str(row.line), reason, *more)]


def _was_sent_back(path):
    """Also when the run that made it broke off."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        first = next(csv.reader([text.readline(LONGEST_HEADING)]), [])
    return not path.stat().st_size or first[-len(SENT_BACK) :] == SENT_BACK


def _made(path):
    path.unlink(missing_ok=True)  # an older one may be open to others
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8-sig", newline="")  # the mark is for spreadsheets
