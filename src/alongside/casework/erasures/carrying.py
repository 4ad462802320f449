"""Carrying out an erasure that was agreed, step by step, and going on with one that broke off."""

from contextlib import suppress

from alongside.casework.erasures.commands import (
    complete_erasure,
    destroy,
    forget_in_files,
    note_written_over,
)
from alongside.casework.erasures.reach import orders_beside
from alongside.casework.keeping.guards import OnHold
from alongside.casework.keeping.models import Erasure
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.brought_back.lists import keep_list
from alongside.foundation.vault.erasing import write_over


def carry_out_everywhere(erasure: Erasure, *, by: User) -> Erasure:
    """At every record of hers; nothing at any of them before somebody has agreed at each. Raises
    OnHold while nothing is destroyed."""
    for other in list(orders_beside(erasure)):
        carry_out(other, by=by)
    return carry_out(erasure, by=by)


def carry_out(erasure: Erasure, *, by: User) -> Erasure:
    """Every step that is still to do. Each leaves word of itself, so that after a crash, at
    whatever moment, the same call goes on from there. Raises OnHold while nothing is destroyed."""
    erasure.refresh_from_db()
    awaited = orders_beside(erasure).filter(agreed_at=None).exists()
    if erasure.agreed_at and not erasure.destroyed_at and not awaited:
        forget_in_files(erasure, by=by)
        erasure = destroy(erasure, by=by)
    if erasure.destroyed_at and not erasure.checkpointed_at and write_over():
        erasure = note_written_over(erasure, by=by)
    if erasure.checkpointed_at and not erasure.completed_at:
        keep_list()
        erasure = complete_erasure(erasure, by=by)
    return erasure


def carry_on(*, by: User) -> list[Erasure]:
    """Goes on with every erasure that a crash or a hold has stopped, and answers with those that
    are complete now."""
    done = []
    for erasure in Erasure.objects.interrupted():
        with suppress(OnHold):
            erasure = carry_out(erasure, by=by)
        if erasure.completed_at:
            done.append(erasure)
    return done
