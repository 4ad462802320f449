"""How lists, deltas and tokens lie in bytes: padded to few sizes, so that lengths say little."""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator

LADDER = (4, 12, 48, 192, 768)  # numbers in each piece of a list; the last size goes on
HEAD = struct.Struct(">I")  # the length of the whole list, in its first piece
OPERATIONS = 64  # in one delta
DELTA = struct.Struct(f"<IH{OPERATIONS}Q")
TOKENS_PADDED_TO = 32
ADDED = 1 << 63


def room_in(piece: int) -> int:
    """How many numbers the piece holds."""
    return LADDER[min(piece, len(LADDER) - 1)]


BEGINS = tuple(sum(LADDER[:piece]) for piece in range(len(LADDER)))


def piece_of(position: int) -> int:
    """In which piece of a list the number at this position lies."""
    if position >= BEGINS[-1]:
        return len(LADDER) - 1 + (position - BEGINS[-1]) // LADDER[-1]
    return bisect_right(BEGINS, position) - 1


def begin_of(piece: int) -> int:
    """The position of the first number in a piece."""
    beyond = max(0, piece - len(LADDER) + 1)
    return BEGINS[piece - beyond] + beyond * LADDER[-1]


def pieces_for(total: int) -> int:
    """How many pieces a list of this length has."""
    return piece_of(total - 1) + 1 if total else 0


def packed_piece(piece: int, numbers: list[int], total: int) -> bytes:
    """The piece filled up with zeros; no owner has the number zero."""
    filled = struct.pack(f"<{len(numbers)}I", *numbers).ljust(4 * room_in(piece), b"\0")
    return filled if piece else HEAD.pack(total) + filled


def first_piece(words: bytes) -> tuple[int, list[int]]:
    """The length of the whole list, and the numbers in its first piece."""
    (total,) = HEAD.unpack_from(words)
    return total, _numbers(words, min(total, LADDER[0]), HEAD.size)


def further_piece(words: bytes, piece: int, total: int) -> list[int]:
    """The numbers in any other piece of a list of this length."""
    return _numbers(words, min(total - begin_of(piece), room_in(piece)), 0)


def _numbers(words, count, at):
    return list(struct.unpack_from(f"<{count}I", words, at))


def packed_deltas(number: int, added: Iterable[int], removed: Iterable[int]) -> Iterator[bytes]:
    """At least one, also where nothing changed: whoever watches sees an edit, not of what."""
    told = [token | ADDED for token in added] + list(removed)
    for begin in range(0, max(1, len(told)), OPERATIONS):
        some = told[begin : begin + OPERATIONS]
        yield DELTA.pack(number, len(some), *some, *[0] * (OPERATIONS - len(some)))


def told_by_delta(words: bytes) -> tuple[int, list[tuple[int, bool]]]:
    """The number of the owner, and each token with whether it was added or removed."""
    number, count, *told = DELTA.unpack(words)
    return number, [(one & ~ADDED, one >= ADDED) for one in told[:count]]


def packed_tokens(tokens: frozenset[int]) -> bytes:
    """Zeros fill up to a multiple of TOKENS_PADDED_TO."""
    told = [len(tokens), *sorted(tokens)]
    return struct.pack(f"<I{len(tokens)}Q", *told) + bytes(8 * (-len(tokens) % TOKENS_PADDED_TO))


def told_tokens(words: bytes) -> frozenset[int]:
    """What `packed_tokens` packed."""
    (count,) = struct.unpack_from("<I", words)
    return frozenset(struct.unpack_from(f"<{count}Q", words, 4))
