"""Beginning with a file that came through a page, and taking one batch of it."""

from collections.abc import Mapping
from typing import Any

from alongside.casework.intake.importing import Sorted, receive
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.imports.commands import begin_upload, note_batch
from alongside.foundation.imports.models import Upload
from alongside.foundation.jobs.commands import ask_for

TAKE_IN = "referrals.take_in_file"


@command("import.started")
def start_taking(upload: Upload, *, remembered: Mapping[str, Any], by: User) -> Upload:
    """From here on it goes on in the background. Raises Elsewhere where it was begun before."""
    begin_upload(upload, remembered=remembered, by=by)
    ask_for(TAKE_IN, upload=upload.pk, by=by)
    return upload


@command("import.asked_for_again")
def take_up_again(upload: Upload, *, by: User) -> Upload:
    """It had come to a standstill; what stands is not done again."""
    ask_for(TAKE_IN, upload=upload.pk, by=by)
    return upload


@command("import.batch_taken")
def take_piece(upload: Upload, n: int, batch: Sorted, *, feed: str, by: User) -> Upload:
    """The referrals are in and the batch is noted, or neither; after a kill it is done anew.
    Raises Elsewhere."""
    fresh = receive(feed, batch.arrivals, by=by)
    back = [(row.line, reason.code) for row, reason in batch.rejected]
    known = len(batch.arrivals) - len(fresh)
    note_batch(upload, n, taken=len(fresh), known=known, sent_back=back, by=by)
    return upload
