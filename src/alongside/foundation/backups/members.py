"""What lies in a backup, one member after another, with a signed list of contents at the end."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from alongside.foundation.vault.box import BackupRefused, SealingWriter

CONTENTS = "contents.json"
KEYS, KEY_CHANGES, ORGANISATION = "keys.jsonl", "key-changes.json", "organisation.key"
SMALL_FILES = {  # what lies outside the databases, and the setting that says where
    ORGANISATION: "KEY_FILE",
    "signing.key": "SIGNING_FILE",
    "recovery.json": "RECOVERY_FILE",
}
HIGHEST = 8 * 1024 * 1024  # bytes of one portion


class Writer:
    """Members are streamed: a name, portions with their length before them, a portion of none."""

    def __init__(self, box: SealingWriter):
        self.box = box
        self.digests: dict[str, str] = {}

    def member(self, name: str, portions: Iterable[bytes]) -> None:
        digest = sha256()
        self._portion(name.encode())
        for portion in portions:
            for start in range(0, len(portion), HIGHEST):
                piece = portion[start : start + HIGHEST]
                digest.update(piece)
                self._portion(piece)
        self._portion(b"")
        self.digests[name] = digest.hexdigest()

    def _portion(self, words):
        self.box.write(len(words).to_bytes(4, "big") + words)


@dataclass
class Reader:
    """Reads members in their order; `digests` grows with each one that was read to its end."""

    portions: Iterator[bytes]
    digests: dict[str, str] = field(default_factory=dict)
    waiting: bytearray = field(default_factory=bytearray)
    over: bool = False

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each must be read to its end before the next."""
        while not self._at_end():
            name = self._portion().decode(errors="replace")
            yield name, self._pieces(name)

    def _pieces(self, name):
        digest = sha256()
        while piece := self._portion():
            digest.update(piece)
            yield piece
        self.digests[name] = digest.hexdigest()

    def _portion(self):
        length = int.from_bytes(self._take(4), "big")
        if length > HIGHEST:
            raise BackupRefused("The backup's contents do not read right.")
        return self._take(length)

    def _take(self, count):
        while len(self.waiting) < count:
            self.waiting += self._more()
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken

    def _more(self):
        try:
            return next(self.portions)
        except StopIteration:
            raise BackupRefused("The backup's contents end too early.") from None

    def _at_end(self):
        while not self.waiting:
            try:
                self.waiting += next(self.portions)
            except StopIteration:
                return True
        return False


def as_bytes(told: dict[str, Any]) -> bytes:
    """The list of contents as it is signed."""
    return json.dumps(told, sort_keys=True).encode()
