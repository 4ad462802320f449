"""Room on the disk: before it runs out, saving stops in good order and reading goes on.

SQLite cannot even read on a full disk. So a ballast file keeps room back. When little is left, the
ballast is let go, commands are refused in words, and what remains is for the lines that
reading leaves in the trail. When there is room again, all goes on, without a restart.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError

BALLAST = 32 * 1024 * 1024
LITTLE = 16 * 1024 * 1024  # less than this, and nothing more is saved


class NoRoom(Exception):
    """The disk is nearly full: this change was not made."""


def free() -> int:
    """Bytes that this user may still write beside the data."""
    disk = os.statvfs(settings.DATA)
    return disk.f_bavail * disk.f_frsize


def is_short() -> bool:
    """Whether saving has stopped; asked before each command and for each page."""
    left = free()
    if left >= LITTLE + BALLAST:
        return False
    # In between it depends: with the ballast in place there is room, without it there is not yet.
    if left >= LITTLE:
        return not ballast().exists()
    let_ballast_go()
    return True


def ballast() -> Path:
    """The file that keeps room back; it holds nothing."""
    return settings.DATA / "ballast"


def let_ballast_go() -> None:
    """From now on what it kept back can be written to."""
    with suppress(OSError):
        ballast().unlink(missing_ok=True)


def take_ballast_in() -> None:
    """Keep room back again where there is enough. Called at the start and every minute."""
    if ballast().exists() or free() < LITTLE + 2 * BALLAST:
        return
    part = ballast().with_suffix(".part")
    try:
        with open(part, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, BALLAST)
        part.rename(ballast())
    except OSError:
        part.unlink(missing_ok=True)


def is_trouble_with_the_place(error: BaseException | None) -> bool:
    """Whether the error says that the database is away, busy or full, or the disk is: it may well
    work in a while, and is no fault of the request."""
    if isinstance(error, NoRoom | OperationalError | InterfaceError):
        return True
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def is_full(error: BaseException | None) -> bool:
    """Whether the error says that there was no room to write."""
    full = ("disk is full", "disk I/O error", "No space left")
    if isinstance(error, Error):
        return any(words in str(error) for words in full)
    return isinstance(error, NoRoom | OSError) and is_trouble_with_the_place(error)
