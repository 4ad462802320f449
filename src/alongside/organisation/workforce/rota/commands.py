"""Putting somebody on the rota, and taking a turn off it."""

from datetime import date, time

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.rota.models import Turn


@command("turn.put")
def put_on_rota(user: User, *, on: date, begins: time, ends: time, by: User) -> Turn:
    """Put again for the same beginning, it ends at the new time."""
    turn, _new = Turn.objects.update_or_create(
        {"ends": ends, "put_by": by}, user=user, on=on, begins=begins
    )
    return turn


@command("turn.taken_off")
def take_off_rota(turn: Turn, *, by: User) -> Turn:
    """She will not be on duty then."""
    kept = turn.pk
    turn.delete()
    turn.pk = kept  # for the trail, which names what is gone
    return turn
