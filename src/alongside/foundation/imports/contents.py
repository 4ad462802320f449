"""What a file holds, looked through once: its columns, and its rows in pieces of one batch."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID, uuid5

from alongside.foundation.imports.models import Upload
from alongside.foundation.imports.profiles import Profile
from alongside.foundation.imports.tables import Row, Table
from alongside.foundation.vault.passing import Blocks
from alongside.foundation.vault.sealed import Tampered

PIECE = 250  # rows at most
LARGEST_PIECE = 500_000  # letters; the row that goes beyond it is the last of its piece


@dataclass
class Contents:
    """Between the reading of a file and its keeping, when it is known whether all of it can be
    read: its pieces lie sealed meanwhile, and are opened one by one."""

    columns: list[dict[str, Any]] = field(default_factory=list)
    pieces: Blocks = field(default_factory=Blocks)
    rows: int = 0


def contents_of(table: Table) -> Contents:
    """Raises FileRefused where the file breaks off or grows too large."""
    contents, profiles = Contents(), [Profile(heading) for heading in table.headings]
    piece: list[list[Any]] = []
    letters = 0
    for row in table.rows():
        contents.rows += 1
        piece.append([row.line, row.cells])
        letters += sum(map(len, row.cells))
        if len(piece) == PIECE or letters > LARGEST_PIECE:
            contents.pieces.append(json.dumps(piece).encode())
            piece, letters = [], 0
        for profile, cell in zip(profiles, row.named.values(), strict=True):
            profile.see(cell)
    if piece:
        contents.pieces.append(json.dumps(piece).encode())
    contents.columns = [profile.told() for profile in profiles]
    return contents


def table_of(upload: Upload) -> Table:
    """A file that lies sealed here, as a table again; its letters as somebody said they are."""
    headings = [column["heading"] for column in columns_of(upload)]
    return Table(name="", read=lambda: iter(()), headings=headings, encoding=upload.letters)


def columns_of(upload: Upload) -> list[dict[str, Any]]:
    """What each column seems to hold."""
    columns: Any = upload.columns
    return [
        {
            **column,
            "heading": recoded(column["heading"], upload),
            "samples": [recoded(sample, upload) for sample in column["samples"]],
            "words": [recoded(word, upload) for word in column["words"] or []],
            "listed": column["words"] is not None,
        }
        for column in columns
    ]


def pieces_of(upload: Upload) -> Iterator[tuple[int, list[Row]]]:
    """Batches of rows with their numbers; each is opened when it is asked for. Raises Tampered
    for a piece that is missing, or another than was sealed as the one of this number."""
    last, n = not upload.rows, 0
    while not last:
        piece = upload.pieces.filter(n=n).first()
        last = piece is not None and piece.pk == place_of(upload, n, last=True)
        if piece is None or not (last or piece.pk == place_of(upload, n, last=False)):
            raise Tampered("upload_piece.rows")
        yield n, _rows_of(upload, piece)
        n += 1


def place_of(upload: Upload, n: int, *, last: bool) -> UUID:
    """The id of a piece. It is sealed with the rows, so that whose file it is of, which of its
    pieces, and whether the last, cannot be changed: none can be moved, left out or added."""
    return uuid5(upload.pk, f"{n} {'last' if last else 'and more'}")


def _rows_of(upload, piece):
    piece.upload, table, rows = upload, table_of(upload), cast(Any, piece.rows)
    return [table.row(line, [recoded(cell, upload) for cell in cells]) for line, cells in rows]


def recoded(words: str, upload: Upload, meant: str | None = None) -> str:
    """Read in the encoding that was guessed, told in the one that is meant."""
    meant = meant or upload.meant
    if not meant or words.isascii():
        return words
    return words.encode(upload.letters).decode(meant)
