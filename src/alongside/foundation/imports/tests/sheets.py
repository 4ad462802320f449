"""Spreadsheets for tests, whole ones and hostile ones."""

import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook

TYPE = "application/vnd.openxmlformats-"
OFFICE = f"{TYPE}officedocument.spreadsheetml"
FORMATS = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{FORMATS}/spreadsheetml/2006/main"'
TO = f"{FORMATS}/officeDocument/2006/relationships"
RELATED = f'<Relationships xmlns="{FORMATS}/package/2006/relationships">'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{FORMATS}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{TYPE}package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.sharedStrings+xml"/>'
    "</Types>",
    "_rels/.rels": f'{RELATED}<Relationship Id="r1" Type="{TO}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{TO}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{RELATED}<Relationship Id="r1" Type="{TO}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


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


def with_words_apart(*rows, shuffled=lambda words: words):
    """As spreadsheet programs write it: each word once in a part of its own, and cells that point
    there; in any order, where the sheet was sorted since."""
    words = shuffled(list(dict.fromkeys(cell for row in rows for cell in row)))
    place = {word: n for n, word in enumerate(words)}
    cells = [[f'<c t="s"><v>{place[cell]}</v></c>' for cell in row] for row in rows]
    told = "".join(f"<row>{''.join(row)}</row>" for row in cells)
    strings = "".join(f'<si><t xml:space="preserve">{escape(word)}</t></si>' for word in words)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in PARTS.items():
            book.writestr(name, part)
        book.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{strings}</sst>")
        sheet = f"<worksheet {MAIN}><sheetData>{told}</sheetData></worksheet>"
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()
