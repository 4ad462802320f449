"""A spreadsheet is a packed folder: its list of contents is read before anything is unpacked."""

from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from alongside.foundation.imports import limits
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.sources import Source

ENCRYPTED = 0x1
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


def check_archive(source: Source) -> None:
    """Raises FileRefused for what would unpack into more than it seems, or holds more than data;
    what is no whole archive makes zipfile, zlib or the parser complain."""
    told = {"name": source.name}
    with source.open() as file, ZipFile(file) as archive:
        parts = archive.infolist()
        if not {part.filename for part in parts} >= NEEDED:
            raise BadZipFile
        _check_sizes(parts, told)
        _check_kinds(parts, told)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _check_beginning(archive, part, told)


def _check_sizes(parts: list[ZipInfo], told: dict[str, str]) -> None:
    unpacked = sum(part.file_size for part in parts)
    bomb = len(parts) > limits.MOST_PARTS or unpacked > limits.LARGEST_PART
    for part in parts:
        sheet = part.filename.startswith("xl/worksheets/")
        bomb |= part.file_size > limits.LARGEST_SIDE_PART and not sheet
        grows = part.file_size > limits.HIGHEST_RATIO * max(part.compress_size, 1)
        bomb |= grows and part.file_size > limits.SMALL
    if bomb:
        said = _("%(name)s unpacks into far more than a table needs: save it as CSV and split it.")
        raise FileRefused(said % told)


def _check_kinds(parts: list[ZipInfo], told: dict[str, str]) -> None:
    if any(part.filename.lower().endswith(("vbaproject.bin", ".xlm")) for part in parts):
        said = _("%(name)s holds macros: save it as .xlsx without them, or as CSV.")
        raise FileRefused(said % told)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefused(_("%(name)s is locked with a password: take it off first.") % told)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise BadZipFile


def _check_beginning(archive, part, told):
    """A spreadsheet declares no entities; whoever does wants them to unfold."""
    try:
        with archive.open(part) as xml:
            next(iterparse(xml, events=["start"], forbid_dtd=True), None)
    except DefusedXmlException:
        said = _("%(name)s holds declarations that no table needs: save it as CSV.")
        raise FileRefused(said % told) from None
