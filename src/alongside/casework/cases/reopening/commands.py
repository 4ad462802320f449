"""Taking support up again: asked anew, explained again, with somebody beside them."""

from django.db.models import F

from alongside.casework.cases.commands import BehindAWall, allocate
from alongside.casework.cases.death.stopping import STAYS
from alongside.casework.cases.models import (
    Allocation,
    Case,
    NamedReader,
    Reopening,
)
from alongside.casework.cases.moments import happened
from alongside.casework.cases.reopening.returning import is_late, repeat_of
from alongside.casework.cases.second_eyes import keep_second_looks_in_sight
from alongside.casework.cases.telling.commands import ask_again_what_is_safe
from alongside.casework.people.models import Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today

EXPLAIN_LIMITS, BY_MISTAKE = "explain_limits", "mistake"


class NotEnded(Exception):
    """Support goes on: somebody else took it up again first."""


class HasDied(Exception):
    """Nobody is supported any more. Where that was a mistake, it is taken back first."""


class ReasonFirst(Exception):
    """It ended long ago: somebody has to say why this is no new case."""


@command("support.reopened")
def reopen_support(
    case: Case, *, worker: User, why: str, changed: str, by: User, reason: str = ""
) -> Reopening:
    """The worker stands beside her from now on, in the place of those who did; what is safe is
    asked anew and the limits are explained again. Raises NotEnded, HasDied, ReasonFirst,
    BehindAWall, and NobodyElse where a second look would be lost."""
    case.refresh_from_db(fields=["ended_on", "ending_reason", "outcome", "ending_summary"])
    if case.ended_on and is_late(case.ended_on) and not reason.strip():
        raise ReasonFirst
    if Person.objects.filter(pk=case.person_id, dead=True).exists():
        raise HasDied
    if Wall.objects.hide(case.person_id, worker):
        raise BehindAWall
    row = _open_again(case, why, changed, reason, by)
    before = Allocation.objects.filter(case=case, until=None)
    leaving = list(before.values_list("worker", flat=True))
    NamedReader.objects.filter(case=case, user__in=leaving).delete()
    before.update(until=today())
    allocate(case, worker=worker, by=by)
    keep_second_looks_in_sight(case, by=by, or_refuse=True)
    ask_again_what_is_safe(case, on=today(), by=by)
    put(case, EXPLAIN_LIMITS, due=today(), source=row.pk, owner=worker.pk, by=by)
    happened(case, "support_reopened", on=row.on, record=row, by=by)
    return row


@command("support.ending_undone")
def undo_ending(case: Case, *, changed: str, by: User) -> Reopening:
    """Support had ended for what was not true: those who stood beside her do so again."""
    row = _open_again(case, BY_MISTAKE, changed, "", by)
    happened(case, "support_reopened", on=row.on, record=row, by=by)
    return row


def _open_again(case: Case, why: str, changed: str, reason: str, by: User) -> Reopening:
    ended_on = case.ended_on
    if ended_on is None:
        raise NotEnded
    ended = {"ended_on": ended_on, "ending_reason": case.ending_reason}
    ended |= {"outcome": case.outcome, "summary": case.ending_summary}
    again = Case.objects.filter(pk=case.pk).exclude(ended_on=None)
    if not again.update(ended_on=None, reopened=F("reopened") + 1):
        raise NotEnded
    told = {"why": why, "changed": changed, "reason": reason, "repeat": repeat_of(ended_on, why)}
    row = Reopening(case=case, **told, **ended, by=by)
    row.save(force_insert=True)
    asked_after_the_end = Item.objects.open().about(case).exclude(kind__in=STAYS)
    settle(asked_after_the_end, outcome="support_reopened", by=by)
    case.refresh_from_db(fields=["ended_on", "reopened"])
    case.ending_reason = case.outcome = case.ending_summary = ""
    case.save(update_fields=["ending_reason", "outcome", "ending_summary"])
    return row
