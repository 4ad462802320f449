"""The words of a spreadsheet, which lie in a part of their own and are pointed to by its cells."""

import json
from functools import lru_cache
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.xml.constants import SHEET_MAIN_NS

from alongside.foundation.vault.passing import Blocks

TOGETHER = 32  # words in a block: a sheet that was sorted points to them in any order
AT_HAND = 256  # blocks that stay open


def workbook_of(file: Any) -> Workbook:
    """Its sheets are read row by row, and of its words only some are open at a time."""
    reader = _Reader(file, read_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Reader(ExcelReader):
    package: Manifest

    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as xml:
                self.shared_strings = _Words(xml)


class _Words:
    """What the library takes for a list."""

    def __init__(self, xml):
        blocks, some = Blocks(), []
        for words in _each(xml):
            some.append(words)
            if len(some) == TOGETHER:
                blocks.append(json.dumps(some).encode())
                some = []
        blocks.append(json.dumps(some).encode())
        self.block = lru_cache(AT_HAND)(lambda n: json.loads(blocks[n]))

    def __getitem__(self, n):
        number, at = divmod(n, TOGETHER)
        return self.block(number)[at]


def _each(xml):
    parsed = iterparse(xml, events=["start", "end"], forbid_dtd=True)
    _event, root = next(parsed)
    for event, node in parsed:
        if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
            yield Text.from_tree(node).content.replace("x005F_", "")
            root.clear()
