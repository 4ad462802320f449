"""Where the organisation's own key comes from: a file that only the service's user can read."""

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LENGTH = 32


class KeyTrouble(Exception):
    """The organisation's key cannot be used; the message says why and what to do."""


class KeyFile:
    """A key file outside the data directory, readable by its owner alone."""

    def __init__(self, path: Path):
        self.path = path

    def mark(self) -> tuple[int, ...]:
        """Changes whenever another file stands here."""
        status = self.path.stat()
        return status.st_ino, status.st_mtime_ns, status.st_size

    def read(self) -> list[bytes]:
        try:
            status = self.path.stat()
            read = self.path.read_bytes()
        except FileNotFoundError:
            raise KeyTrouble(
                f"The organisation's key is missing: {self.path} does not exist. "
                "Put the key file back; without it nothing can be opened."
            ) from None
        except PermissionError:
            raise KeyTrouble(
                f"The organisation's key {self.path} cannot be read by this user."
            ) from None
        if status.st_uid != os.getuid():
            raise KeyTrouble(f"The organisation's key {self.path} belongs to another user.")
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise KeyTrouble(
                f"The organisation's key {self.path} can be read by others: chmod 600 it."
            )
        if not read or len(read) % LENGTH:
            raise KeyTrouble(f"The organisation's key {self.path} is not a key: {LENGTH} bytes.")
        return [read[start : start + LENGTH] for start in range(0, len(read), LENGTH)]

    def make(self) -> None:
        """A new key, once: an existing file is never overwritten."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())

    def add(self) -> None:
        """A second key beside the one there is; whoever comes later finds it."""
        with self._alone():
            there = self.read()
            if len(there) == 1:
                self._replace([*there, secrets.token_bytes(LENGTH)])

    def keep_only(self, key: bytes) -> None:
        """Every other key is destroyed: its bytes are written over, as far as the disk lets us."""
        with self._alone(), open(self.path, "r+b") as old:
            length = len(old.read())
            self._replace([key])
            old.seek(0)
            old.write(bytes(length))
            old.flush()
            os.fsync(old.fileno())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
            os.fsync(folder)
        finally:
            os.close(folder)

    def _replace(self, keys):
        part = self.path.with_name(f"{self.path.name}.part")
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(b"".join(keys))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)  # whole, or as it was
