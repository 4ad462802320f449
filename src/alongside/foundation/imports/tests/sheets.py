"""Spreadsheets for tests, whole ones and hostile ones."""

import io
import zipfile

from openpyxl import Workbook


def sheet(*rows, change=lambda workbook: None):
    """An .xlsx file of these rows, as bytes."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def rebuilt(content, parts, **how):
    """The same packed folder with some parts replaced or added; None takes one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", **how) as new:
        whole = {name: old.read(name) for name in old.namelist()} | parts
        for name, words in whole.items():
            if words is not None:
                new.writestr(name, words)
    return out.getvalue()
