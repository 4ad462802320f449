"""Bringing two records of one person together: proposed, confirmed by another person, undone.

Everything here locks all records of both first, in the order of their ids; of two who answer at the
same moment the second finds it answered."""

from typing import Any
from uuid import uuid5

from alongside.casework.intake.merging.guards import (
    CannotMerge,
    refuse_answered,
    refuse_apart,
    refuse_two_people,
)
from alongside.casework.intake.merging.parting import count_deaths_of_both, leave_to_each
from alongside.casework.intake.merging.sight import (
    colleagues_of,
    records_in_sight,
    sees_both,
    who_could_confirm,
    who_is_asked,
)
from alongside.casework.keeping.commands import AnotherPersonMust
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.merging.commands import lead_anew
from alongside.casework.people.merging.models import DECLINED, PARTED, PROPOSED, TOGETHER
from alongside.casework.people.merging.together import locked_together
from alongside.casework.people.models import Merge, Person
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today

TOLD = (DECLINED, TOGETHER, PARTED)
ANSWERS = ("confirmed_at", "confirmed_by", "declined_at", "declined_by", "undone_at", "undone_by")


class NotInSight(Exception):
    """Whoever does this has to see a case of each of the two."""


class AnsweredAlready(Exception):
    """Somebody was first: confirmed, declined, taken back or parted again."""


class OneAlready(Exception):
    """It was proposed before and waits, or the two are one person already."""


@command("merge.proposed")
def propose_merge(one: Person, two: Person, *, reason: str, by: User, again: bool = False) -> Merge:
    """Both records stay as they are until a second person confirms, however long that takes.
    `again`: although somebody had said that they are two. Raises NotInSight, OneAlready,
    CannotMerge."""
    first, second, ones, twos = _both(one.pk, two.pk, by=by)
    live = Merge.objects.live().filter(person=first, other=second)
    if second in ones or live.exists():
        raise OneAlready
    if not again:
        refuse_answered(first, second)
    refuse_two_people(first, second)
    refuse_apart(ones, twos, but=(first.pk, second.pk))
    merge = Merge(person=first, other=second, reason=reason, proposed_by=by)
    merge.save(force_insert=True)
    _ask_somebody(merge, by=by)
    return merge


@command("merge.confirmed")
def confirm_merge(merge: Merge, *, by: User) -> Merge:
    """The second person has looked at both: from now on they count as one person. Raises
    NotInSight, AnotherPersonMust, AnsweredAlready, OneAlready, CannotMerge."""
    first, second, ones, twos = _both(merge.person_id, merge.other_id, by=by)
    _look_again(merge)
    if one_hand(merge.proposed_by_id, by.pk):
        raise AnotherPersonMust
    if not merge.waits:
        raise AnsweredAlready
    if second in ones:
        raise OneAlready
    refuse_two_people(first, second)
    refuse_apart(ones, twos, but=(first.pk, second.pk))
    _note(merge, confirmed_at=now(), confirmed_by=by)
    lead_anew([first.pk, second.pk], by=by)
    forget_what_is_so_now([*ones, *twos], by=by)
    count_deaths_of_both(merge, [*ones, *twos], by=by)
    _is_over(merge, PROPOSED, "confirmed", by=by)
    _tell(merge, TOGETHER, [*ones, *twos], by=by)
    return merge


@command("merge.overtaken")
def forget_what_is_so_now(people: list[Person], *, by: User) -> list[Merge]:
    """Proposals between records that are one person now by another way: to confirm them too would
    make a ring, of which parting one link parts nobody."""
    waiting = Merge.objects.waiting().filter(person__in=people, other__in=people)
    overtaken = list(waiting)
    for merge in overtaken:
        _is_over(merge, PROPOSED, "overtaken", by=by)
    waiting.delete()
    return overtaken


@command("merge.declined")
def decline_merge(merge: Merge, *, reason: str, by: User) -> Merge:
    """They are two people; or whoever proposed it takes it back. Raises NotInSight,
    AnsweredAlready."""
    _both(merge.person_id, merge.other_id, by=by)
    _look_again(merge)
    if not merge.waits:
        raise AnsweredAlready
    _note(merge, declined_at=now(), declined_by=by, declined_reason=reason)
    _is_over(merge, PROPOSED, "declined", by=by)
    if merge.proposed_by_id != by.pk:
        _tell_one(merge, DECLINED, merge.proposed_by, by=by)
    return merge


