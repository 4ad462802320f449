"""Bringing deltas into the blocks: computed beside the work, written in one short transaction."""

from datetime import timedelta

from django.db import transaction

from alongside.foundation.clock import now
from alongside.foundation.vault.index import builds, tables
from alongside.foundation.vault.index.ciphers import secrets_of
from alongside.foundation.vault.index.lists import changed
from alongside.foundation.vault.index.recent import Changes, Moved, by_token, operations
from alongside.foundation.vault.sealed import SealBroken, Tampered

ENOUGH = 1000  # deltas that hide among each other what each of them changes
MANY = 5000  # at once: the more, the less each of them costs
LONGEST_WAIT = timedelta(hours=24)


def fold(*, batch: int = ENOUGH) -> int:
    """How many of the oldest deltas now stand in the blocks. Killed at any moment it has changed
    all or nothing; where another process folded meanwhile, nothing, and 0. Raises Tampered."""
    standing = tables.standing()
    if not standing or not standing.deltas:
        return 0
    secrets = secrets_of(standing.generation)
    rows = tables.oldest_deltas(standing.generation, batch)
    told = sorted(one for seq, sealed in rows for one in operations(secrets, seq, sealed))
    stamp = (standing.generation, standing.folds)
    return len(rows) if bring_in(stamp, by_token(told), [seq for seq, _ in rows]) else 0


def bring_in(stamp: tuple[int, int], changes: dict[int, Changes], deltas: list[int]) -> bool:
    """Whether the changes stand in the blocks, and the deltas that told of them are gone; False
    where a generation was folded since its stamp was read. Raises Tampered."""
    generation, folds = stamp
    try:
        written = changed(secrets_of(generation), changes)
    except Moved:
        if builds.folds_of(generation) == folds:
            raise Tampered("index.block") from None
        return False
    owners = tables.count_owners(generation)
    with transaction.atomic():
        if not builds.advance(generation, folds, owners):
            return False
        tables.put_blocks(generation, written.sealed)
        tables.drop_blocks(written.dropped)
        tables.drop_deltas(deltas)
    return True


def fold_what_is_due() -> int:
    """Batch by batch, while there are enough to hide among each other; the rest once a day, so
    that whoever was taken out does not stay in the lists for longer. How many it were."""
    done = 0
    while (standing := tables.standing()) and _is_due(standing):
        folded = fold(batch=MANY)
        if not folded:
            break  # somebody else is at it
        done += folded
    return done


def fold_if_many() -> int:
    """For whoever takes in many, between two portions: every process that searches holds in memory
    what waits. What was altered does not stop them: the job of folding tells of it."""
    standing = tables.standing()
    if not standing or standing.deltas < MANY:
        return 0
    try:
        return fold(batch=MANY)
    except SealBroken:
        return 0


def _is_due(standing):
    waits_long = builds.folded_at(standing.generation) < now() - LONGEST_WAIT
    return standing.deltas >= ENOUGH or (standing.deltas and waits_long)
