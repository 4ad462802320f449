"""Who leads is asked to look at what a leaver did and left, and answers."""

from uuid import uuid5

from alongside.casework.desk.leaving import LEAVER_REVIEW, asked_of, shared_out
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days


@command("leaving.review_asked")
def ask_for_a_look(leaver: User, *, by: User) -> list[Item]:
    """It stands on the day of each who sees something of it, for the next working day."""
    due, (shares, _) = add_working_days(today(), 1), shared_out(leaver)
    return [
        put(
            leaver,
            LEAVER_REVIEW,
            due=due,
            source=uuid5(leaver.pk, str(lead.pk)),
            owner=lead.pk,
            by=by,
        )
        for lead in shares
    ]


@command("leaving.review_passed_on")
def pass_looks_on(lead: User, *, by: User) -> list[Item]:
    """She was to look at others who had left, and leaves herself: whoever leads and sees something
    of it is asked, unless they were before. Where nobody is, it stays open."""
    passed = []
    for item in asked_of(lead):
        leaver = User.objects.get(pk=item.subject)
        known = Item.objects.filter(kind=LEAVER_REVIEW, subject=leaver.pk).values("owner")
        others = {each.pk for each in shared_out(leaver)[0]}
        fresh = others - set(known.values_list("owner", flat=True))
        for other in fresh:
            told = {"due": item.due, "source": uuid5(leaver.pk, str(other)), "owner": other}
            passed.append(put(leaver, LEAVER_REVIEW, **told, by=by))
        if others:
            settle(Item.objects.filter(pk=item.pk), outcome="passed_on", by=by)
    return passed


@command("leaving.reviewed")
def answer_the_look(leaver: User, *, outcome: str, by: User) -> User:
    """Looked at; `outcome` says whether something goes further."""
    asked = Item.objects.filter(pk__in=[item.pk for item in asked_of(by, leaver)])
    settle(asked, outcome=outcome, by=by)
    return leaver
