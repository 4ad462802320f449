"""Rows that were not taken, given back in a file with the line and the reason."""

import csv
import os
from pathlib import Path
from typing import IO

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Rejects:
    """A CSV file that only its owner reads; it is made when the first row comes back."""

    def __init__(self, path: Path, headings: list[str]):
        self.path, self.headings, self.count = path, headings, 0
        self._file: IO[str] | None = None

    def add(self, line: int, row: dict[str, str], reason: str) -> None:
        """One row as it came, and why it was not taken."""
        if self._file is None:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(handle, "w", encoding="utf-8", newline="")
            self._write([*self.headings, "line", "reason"])
        self.count += 1
        self._write([*(row.get(name, "") for name in self.headings), str(line), reason])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _write(self, cells):
        csv.writer(self._file).writerow([harmless(cell) for cell in cells])


def harmless(cell: str) -> str:
    """A spreadsheet takes these beginnings for a formula; an apostrophe makes them text again."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
