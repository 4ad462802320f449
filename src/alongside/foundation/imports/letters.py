"""Which letters a text file means: told by its bytes, or guessed and then asked about."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.sources import Source

BLOCK = 1_000_000
SAMPLE = 60_000
# In order of preference where nothing speaks for another. Western is what Windows writes here.
GUESSES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_15", "iso8859_2", "mac_roman")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # no letters of anybody's
AS_GOOD, AS_LIKELY = 0.01, 0.05


@dataclass(frozen=True)
class Letters:
    """An encoding; `others` are those that would read the bytes too, to be asked about."""

    encoding: str
    others: tuple[str, ...] = ()


def letters_of(source: Source) -> Letters:
    """Raises FileRefused for what is no text."""
    with source.open() as file:
        head = file.read(2_000)
    if sure := _told_by(head):
        if is_text_in(source, sure):
            return Letters(sure)
    elif is_text_in(source, "utf-8-sig"):
        return Letters("utf-8-sig")
    else:
        readable = tuple(name for name in GUESSES if is_text_in(source, name, guessed=True))
        if readable:
            first = _likeliest(source, readable)
            return Letters(first, tuple(name for name in readable if name != first))
    raise FileRefused(_("%(name)s is not text: save it as CSV in UTF-8.") % {"name": source.name})


def _told_by(head):
    if head.startswith(BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and not odd else None


def is_text_in(source: Source, encoding: str, *, guessed: bool = False) -> bool:
    """Whether all of it can be read so; raises FileRefused at a NUL byte."""
    try:
        for block in text_of(source, encoding):
            if "\0" in block:
                told = {"name": source.name}
                raise FileRefused(_("%(name)s is no text table: it holds NUL bytes.") % told)
            if guessed and CONTROL.search(block):
                return False
    except (UnicodeError, LookupError):
        return False
    return True


def text_of(source: Source, encoding: str) -> Iterator[str]:
    """In portions; raises UnicodeError at the first that is no such text."""
    decoder = getincrementaldecoder(encoding)()
    with source.open() as file:
        while block := file.read(BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _likeliest(source, readable):
    found = list(from_bytes(_telling(source), cp_isolation=list(readable), threshold=0.6))
    if not found:
        return readable[0]
    best = found[0]
    as_good = [
        name
        for match in found
        for name in match.could_be_from_charset
        if match.chaos <= best.chaos + AS_GOOD and match.coherence >= best.coherence - AS_LIKELY
    ]
    return min(
        (name for name in readable if name in as_good), key=GUESSES.index, default=readable[0]
    )


def _telling(source):
    """Only lines with a letter beyond ASCII tell anything."""
    with source.open() as file:
        lines, size = [], 0
        while size < SAMPLE and (line := file.readline(SAMPLE)):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return b"".join(lines)
