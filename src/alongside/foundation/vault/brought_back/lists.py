"""The signed list of what was erased: kept elsewhere, it is repeated after every restore."""

import fcntl
import json
import os
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from alongside.foundation.clock import now
from alongside.foundation.vault.models import DataKey, TakenOut
from alongside.foundation.vault.organisation import public_key, sign, signed_by, signed_by_us
from alongside.foundation.vault.recovery import mark_of
from alongside.foundation.vault.ring import ring

LIST = "erasures.list"
KEYS_AT_ONCE = 500


def keep_list() -> None:
    """Every destroyed key, and every part that was taken out of a record, signed, in one small
    file beside the checkpoints: copied away from the machine, it keeps an old backup from bringing
    them back. It holds ids drawn by lot and no word of anybody."""
    folder = settings.CHECKPOINTS
    folder.mkdir(parents=True, exist_ok=True)
    part, handle = folder / f"{LIST}.part", os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # so that no older list takes the place of a newer one
        with open(part, "wb") as file:
            file.write(signed_list())
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / LIST)
        os.fsync(handle)
    finally:
        os.close(handle)


def signed_list() -> bytes:
    """The list as it leaves the house."""
    gone = DataKey.objects.filter(wrapped=None).order_by("pk").values_list("pk", "owner")
    keys = [[str(pk), str(owner)] for pk, owner in gone.iterator()]
    out = TakenOut.objects.order_by("label", "row", "item").iterator()
    parts = [[e.label, str(e.row), e.item, e.on.isoformat(), e.why] for e in out]
    said = json.dumps({"at": now().isoformat(), "keys": keys, "parts": parts})
    signature = sign(_signed(said)).hex()
    page = {"said": said, "organisation": public_key().hex(), "signature": signature}
    return json.dumps(page).encode()


class ListRefused(Exception):
    """The list of erasures is damaged, or another organisation's."""


@dataclass(frozen=True)
class Out:
    """A part that was taken out: of which table and row, what of it, when, and on which ground."""

    label: str
    row: UUID
    item: str
    on: date
    why: str


@dataclass(frozen=True)
class Erasures:
    """What a list says: when it was written, the keys that were destroyed, whose they were, and
    the parts that were taken out of records that stay."""

    at: datetime
    keys: frozenset[UUID]
    owners: frozenset[UUID]
    parts: tuple[Out, ...] = ()


def read_list(page: bytes, mark: bytes) -> Erasures:
    """Before anything of a backup is here: the mark on the shares tells whose list it has to be.
    Raises ListRefused."""
    said, signature, organisation = _parts(page)
    ours = mark_of(organisation) == mark and signed_by(organisation, _signed(said), signature)
    return _erasures(said, ours)


def read_ours(page: bytes) -> Erasures:
    """In a place that was brought back, whose own signature it has to bear. Raises ListRefused."""
    said, signature, _organisation = _parts(page)
    return _erasures(said, signed_by_us(_signed(said), signature))


def erase_again(page: bytes) -> Erasures:
    """What the list names is destroyed here too, after a backup from before was brought back:
    answers with what did open until now. Raises ListRefused and then destroys nothing."""
    told = read_ours(page)
    living = DataKey.objects.exclude(wrapped=None).values_list("pk", flat=True)
    keys = sorted(told.keys & set(living))
    for first in range(0, len(keys), KEYS_AT_ONCE):
        DataKey.objects.filter(pk__in=keys[first : first + KEYS_AT_ONCE]).update(wrapped=None)
    ring.clear()
    return replace(told, keys=frozenset(keys))


def _parts(page):
    try:
        told = json.loads(page)
        signature, organisation = bytes.fromhex(told["signature"]), told.get("organisation", "")
        return str(told["said"]), signature, bytes.fromhex(organisation)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ListRefused("This is no list of erasures, or it is damaged.") from None


def _signed(said):
    return b"erasures\0" + said.encode()


def _erasures(said, ours):
    if not ours:
        raise ListRefused("This list of erasures was not signed by this organisation.")
    read = json.loads(said)
    keys, owners = zip(*read["keys"], strict=True) if read["keys"] else ((), ())
    at = datetime.fromisoformat(read["at"])
    parts = tuple(
        Out(label, UUID(row), item, date.fromisoformat(on), why)
        for label, row, item, on, why in read.get("parts", [])  # older lists name none
    )
    return Erasures(at, frozenset(map(UUID, keys)), frozenset(map(UUID, owners)), parts)
