"""Checkpoints: the heads of all streams, signed and kept outside, so that a cut tail shows."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from alongside.foundation.audit.models import Checkpoint, Entry
from alongside.foundation.audit.turn import my_turn
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import sign, signed_by_us

EVERY_LINES = 1000
OVERLAP = timedelta(minutes=10)  # a transaction may commit a little later than its lines say


class Meter:
    """What this process has written since it last made a checkpoint."""

    lines = 0
    lock = threading.Lock()


meter = Meter()


def make_checkpoint() -> Checkpoint | None:
    """Sign the heads of the streams that grew; None when nothing was written since the last."""
    with my_turn(), transaction.atomic():
        last = Checkpoint.objects.last()
        heads = _heads(last)
        if not heads or (last and heads == last.heads):
            return None
        checkpoint = Checkpoint(
            id=uuid4(), at=now(), previous=last.pk if last else None, heads=heads
        )
        checkpoint.signature = sign(_message(checkpoint))
        checkpoint.save(force_insert=True)
    _keep_outside(checkpoint)
    return checkpoint


def checkpoint_if_due(**signal: object) -> None:
    """Called after each request: a thousand lines do not wait for the clock's next checkpoint."""
    if meter.lines >= EVERY_LINES and meter.lock.acquire(blocking=False):
        try:
            meter.lines = 0
            make_checkpoint()
        finally:
            meter.lock.release()


def broken_checkpoints(since: datetime | None = None) -> Iterator[str]:
    """Forged or missing checkpoints, and streams that are shorter than they once were; of those
    made `since` then."""
    known: dict[str, Checkpoint] = {str(c.pk): c for c in Checkpoint.objects.all()}
    for path in sorted(Path(settings.CHECKPOINTS).glob("*.json")):
        try:
            outside = _read_outside(path)
        except (ValueError, KeyError, TypeError):
            yield f"checkpoint file {path.name} cannot be read"
            continue
        if known.setdefault(str(outside.pk), outside) is outside:
            yield f"checkpoint {outside.pk} is missing from the database"
    wanted = [c for c in known.values() if since is None or c.at >= since]
    for checkpoint in sorted(wanted, key=lambda c: c.at):
        if not signed_by_us(_message(checkpoint), bytes(checkpoint.signature)):
            yield f"checkpoint {checkpoint.pk} was not signed by this organisation"
        elif checkpoint.previous and str(checkpoint.previous) not in known:
            yield f"checkpoint {checkpoint.previous} is missing"
        else:
            yield from _cut_streams(checkpoint)


def _cut_streams(checkpoint):
    for stream, (n, mac) in checkpoint.heads.items():
        line = Entry.objects.filter(stream=UUID(stream), n=n).first()
        if line is None:
            yield f"stream {stream}: cut before line {n}, which a checkpoint had signed"
        elif bytes(line.mac).hex() != mac:
            yield f"stream {stream}: line {n} is not the one that a checkpoint signed"


def _heads(last):
    entries = Entry.objects.all()
    if last and last.at <= now():  # else the clock was put back, and times tell nothing
        entries = entries.filter(at__gte=last.at - OVERLAP)
    grown = entries.values("stream").annotate(last=Max("id")).values_list("last", flat=True)
    lines = Entry.objects.filter(pk__in=list(grown))
    return {str(line.stream): [line.n, bytes(line.mac).hex()] for line in lines}


def _message(checkpoint):
    said = {
        "id": str(checkpoint.pk),
        "at": f"{checkpoint.at.timestamp():.6f}",
        "previous": checkpoint.previous and str(checkpoint.previous),
        "heads": checkpoint.heads,
    }
    return json.dumps(said, sort_keys=True).encode()


def _keep_outside(checkpoint):
    folder: Path = settings.CHECKPOINTS
    folder.mkdir(parents=True, exist_ok=True)
    page = {"said": _message(checkpoint).decode(), "signature": bytes(checkpoint.signature).hex()}
    name = f"{checkpoint.at:%Y%m%dT%H%M%S}-{checkpoint.pk}.json"
    (folder / f"{name}.part").write_text(json.dumps(page))
    (folder / f"{name}.part").rename(folder / name)  # whole, or not there


def _read_outside(path):
    page = json.loads(path.read_text())
    said = json.loads(page["said"])
    return Checkpoint(
        id=UUID(said["id"]),
        at=_moment(said["at"]),
        previous=said["previous"] and UUID(said["previous"]),
        heads=said["heads"],
        signature=bytes.fromhex(page["signature"]),
    )


def _moment(seconds):
    whole, _, micro = seconds.partition(".")
    return datetime.fromtimestamp(int(whole), tz=UTC) + timedelta(microseconds=int(micro))
