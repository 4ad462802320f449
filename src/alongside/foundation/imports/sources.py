"""Where a table comes from, and whether its content is what its name says."""

import io
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from alongside.foundation.imports import limits
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.vault.passing import Passing

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEETS = {".xlsx"}
OTHER_SHEETS = {".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".numbers"}
NO_TABLES = (
    *(b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x1f\x8b", b"MZ", b"\x7fELF", b"SQLite format 3\0"),
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")


@dataclass(frozen=True)
class Source:
    """A file on this machine, or one that came through a page and lies sealed until it is read."""

    name: str
    content: Path | Passing | bytes

    @property
    def size(self) -> int:
        if isinstance(self.content, bytes):
            return len(self.content)
        return (
            self.content.size if isinstance(self.content, Passing) else self.content.stat().st_size
        )

    @property
    def path(self) -> Path | None:
        return self.content if isinstance(self.content, Path) else None

    @property
    def ending(self) -> str:
        return PurePath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        return self.content.open() if isinstance(self.content, Passing) else self.content.open("rb")


def is_spreadsheet(source: Source) -> bool:
    """A spreadsheet, or else text; raises FileRefused for anything else, whatever it is called."""
    if source.size > limits.LARGEST_FILE:
        megabytes = limits.LARGEST_FILE // 1_000_000
        told = {"name": source.name, "megabytes": megabytes}
        raise FileRefused(_("%(name)s is larger than %(megabytes)s MB: split it.") % told)
    with source.open() as file:
        head = file.read(512)
    _refuse_other_kinds(source, head)
    zipped = head.startswith(ZIP)
    if zipped != (source.ending in SHEETS):
        raise FileRefused(_not_what_it_is_called(source.name, zipped))
    return zipped


def _refuse_other_kinds(source, head):
    told = {"name": source.name}
    if head.startswith(OLE):
        said = _(
            "%(name)s is locked with a password, or of an old kind. "
            "Take the password off and save it as .xlsx or CSV."
        )
        raise FileRefused(said % told)
    if source.ending in OTHER_SHEETS:
        said = _("%(name)s may hold macros or is of another kind: save it as .xlsx or CSV.")
        raise FileRefused(said % told)
    if head.startswith(NO_TABLES) or head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP):
        raise FileRefused(_("%(name)s is no table: save it as .xlsx or CSV.") % told)


def _not_what_it_is_called(name, zipped):
    if zipped:
        said = _("%(name)s is not the text it is called: if it is a spreadsheet, name it .xlsx.")
    else:
        said = _("%(name)s is not a whole spreadsheet: save it as .xlsx or CSV once more.")
    return said % {"name": name}
