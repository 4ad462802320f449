"""A table from a file: its encoding and delimiter found out, its limits kept, row by row."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 50_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
SAMPLE = 64_000
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = ",;\t|"


class FileRefused(Exception):
    """This file is not taken in at all; the message says why, and names no content."""


@dataclass(frozen=True)
class Table:
    """The headings of a file, and its text. `line` counts as an editor does, from 1."""

    headings: list[str]
    text: str
    delimiter: str

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line and cells of each row; a short row has empty cells, a long one is marked by the
        heading `None`."""
        reader = self._reader()
        next(reader)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, self._named(cells)

    def _named(self, cells):
        padded = [*cells, *[""] * (len(self.headings) - len(cells))]
        named = dict(zip(self.headings, (cell.strip() for cell in padded), strict=False))
        surplus = [cell for cell in cells[len(self.headings) :] if cell.strip()]
        return named | ({"": "surplus"} if surplus else {})

    def _reader(self):
        csv.field_size_limit(LONGEST_CELL * 4)
        return csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)


def read_table(path: Path) -> Table:
    """The table in a file; raises FileRefused for what is no table or too large a one."""
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB: split it.")
    text = _decoded(path)
    if "\x00" in text:
        raise FileRefused(f"{path.name} is not a text table: it holds NUL bytes.")
    delimiter = _delimiter(text[:SAMPLE])
    headings = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    headings = [heading.strip() for heading in headings]
    _check_headings(path.name, headings)
    return Table(headings, text, delimiter)


def _decoded(path):
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(f"{path.name} is not text: save it as CSV in UTF-8.")


def _delimiter(sample):
    first = sample.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _check_headings(name, headings):
    if not any(headings):
        raise FileRefused(f"{name} is empty: its first line should name the columns.")
    if len(headings) > MOST_COLUMNS:
        raise FileRefused(f"{name} has more than {MOST_COLUMNS} columns.")
    twice = {heading for heading in headings if heading and headings.count(heading) > 1}
    if twice:
        raise FileRefused(f"{name} names a column twice: {', '.join(sorted(twice))}.")
