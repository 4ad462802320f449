"""Files that came through a page: kept, begun, noted batch by batch, stopped, destroyed."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any, cast

from django.db.models import F

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.imports.contents import Contents, place_of
from alongside.foundation.imports.models import (
    ARRIVED,
    DONE,
    STOPPED,
    TAKING,
    Feed,
    Piece,
    SentBack,
    Upload,
)
from alongside.foundation.imports.profiles import Profile
from alongside.foundation.imports.tables import Table
from alongside.foundation.vault.keys import cut_key_for, destroy_keys_of

KEPT_FOR = timedelta(days=7)
AT_ONCE = 4  # pieces that are open in memory while a file is kept


class Elsewhere(Exception):
    """This step was done by another process, or somebody stopped the import."""


@command("import.uploaded")
def keep_upload(kind: str, table: Table, contents: Contents, *, feed: str, by: User) -> Upload:
    """Sealed under a key of its own before it is written anywhere."""
    upload = Upload(kind=kind, owner=by, name=table.name, feed=feed, rows=contents.rows)
    upload.columns, upload.letters = contents.columns, table.encoding
    upload.other_letters = list(table.others)
    cut_key_for(upload)
    upload.save(force_insert=True)
    ends = len(contents.pieces) - 1
    pieces = (
        Piece(id=place_of(upload, n, last=n == ends), upload=upload, n=n, rows=json.loads(rows))
        for n, rows in enumerate(contents.pieces)
    )
    while some := list(islice(pieces, AT_ONCE)):
        Piece.objects.bulk_create(some)
    return upload


@command("import.mapped")
def map_upload(upload: Upload, plan: Mapping[str, Any], *, meant: str, by: User) -> Upload:
    """What its columns mean, as far as it was said. Raises Elsewhere once it was begun or ended."""
    if not Upload.objects.select_for_update().filter(pk=upload.pk, state=ARRIVED).exists():
        raise Elsewhere
    upload.plan, upload.meant = plan, meant
    upload.save(update_fields=["plan", "meant"])
    return upload


@command("import.begun")
def begin_upload(upload: Upload, *, remembered: Mapping[str, Any], by: User) -> Upload:
    """The feed's columns are known the next time. Raises Elsewhere where it was begun before."""
    if not _moved(upload, ARRIVED, state=TAKING):
        raise Elsewhere
    feed = Feed.objects.filter(kind=upload.kind, name=upload.feed).first()
    if feed is None:
        feed = Feed(kind=upload.kind, name=upload.feed)
        cut_key_for(feed)
    feed.plan, feed.at = remembered, now()
    feed.save()
    return upload


@command("import.batch_noted")
def note_batch(
    upload: Upload,
    n: int,
    *,
    taken: int,
    known: int,
    sent_back: Iterable[tuple[int, str]],
    by: User,
) -> Upload:
    """Joins the command that takes the batch in: both stand, or neither. Raises Elsewhere."""
    back = [SentBack(upload=upload, line=line, reason=reason) for line, reason in sent_back]
    mine = Upload.objects.filter(pk=upload.pk, state=TAKING, pieces_taken=n)
    told: dict[str, Any] = {"taken": F("taken") + taken, "known": F("known") + known}
    told |= {"rejected": F("rejected") + len(back), "pieces_taken": n + 1}
    if not mine.update(**told, looked_at=F("looked_at") + taken + known + len(back)):
        raise Elsewhere
    SentBack.objects.bulk_create(back)
    return upload


@command("import.finished")
def finish_upload(upload: Upload, *, by: User) -> Upload:
    """Where nothing came back, the file is destroyed at once; else it waits to be mended."""
    if _moved(upload, TAKING, state=DONE, ended_at=now()) and not upload.rejected:
        destroy_upload(upload, by=by)
    return upload


@command("import.stopped")
def stop_upload(upload: Upload, *, by: User) -> Upload:
    """What was taken stays; the rest is not taken, and the file is destroyed."""
    for state in (ARRIVED, TAKING):
        if _moved(upload, state, state=STOPPED, ended_at=now()):
            destroy_upload(upload, by=by)
    return upload


@command("import.rows_dropped")
def drop_rows(upload: Upload, lines: Collection[int], *, by: User) -> Upload:
    """These lines are not here any more, nor what the columns quoted of them; where nothing is
    left to mend, the file goes as well."""
    Upload.objects.select_for_update().get(pk=upload.pk)
    upload.refresh_from_db()
    if upload.destroyed_at:
        return upload
    headings = [column["heading"] for column in cast(Any, upload.columns)]
    rest = Table(name="", read=lambda: iter(()), headings=headings)
    profiles = [Profile(heading) for heading in headings]
    for piece in upload.pieces.all():
        piece.upload, rows = upload, cast(Any, piece.rows)
        kept = [[line, cells] for line, cells in rows if line not in lines]
        for line, cells in kept:
            for profile, cell in zip(profiles, rest.row(line, cells).named.values(), strict=True):
                profile.see(cell)
        if len(kept) < len(rows):
            piece.rows = kept
            piece.save(update_fields=["rows"])
    upload.columns = [profile.told() for profile in profiles]
    back, _each = upload.sent_back.filter(line__in=lines).delete()
    upload.rejected -= back
    upload.save(update_fields=["columns", "rejected"])
    if upload.state == DONE and not upload.rejected:
        destroy_upload(upload, by=by)
    return upload


@command("import.destroyed")
def destroy_upload(upload: Upload, *, by: User) -> Upload:
    """Nobody opens it from now on. The counts stay."""
    destroy_keys_of(upload.pk)
    Piece.objects.filter(upload=upload).delete()
    Upload.objects.filter(pk=upload.pk, destroyed_at=None).update(destroyed_at=now())
    upload.refresh_from_db(fields=["destroyed_at"])
    return upload


@command("import.swept")
def sweep_uploads(*, by: User) -> list[Upload]:
    """Files that lay too long are destroyed: not begun, ended, or come to a standstill. Whoever is
    still at one finds it stopped."""
    old = Upload.objects.filter(destroyed_at=None, at__lt=now() - KEPT_FOR)
    forgotten = list(old.defer("name", "columns", "plan"))
    for upload in forgotten:
        stop_upload(upload, by=by)
        if not upload.destroyed_at:
            destroy_upload(upload, by=by)
    return forgotten


def _moved(upload, was, **changes):
    """Only one who presses moves it on; whoever comes later finds it moved."""
    moved = Upload.objects.filter(pk=upload.pk, state=was).update(**changes)
    upload.refresh_from_db(fields=["state", "ended_at", "rejected", "destroyed_at"])
    return bool(moved)
