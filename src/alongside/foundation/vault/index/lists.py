"""Bringing additions and removals into the lists, piece by piece and each under a fresh nonce."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.ciphers import BLOCK, Secrets
from alongside.foundation.vault.index.layout import (
    first_piece,
    further_piece,
    packed_piece,
    piece_of,
    pieces_for,
)
from alongside.foundation.vault.index.recent import Changes, Moved


@dataclass
class Written:
    """What changed lists look like: the sealed pieces by label, and the labels of those that are
    not needed any more."""

    sealed: dict[int, bytes] = field(default_factory=dict)
    dropped: list[int] = field(default_factory=list)


class Posting:
    """One list: its length, and those of its pieces that a change may touch."""

    __slots__ = ("before", "pieces", "total", "touched")

    def __init__(self, total: int, first: list[int]):
        self.total = self.before = total
        self.pieces = {0: first}
        self.touched = {0}

    def needed(self, changes: Changes) -> Sequence[int]:
        """To add, the piece at the end is enough; to take out, one has to look everywhere."""
        if not all(changes.values()):
            return range(1, pieces_for(self.total))
        last = piece_of(self.total)
        return [last] if 0 < last < pieces_for(self.total) else []

    def apply(self, changes: Changes) -> None:
        """All of them; what is there already is not added twice."""
        known = self.pieces[0] if len(self.pieces) == 1 else set().union(*self.pieces.values())
        for number, added in changes.items():
            if added and number not in known:
                self._add(number)
            elif not added and number in known:
                self._remove(number)

    def _add(self, number):
        piece = piece_of(self.total)
        self.pieces.setdefault(piece, []).append(number)
        self.touched.add(piece)
        self.total += 1

    def _remove(self, number):
        """The last one takes its place."""
        piece = next(piece for piece, numbers in self.pieces.items() if number in numbers)
        at, last = self.pieces[piece].index(number), piece_of(self.total - 1)
        moved = self.pieces[last].pop()
        if moved != number:
            self.pieces[piece][at] = moved
        self.touched |= {piece, last}
        self.total -= 1


def changed(secrets: Secrets, changes: dict[int, Changes]) -> Written:
    """Reads the lists of these tokens and seals anew what changes of them; writes nothing.
    Raises Moved."""
    postings = _read(secrets, changes)
    written = Written()
    for token, posting in postings.items():
        posting.apply(changes[token])
        left = pieces_for(posting.total)
        for piece in posting.touched:
            label = secrets.label(token, piece)
            if piece < left:
                words = packed_piece(piece, posting.pieces[piece], posting.total)
                written.sealed[label] = secrets.seal(BLOCK, words, label)
        gone = range(left, pieces_for(posting.before))
        written.dropped += [secrets.label(token, piece) for piece in gone]
    return written


def _read(secrets, changes):
    labels = {secrets.label(token, 0): token for token in changes}
    postings = {token: Posting(0, []) for token in changes}
    for label, sealed in tables.blocks(sorted(labels)).items():
        postings[labels[label]] = Posting(*first_piece(secrets.open(BLOCK, sealed, label)))
    wanted = {
        secrets.label(token, piece): (token, piece)
        for token, posting in postings.items()
        for piece in posting.needed(changes[token])
    }
    found = tables.blocks(sorted(wanted))
    if len(found) < len(wanted):
        raise Moved
    for label, sealed in found.items():
        token, piece = wanted[label]
        posting, opened = postings[token], secrets.open(BLOCK, sealed, label)
        posting.pieces[piece] = further_piece(opened, piece, posting.total)
    return postings
