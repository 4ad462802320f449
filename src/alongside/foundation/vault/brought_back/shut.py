"""A place into which a backup was brought back stays shut until its erasures are repeated."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from alongside.foundation.clock import now
from alongside.foundation.vault.models import Restore
from alongside.foundation.vault.providers import KeyTrouble


class StillShut(KeyTrouble):
    """What was erased since the backup would open here; the message says what to do."""


class Hands:
    """Whether this process is the one that finishes the restore."""

    at_work = False


hands = Hands()


@contextmanager
def finishing() -> Iterator[None]:
    """In here keys open, for the command that repeats the erasures, and for nobody else."""
    hands.at_work = True
    try:
        yield
    finally:
        hands.at_work = False


def shut() -> Restore | None:
    """The restore that is not finished; None in a place that may be used."""
    return Restore.objects.filter(settled_at=None).first()


def refuse_while_shut() -> None:
    """Raises StillShut, except in the hands that finish it."""
    if not hands.at_work and (restore := shut()):
        raise StillShut(why_shut(restore))


def why_shut(restore: Restore) -> str:
    """In one sentence for whoever keeps the machine."""
    if restore.whole_at is None:
        return "A restore was begun here and not finished. Run the same `alongside restore` again."
    return (
        f"This place was brought back from a backup of {restore.taken_at:%d %B %Y}, and whoever "
        "was erased since would open. It stays shut until you run `alongside erase again LIST` "
        "with the newest erasures.list, or `alongside restore` once more."
    )


def begin(backup: str, taken_at: datetime) -> Restore:
    """Before the first byte is brought back; the one that was begun here is gone on with."""
    restore = shut()
    if restore is None:
        return Restore.objects.create(backup=backup, taken_at=taken_at, began_at=now())
    if restore.backup != backup:
        raise StillShut(
            "The restore of another backup was begun here. Name an empty place with ALONGSIDE_HOME."
        )
    return restore


def note_whole() -> None:
    """Everything of the backup is here and equal; the erasures are still to be repeated."""
    Restore.objects.filter(settled_at=None, whole_at=None).update(whole_at=now())


def settle() -> None:
    """The erasures are repeated: from now on the place may be used."""
    Restore.objects.filter(settled_at=None).exclude(whole_at=None).update(settled_at=now())
