"""A table from a file: what kind of file it is found out, its limits kept, row by row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.foundation.imports import limits
from alongside.foundation.imports.days import evidence_of
from alongside.foundation.imports.delimited import rows_of_text
from alongside.foundation.imports.letters import is_text_in, letters_of
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.profiles import SHAPES
from alongside.foundation.imports.sources import Source, is_spreadsheet
from alongside.foundation.imports.spreadsheets import rows_of_sheet

SPREADSHEET = "spreadsheet"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones of East Asian keyboards too
SENT_BACK = ["line", "reason"]  # how the heading of a file of rejected rows ends
LOOKED_AHEAD = 20


@dataclass(frozen=True)
class Row:
    """One row: its cells as they came, and without spaces around them by their headings. `line`
    is the line on which it begins, as an editor or a spreadsheet counts."""

    line: int
    cells: list[str]
    named: dict[str, str]
    surplus: bool


@dataclass(frozen=True)
class Table:
    """A file that was looked through once, and is read anew row by row."""

    name: str
    read: Callable[[], Iterator[tuple[int, list[str]]]]
    headings: list[str]
    sent_back: bool = False  # rejected rows, mended: line and reason are left out again
    encoding: str = ""
    others: tuple[str, ...] = ()  # encodings that would fit as well
    path: Path | None = None

    def rows(self) -> Iterator[Row]:
        """Every row that says anything; raises FileRefused at what is no table, or is too large."""
        for n, (line, cells) in enumerate(self.read(), start=1):
            if n > limits.MOST_ROWS:
                told = {"name": self.name, "most": limits.MOST_ROWS}
                raise FileRefused(_("%(name)s has more than %(most)s rows: split it.") % told)
            yield self.row(line, self._as_first_sent(cells) if self.sent_back else cells)

    def row(self, line: int, cells: list[str]) -> Row:
        """Cells with their headings."""
        known, more = cells[: len(self.headings)], cells[len(self.headings) :]
        padded = [*known, *[""] * (len(self.headings) - len(known))]
        named = {name: cell.strip() for name, cell in zip(self.headings, padded, strict=True)}
        return Row(line, cells, named, any(cell.strip() for cell in more))

    def _as_first_sent(self, cells):
        width = len(self.headings)
        return [_unguarded(cell) for cell in cells[:width] + cells[width + len(SENT_BACK) :]]


def read_table(source: Source | Path, encoding: str | None = None) -> Table:
    """The table in a file; raises FileRefused for what is no table, or is too large."""
    if isinstance(source, Path):
        source = Source(source.name, source)
    others: tuple[str, ...] = ()
    if is_spreadsheet(source):
        encoding, everything = SPREADSHEET, lambda: rows_of_sheet(source)
    else:
        letters = letters_of(source)
        encoding, others = _chosen(source, letters, encoding)
        everything = lambda: rows_of_text(source, str(encoding))  # noqa: E731
    begin, cells = _heading_row(everything())
    headings = [cell.strip() for cell in cells]
    if sent_back := headings[-len(SENT_BACK) :] == SENT_BACK:
        headings = [_unguarded(heading) for heading in headings[: -len(SENT_BACK)]]
    _check_headings(source.name, headings)
    return Table(
        name=source.name,
        read=lambda: _below(everything(), begin),
        headings=headings,
        sent_back=sent_back,
        encoding=encoding,
        others=others,
        path=source.path,
    )


def _chosen(source, letters, wanted):
    if wanted is None:
        return letters.encoding, letters.others
    if not is_text_in(source, wanted):
        told = {"name": source.name, "encoding": wanted}
        raise FileRefused(_("%(name)s is not text in %(encoding)s.") % told)
    return wanted, ()


def guarded(cell: str) -> str:
    """A spreadsheet takes these beginnings for a formula; an apostrophe makes them text again."""
    return f"'{cell}" if _starts_a_formula(cell) else cell


def _unguarded(cell):
    return cell[1:] if cell.startswith("'") and _starts_a_formula(cell) else cell


def _starts_a_formula(cell):
    return cell.lstrip("' ").startswith(FORMULA)


def _says_anything(cells):
    return any(cell.strip() for cell in cells)


def _heading_row(read):
    """The first row with at least half as many words as the fullest: above it stand titles."""
    ahead = _ahead(read)
    words = [sum(bool(cell.strip()) for cell in cells) for _line, cells in ahead]
    for row, count in zip(ahead, words, strict=True):
        if count * 2 >= max(words):
            return row
    return 0, []


def _ahead(read):
    """What breaks off further down is told when the rows are read."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in islice((row for row in read if _says_anything(row[1])), LOOKED_AHEAD):
            rows.append(row)
    except FileRefused:
        if not rows:
            raise
    return rows


def _below(read, begin):
    return ((line, cells) for line, cells in read if line > begin and _says_anything(cells))


def _check_headings(name, headings):
    told = {"name": name, "most": limits.MOST_COLUMNS}
    if not any(headings):
        raise FileRefused(_("%(name)s is empty: its first line should name the columns.") % told)
    if len(headings) > limits.MOST_COLUMNS:
        raise FileRefused(_("%(name)s has more than %(most)s columns.") % told)
    twice = {heading for heading in headings if heading and headings.count(heading) > 1}
    if twice:
        told["columns"] = ", ".join(sorted(twice))
        raise FileRefused(_("%(name)s names a column twice: %(columns)s.") % told)
    if any(_is_no_heading(heading) for heading in headings):
        said = _("%(name)s has no line that names the columns: add one on top.")
        raise FileRefused(said % told)


def _is_no_heading(words):
    """An e-mail address, a telephone number or a day is somebody's, and no name of a column."""
    of_somebody = (SHAPES["email"], SHAPES["phone"])
    return any(shape.fullmatch(words) for shape in of_somebody) or evidence_of([words]).days > 0
