"""Text tables: commas, semicolons, tabs or bars, with or without quotation marks."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from statistics import median_low
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.imports import limits
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.sources import Source

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE = 100_000
ROWS_SAMPLED = 20
HIGHEST_FIELD = 10_000_000
csv.field_size_limit(HIGHEST_FIELD)


def rows_of_text(source: Source, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row, the headings included. An open quotation mark would swallow the
    rows that follow, so it ends the reading instead."""
    told: dict[str, Any] = {"name": source.name, "most": limits.LONGEST_CELL}
    with io.TextIOWrapper(source.open(), encoding=encoding, newline="") as text:
        delimiter = _delimiter_of(text.read(SAMPLE))
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter, strict=True, skipinitialspace=True)
        while True:
            told["line"] = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                said = _("%(name)s, line %(line)s: a quotation mark is not closed, or misplaced.")
                raise FileRefused(said % told) from None
            if cells is None:
                return
            if any(len(cell) > limits.LONGEST_CELL for cell in cells):
                said = _("%(name)s, line %(line)s: a cell is longer than %(most)s signs.")
                raise FileRefused(said % told)
            yield told["line"], cells


def _delimiter_of(sample):
    """The sign that gives the most columns, in the middle one of the first rows."""
    return max(DELIMITERS, key=lambda sign: _columns(sample, sign))


def _columns(sample, sign):
    lines = io.StringIO(sample, newline="")
    widths = []
    try:
        for cells in islice(csv.reader(lines, delimiter=sign), ROWS_SAMPLED):
            if cells:
                widths.append(len(cells))
    except csv.Error:
        return 0
    return median_low(widths) if widths else 0
