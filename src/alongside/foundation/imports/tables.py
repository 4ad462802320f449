"""A table from a file: its encoding and delimiter found out, its limits kept, row by row."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 50_000_000
MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
LONGEST_CELL = 20_000
LONGEST_HEADING = 100_000
BLOCK = 1_000_000
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones of East Asian keyboards too
SENT_BACK = ["line", "reason"]  # how the heading of a file of rejected rows ends


class FileRefused(Exception):
    """This file is not taken in at all; the message says why, and quotes no cell."""


@dataclass(frozen=True)
class Row:
    """One row: its cells as they came, and without spaces around them by their headings. `line`
    is the line on which it begins, as an editor counts."""

    line: int
    cells: list[str]
    named: dict[str, str]
    surplus: bool


@dataclass(frozen=True)
class Table:
    """A file that was looked through once, and is read anew row by row."""

    path: Path
    encoding: str
    delimiter: str
    headings: list[str]
    sent_back: bool  # rejected rows, mended: the line and the reason are left out again

    def rows(self) -> Iterator[Row]:
        """Every row that says anything; raises FileRefused at what is no table, or is too large."""
        read = _rows_of(self.path, self.encoding, self.delimiter)
        next(read)  # the headings
        for n, (line, cells) in enumerate(read, start=1):
            if n > MOST_ROWS:
                raise FileRefused(f"{self.path.name} has more than {MOST_ROWS:,} rows: split it.")
            yield self._row(line, self._as_first_sent(cells) if self.sent_back else cells)

    def _row(self, line, cells):
        known, more = cells[: len(self.headings)], cells[len(self.headings) :]
        padded = [*known, *[""] * (len(self.headings) - len(known))]
        named = {name: cell.strip() for name, cell in zip(self.headings, padded, strict=True)}
        return Row(line, cells, named, any(cell.strip() for cell in more))

    def _as_first_sent(self, cells):
        width = len(self.headings)
        return [_unguarded(cell) for cell in cells[:width] + cells[width + len(SENT_BACK) :]]


def read_table(path: Path) -> Table:
    """The table in a file; raises FileRefused for what is no table, or is too large."""
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB: split it.")
    encoding = _encoding_of(path)
    delimiter = _delimiter_of(path, encoding)
    _, cells = next(_rows_of(path, encoding, delimiter), (0, []))
    headings = [cell.strip() for cell in cells]
    if sent_back := headings[-len(SENT_BACK) :] == SENT_BACK:
        headings = [_unguarded(heading) for heading in headings[: -len(SENT_BACK)]]
    _check_headings(path.name, headings)
    return Table(path, encoding, delimiter, headings, sent_back)


def guarded(cell: str) -> str:
    """A spreadsheet takes these beginnings for a formula; an apostrophe makes them text again."""
    return f"'{cell}" if _starts_a_formula(cell) else cell


def _unguarded(cell):
    return cell[1:] if cell.startswith("'") and _starts_a_formula(cell) else cell


def _starts_a_formula(cell):
    return cell.lstrip("' ").startswith(FORMULA)


def _rows_of(path, encoding, delimiter):
    """Line and cells of each row, the headings included. An open quotation mark would swallow the
    rows that follow, so it ends the reading instead."""
    with path.open(encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True, skipinitialspace=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                message = f"{path.name}, line {line}: a quotation mark is not closed, or misplaced."
                raise FileRefused(message) from None
            if cells is None:
                return
            if any(len(cell) > LONGEST_CELL for cell in cells):
                message = f"{path.name}, line {line}: a cell is longer than {LONGEST_CELL:,} signs."
                raise FileRefused(message)
            if any(cell.strip() for cell in cells):
                yield line, cells


def _encoding_of(path):
    with path.open("rb") as file:
        marked = file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        if _is_text_in(path, encoding):
            return encoding
    raise FileRefused(f"{path.name} is not text: save it as CSV in UTF-8.")


def _is_text_in(path, encoding):
    try:
        with path.open(encoding=encoding, newline="") as text:
            while block := text.read(BLOCK):
                if "\0" in block:
                    raise FileRefused(f"{path.name} is no text table: it holds NUL bytes.")
    except UnicodeError:
        return False
    return True


def _delimiter_of(path, encoding):
    with path.open(encoding=encoding) as text:
        first = text.readline(LONGEST_HEADING)
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _check_headings(name, headings):
    if not any(headings):
        raise FileRefused(f"{name} is empty: its first line should name the columns.")
    if len(headings) > MOST_COLUMNS:
        raise FileRefused(f"{name} has more than {MOST_COLUMNS} columns.")
    twice = {heading for heading in headings if heading and headings.count(heading) > 1}
    if twice:
        raise FileRefused(f"{name} names a column twice: {', '.join(sorted(twice))}.")
