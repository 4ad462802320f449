"""Noting whether we may ask how support was, and writing down what was said."""

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.casework.people.models import Person
from alongside.casework.support.feedback.models import FEEDBACK, Feedback
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days

YES = "yes"
ASKED_AFTER = 10  # working days: the ending has settled, and support is not forgotten yet


class NotNow(Exception):
    """Support goes on, was answered about before, or nobody is there to be asked any more."""


class OwnWork(Exception):
    """Nobody can speak freely of support to whoever gave it."""


@command("feedback.wish_noted")
def note_wish(case: Case, *, may_ask: str, by: User) -> Feedback:
    """With a yes it stands on the day of somebody else, two weeks on. Raises NotNow."""
    case.refresh_from_db(fields=["ended_on"])
    if case.ended_on is None or Person.objects.filter(pk=case.person_id, dead=True).exists():
        raise NotNow
    told = {"may_ask": may_ask, "noted_by": by}
    wish, new = Feedback.objects.get_or_create(case=case, ended_on=case.ended_on, defaults=told)
    if not new:
        raise NotNow
    if may_ask == YES:
        due, owner = add_working_days(today(), ASKED_AFTER), second_eyes_on(case, by)
        put(case, FEEDBACK, due=due, source=wish.pk, owner=owner.pk, by=by)
    return wish


@command("feedback.told")
def tell_feedback(wish: Feedback, *, came: str, helped: str, words: str, by: User) -> Feedback:
    """What was said, or why nothing was. Raises OwnWork, and NotNow for the second of two."""
    if not may_ask_them(wish, by):
        raise OwnWork
    waiting = Feedback.objects.filter(pk=wish.pk, may_ask=YES, told_at=None)
    if not waiting.update(told_at=now(), told_by=by):
        raise NotNow
    wish.came, wish.helped, wish.words = came, helped, words
    wish.save(update_fields=["came", "helped", "words"])
    settle(Item.objects.open().asked_for_by([wish]), outcome="told", by=by)
    return wish


def may_ask_them(wish: Feedback, user: User) -> bool:
    """Whoever has it on her day, or did not stand beside them: in the smallest team the worker
    herself has it, and better she asks than nobody."""
    hers = Item.objects.open().asked_for_by([wish]).filter(owner=user.pk)
    return hers.exists() or not Allocation.objects.filter(case=wish.case, worker=user).exists()