@command("merge.undone")
def undo_merge(merge: Merge, *, reason: str, by: User) -> Merge:
    """They are two people after all. One person is enough, for nothing is lost by it: both records
    stand as they stood. Raises NotInSight, AnsweredAlready, and CannotMerge while an erasure of
    the whole person is under way."""
    _first, _second, ones, twos = _both(merge.person_id, merge.other_id, by=by)
    _look_again(merge)
    if not merge.stands:
        raise AnsweredAlready
    if Erasure.objects.under_way().filter(person__in=[*ones, *twos], case=None).exists():
        raise CannotMerge
    _note(merge, undone_at=now(), undone_by=by, undone_reason=reason)
    lead_anew([merge.person_id], by=by)
    leave_to_each(merge, [*ones, *twos], by=by)
    _is_over(merge, TOGETHER, "parted", by=by)
    _tell(merge, PARTED, [*ones, *twos], by=by)
    return merge


@command("merge.seen")
def see_what_was_told(merges: list[Merge], *, by: User) -> list[Item]:
    """She has read what became of these records."""
    ids = [merge.pk for merge in merges]
    told = Item.objects.open().filter(subject__in=ids, owner=by.pk, kind__in=TOLD)
    return settle(told, outcome="seen", by=by)


@command("merge.passed_on")
def ask_others_to_confirm(leaver: User, *, by: User) -> list[Item]:
    """Who was to confirm has left: another who sees both is asked, where there is one."""
    asked = (
        Item.objects.open().filter(owner=leaver.pk, kind=PROPOSED).values_list("subject", flat=True)
    )
    passed = [_ask_another(merge, by=by) for merge in Merge.objects.filter(pk__in=list(asked))]
    return [item for item in passed if item]


@command("merge.asked_anew")
def ask_who_still_sees_both(*, by: User) -> list[Item]:
    """Where nobody was found who could confirm, or whoever was asked sees both no longer."""
    waiting = Merge.objects.waiting().select_related("person", "other", "proposed_by")
    asked = [_ask_another(merge, by=by) for merge in waiting if who_is_asked(merge) is None]
    return [item for item in asked if item]


def _both(one, two, *, by):
    """Locked, the smaller id first, each with all records that are one person with it."""
    rows = {row.pk: row for row in locked_together([one, two])}
    first, second = (rows[pk] for pk in sorted((one, two)))
    if records_in_sight([first, second], reader=by) is None:
        raise NotInSight
    ones = [row for row in rows.values() if row == first or _one_with(row, first)]
    twos = [row for row in rows.values() if row == second or _one_with(row, second)]
    return first, second, ones, twos


def _look_again(merge):
    """Under the lock; it may have been answered meanwhile, or be so by another way."""
    try:
        merge.refresh_from_db(fields=ANSWERS)
    except Merge.DoesNotExist as gone:
        raise AnsweredAlready from gone


def _one_with(row, person):
    return row.lead_id is not None and row.lead_id == person.lead_id


def _note(merge: Merge, **told: Any) -> None:
    for name, value in told.items():
        setattr(merge, name, value)
    merge.save(update_fields=[*told])


def _ask_somebody(merge, *, by):
    able = who_could_confirm([merge.person, merge.other], by=merge.proposed_by)
    return _tell_one(merge, PROPOSED, able[0], by=by) if able else None


def _ask_another(merge, *, by):
    _is_over(merge, PROPOSED, "passed_on", by=by)
    return _ask_somebody(merge, by=by)


def _tell(merge, event, people, *, by):
    """Whoever works with her and sees both hears of it, and whoever proposed it. No line in the
    chronology says so: it would tell everybody on one case that there is another record."""
    workers = colleagues_of({person.pk for person in people}) | {merge.proposed_by}
    for worker in workers - {by}:
        if sees_both(worker, [merge.person, merge.other]):
            _tell_one(merge, event, worker, by=by)


def _tell_one(merge, kind, user, *, by):
    """Each is told once of each."""
    source = uuid5(merge.pk, f"{kind} {user.pk}")
    return put(merge, kind, due=today(), source=source, owner=user.pk, by=by)


def _is_over(merge, kind, outcome, *, by):
    settle(Item.objects.open().about(merge, kind), outcome=outcome, by=by)
