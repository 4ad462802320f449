"""A release as a file: one number a line for machines, or sheets to be read."""

import csv
import io

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _

from alongside.foundation.imports.tables import guarded
from alongside.foundation.ui.written import clock_time, local, plain_day
from alongside.insight.cut import Lists
from alongside.insight.models import Release

# With its byte order mark, without which Excel reads Zoë as ZoÃ«; other programs skip it.
ENCODING = "utf-8-sig"
# Names that people chose stay words: no formula, no link; and no copy is left on the disk.
SHEETS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def name_of(release: Release) -> str:
    """Without a word on what is in it."""
    return f"summary-{release.cut.period.code}"


def csv_of(release: Release, lists: Lists) -> bytes:
    """One number a line, beside the names of its table, row and column."""
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow([_("Table"), _("Row"), _("Column"), _("Number")])
    for name, words in _about(release, lists):
        lines.writerow([_("About"), name, "", guarded(words)])
    for table in release.tables:
        for row, *cells in table["rows"]:
            for column, cell in zip(table["columns"], cells, strict=True):
                across = column if len(table["columns"]) > 1 else ""
                told = (table["title"], row, across, str(cell))
                lines.writerow([guarded(words) for words in told])
    return file.getvalue().encode(ENCODING)


def xlsx_of(release: Release, lists: Lists) -> bytes:
    """A sheet that says what this is, and one for each figure with its tables."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, SHEETS) as book:
        strong = book.add_format({"bold": True})
        about = book.add_worksheet(_("About"))
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 80)
        for down, (name, words) in enumerate(_about(release, lists)):
            about.write_string(down, 0, name, strong)
            about.write_string(down, 1, words)
        for figure in dict.fromkeys(table["figure"] for table in release.tables):
            mine = [table for table in release.tables if table["figure"] == figure]
            _write(book.add_worksheet(_sheet(figure, book)), mine, strong)
    return file.getvalue()


def _write(sheet, tables, strong):
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 40, 16)
    sheet.write_string(0, 0, tables[0]["said"])
    down = 2
    for table in tables:
        sheet.write_string(down, 0, table["title"], strong)
        sheet.write_row(down + 1, 0, [table["heading"], *table["columns"]], strong)
        for row in table["rows"]:
            sheet.write_row(down + 2, 0, row)
            down += 1
        down += 4


def _sheet(figure, book):
    # Excel takes 31 letters and none of these; a name that is taken gets a number.
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in figure)[:28].strip()
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    return plain if plain.lower() not in taken else f"{plain} {len(taken)}"


def _about(release, lists):
    cut = release.cut
    yield _("Service"), settings.SERVICE_NAME
    yield _("What it is"), _("Summary of a period")
    yield _("Period"), cut.period.words
    yield _("Programme"), lists.programmes.get(str(cut.programme), _("All"))
    yield _("Funding stream"), lists.streams.get(str(cut.stream), _("All"))
    yield _("Counted on"), f"{plain_day(release.at)}, {clock_time(local(release.at))}"
    yield _("Fewer than 5"), _("1, 2, 3 or 4: small numbers are not told.")
    yield _("Withheld"), _("Not told, so that no small number can be worked out.")
