"""An .xlsx file as rows of words: values only, days as days, nothing computed."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.imports import limits
from alongside.foundation.imports.archives import check_archive
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.repeated import workbook_of
from alongside.foundation.imports.sources import Source
from alongside.foundation.room import NoRoom

# Drop-down lists and colours that it does not know are nothing to a table.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def rows_of_sheet(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of the one sheet that is in sight and holds any."""
    try:
        check_archive(source)
        with source.open() as file:
            workbook = workbook_of(file)
            try:
                yield from _rows(_the_sheet(workbook, source.name), source.name)
            finally:
                workbook.close()
    except (FileRefused, NoRoom):
        raise
    except Exception:  # whatever broken parts make the library say, the file is what is broken
        said = _("%(name)s cannot be read as a spreadsheet: save it as .xlsx or CSV once more.")
        raise FileRefused(said % {"name": source.name}) from None


def _the_sheet(workbook, name):
    in_sight = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for sheet in in_sight:
        sheet.reset_dimensions()  # what a file says about its own size is only a claim
    filled = [sheet for sheet in in_sight if _has_a_row(sheet)]
    if len(filled) > 1:
        told = {"name": name, "sheets": len(filled)}
        said = _("%(name)s has %(sheets)s sheets with rows: keep one of them in each file.")
        raise FileRefused(said % told)
    return filled[0] if filled else None


def _has_a_row(sheet):
    """One row of headings and nothing below it is a form's leftover, but may be the only one."""
    for n, cells in enumerate(sheet.iter_rows(), start=1):
        if n > limits.MOST_ROWS:
            return True
        if any(cell.value is not None for cell in cells):
            return True
    return False


def _rows(sheet, name):
    told: dict[str, Any] = {"name": name, "most": limits.MOST_ROWS}
    cells_read = 0
    for line, row in enumerate(sheet.iter_rows() if sheet else (), start=1):
        while row and row[-1].value is None:
            row = row[:-1]
        cells_read += len(row) + 1
        told["line"] = line
        _check_extent(line, row, cells_read, told)
        yield line, [_words(cell, told) for cell in row]


def _check_extent(line, row, cells_read, told):
    if line > limits.MOST_ROWS or cells_read > limits.MOST_CELLS_OF_A_SHEET:
        raise FileRefused(_("%(name)s has too many rows: save it as CSV, or split it.") % told)
    if len(row) > limits.MOST_COLUMNS + limits.MOST_COLUMNS:
        told["most"] = limits.MOST_COLUMNS
        raise FileRefused(_("%(name)s has more than %(most)s columns.") % told)


def _words(cell, told):
    """As somebody would type it; a day is written so that it cannot be misread."""
    value: Any = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        said = _("%(name)s, row %(line)s: a formula. Save it as CSV, which keeps only its values.")
        raise FileRefused(said % told)
    if isinstance(value, str):
        return _text(value, told)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _text(value, told):
    if len(value) > limits.LONGEST_CELL:
        told["most"] = limits.LONGEST_CELL
        said = _("%(name)s, line %(line)s: a cell is longer than %(most)s signs.")
        raise FileRefused(said % told)
    return value.replace("_x000D_", "").replace("\0", "")
