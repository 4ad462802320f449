"""Asking about a note, answering, and having read the answer."""

from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.support.followups.models import ANSWERED, FOLLOW_UP, FollowUp
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days


@command("follow_up.asked")
def ask_about(case: Case, *, contact: UUID, question: str, of: UUID, by: User) -> FollowUp:
    """It stands on the day of `of`, for the next working day."""
    follow_up = FollowUp(case=case, contact=contact, asked=question, asked_by=by)
    follow_up.save(force_insert=True)
    due = add_working_days(today(), 1)
    put(case, FOLLOW_UP, due=due, source=follow_up.pk, owner=of, by=by)
    return follow_up


@command("follow_up.answered")
def answer(follow_up: FollowUp, *, words: str, by: User) -> FollowUp:
    """Whoever asked finds on her day that there is an answer to read."""
    follow_up.answer, follow_up.answered_by, follow_up.answered_at = words, by, now()
    follow_up.save(update_fields=["answer", "answered_by", "answered_at"])
    settle(_rows(follow_up), outcome="answered", by=by)
    asker = follow_up.asked_by_id
    put(follow_up.case, ANSWERED, due=today(), source=follow_up.pk, owner=asker, by=by)
    return follow_up


@command("follow_up.read")
def have_read(follow_up: FollowUp, *, by: User) -> FollowUp:
    """The answer is read; nothing more is asked of anyone."""
    settle(_rows(follow_up).filter(kind=ANSWERED), outcome="read", by=by)
    return follow_up


def _rows(follow_up):
    return Item.objects.open().asked_for_by([follow_up])
