"""A new organisation key takes the place of the old one while everybody works on.

Each step can be broken off anywhere and is found again as it stands: a second key is in the file;
the database says that it wraps; every data key is wrapped by it; the old one is destroyed."""

import time
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from alongside.foundation.clock import now
from alongside.foundation.vault.erasing import write_over
from alongside.foundation.vault.models import DataKey, KeyChange, KeyCheck
from alongside.foundation.vault.organisation import check_key
from alongside.foundation.vault.providers import KeyFile, KeyTrouble
from alongside.foundation.vault.wrapping import fingerprint, organisation_keys, secret_of, wrap

BATCH = 200
PAUSE = 0.01  # seconds between batches, for whoever wants to write meanwhile


@dataclass(frozen=True)
class Rewrapped:
    """How many data keys this call wrapped anew, and how many are damaged or not ours to open."""

    keys: int
    damaged: int


def begin_rewrap() -> None:
    """A second key stands in the file; nothing uses it yet. On several machines the file is now
    copied to each of them."""
    check_key()
    if len(organisation_keys()) == 1:  # a change that was broken off just before its last word
        KeyChange.objects.filter(new=fingerprint(), ended_at=None).update(ended_at=now())
    KeyFile(settings.KEY_FILE).add()


def rewrap() -> Rewrapped:
    """From wherever the change stands to its end. Several may run at once."""
    begin_rewrap()
    _switch()
    wrapped, damaged = 0, set[UUID]()
    while batch := _next_batch(damaged):
        wrapped += batch - 1
        time.sleep(PAUSE)
    _retire(damaged)
    write_over()
    return Rewrapped(wrapped, not_ours())


def last_rewrap() -> datetime | None:
    """When the last change of key came to its end."""
    ended = KeyChange.objects.exclude(ended_at=None).order_by("ended_at").last()
    return ended.ended_at if ended else None


def rewrap_under_way() -> bool:
    """Two keys are accepted at this moment, or the last change was not noted to its end."""
    return len(organisation_keys()) > 1 or KeyChange.objects.filter(ended_at=None).exists()


def not_ours() -> int:
    """Living data keys that no organisation key opens which is here."""
    living = DataKey.objects.exclude(wrapped=None)
    return living.exclude(wrapped_by__in=organisation_keys()).count()


def _switch():
    """From this moment every process cuts under the new key: whoever was cutting is waited for."""
    with transaction.atomic(using="keys"):
        check = KeyCheck.objects.select_for_update().get()
        for coming in organisation_keys():
            replaced = KeyChange.objects.filter(old=coming).exists()
            if coming != check.fingerprint and not replaced:
                old, check.fingerprint = check.fingerprint, coming
                check.save(update_fields=["fingerprint"])
                KeyChange.objects.create(old=old, new=coming, began_at=now())
                return


def _next_batch(damaged):
    """One more than how many were wrapped anew; 0 when none is left under another key."""
    with transaction.atomic(using="keys"):
        new = fingerprint()
        rows = _left(new).exclude(pk__in=damaged).order_by("pk")
        batch = list(rows.select_for_update(skip_locked=True)[:BATCH])
        done = [key for key in batch if _wrapped_anew(key, new, damaged)]
        DataKey.objects.bulk_update(done, ["wrapped", "wrapped_by"])
        return len(done) + 1 if batch or rows.exists() else 0


def _left(new):
    """Those that an older key of ours still wraps."""
    older = [each for each in organisation_keys() if each != new]
    return DataKey.objects.filter(wrapped_by__in=older).exclude(wrapped=None)


def _wrapped_anew(key, new, damaged):
    try:
        wrap(key, secret_of(key), by=new)
    except KeyTrouble:
        damaged.add(key.pk)
        return False
    return True


def _retire(damaged):
    with transaction.atomic(using="keys"):
        new = KeyCheck.objects.select_for_update().get().fingerprint
        if _left(new).exclude(pk__in=damaged).exists():
            raise KeyTrouble("Another change of key has begun meanwhile. Run it again.")
        KeyFile(settings.KEY_FILE).keep_only(organisation_keys()[new])
        KeyChange.objects.filter(new=new, ended_at=None).update(ended_at=now())
