"""Where the organisation's own key comes from: a file that only the service's user can read."""

import os
import secrets
import stat
from pathlib import Path
from typing import Protocol

LENGTH = 32


class KeyTrouble(Exception):
    """The organisation's key cannot be used; the message says why and what to do."""


class KeyProvider(Protocol):
    """Whatever can hand out the organisation's key: 32 bytes that never lie beside the data."""

    def organisation_key(self) -> bytes: ...


class KeyFile:
    """A key file outside the data directory, readable by its owner alone."""

    def __init__(self, path: Path):
        self.path = path

    def organisation_key(self) -> bytes:
        try:
            status = self.path.stat()
            key = self.path.read_bytes()
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
        if len(key) != LENGTH:
            raise KeyTrouble(f"The organisation's key {self.path} is not a key: {LENGTH} bytes.")
        return key

    def make(self) -> None:
        """A new key, once: an existing file is never overwritten."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
