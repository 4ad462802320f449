"""What only passes through: in a file without a name, sealed under a key that is never written.

Nothing of it outlives the process, however that ends: the disk frees a file without a name by
itself, and the key was in memory alone.
"""

import io
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from alongside.foundation import room
from alongside.foundation.vault.sealed import Tampered

CHUNK = 64 * 1024


class Blocks:
    """Blocks of any length, each sealed for its number. Where the disk is nearly full NoRoom is
    raised and all of it let go: the last room is for the lines that reading leaves in the trail."""

    def __init__(self) -> None:
        self._file = TemporaryFile(dir=settings.DATA, buffering=0)  # noqa: SIM115 - lives as long as this
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._ends = [0]

    def close(self) -> None:
        """The disk has its room back."""
        self._file.close()

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self.close()

    def append(self, words: bytes) -> None:
        """One more."""
        if room.is_short():
            self.close()
            raise room.NoRoom
        sealed, end = self._cipher.encrypt(_nonce(len(self)), words, None), self._ends[-1]
        self._file.seek(end)
        written = 0
        while written < len(sealed):
            written += self._file.write(sealed[written:])
        self._ends.append(end + len(sealed))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, n: int) -> bytes:
        begin, end = self._ends[n : n + 2]
        self._file.seek(begin)
        try:
            return self._cipher.decrypt(_nonce(n), self._file.read(end - begin), None)
        except InvalidTag:
            raise Tampered("passing") from None

    def __iter__(self) -> Iterator[bytes]:
        return (self[n] for n in range(len(self)))


class Passing:
    """A file on its way in: written once, then read from any place in it."""

    def __init__(self) -> None:
        self.size, self._blocks, self._waiting = 0, Blocks(), bytearray()

    def write(self, words: bytes) -> None:
        """In any portions."""
        self.size += len(words)
        self._waiting += words
        while len(self._waiting) >= CHUNK:
            self._blocks.append(bytes(self._waiting[:CHUNK]))
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """The last chunk is shorter than the others."""
        self._blocks.append(bytes(self._waiting))
        self._waiting.clear()

    def close(self) -> None:
        """Nobody reads it any more."""
        self._blocks.close()

    def open(self) -> BinaryIO:
        """From its beginning; several may read at once, one after the other."""
        return io.BufferedReader(_Reader(self._blocks, self.size), CHUNK)


class _Reader(io.RawIOBase):
    def __init__(self, blocks: Blocks, size: int):
        self._blocks, self._size, self._at = blocks, size, 0
        self._held, self._chunk = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if begin + offset < 0:
            raise ValueError(offset)
        self._at = begin + offset
        return self._at

    def readinto(self, into) -> int:  # type: ignore[no-untyped-def]
        number, begin = divmod(self._at, CHUNK)
        if self._at >= self._size:
            return 0
        if number != self._held:
            self._held, self._chunk = number, self._blocks[number]
        words = self._chunk[begin : begin + len(into)]
        into[: len(words)] = words
        self._at += len(words)
        return len(words)


def _nonce(number):
    return number.to_bytes(12, "big")
