"""Bringing two records of one person together: proposed, confirmed by another person, undone.

Everything here locks all records of both first, in the order of their ids; of two who answer at the
same moment the second finds it answered."""

from typing import Any
from uuid import uuid5

from alongside.casework.cases.moments import happened
from alongside.casework.intake.merging.guards import CannotMerge, refuse_apart, refuse_two_people
from alongside.casework.intake.merging.sight import (
    cases_of,
    colleagues_of,
    records_in_sight,
    who_could_confirm,
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
def propose_merge(one: Person, two: Person, *, reason: str, by: User) -> Merge:
    """Both records stay as they are until a second person confirms, however long that takes.
    Raises NotInSight, OneAlready, CannotMerge."""
    first, second, ones, twos = _both(one.pk, two.pk, by=by)
    live = Merge.objects.live().filter(person=first, other=second)
    if second in ones or live.exists():
        raise OneAlready
    refuse_two_people(first, second)
    refuse_apart(ones, twos)
    merge = Merge(person=first, other=second, reason=reason, proposed_by=by)
    merge.save(force_insert=True)
    _ask_somebody(merge, by=by)
    return merge


@command("merge.confirmed")
def confirm_merge(merge: Merge, *, by: User) -> Merge:
    """The second person has looked at both: from now on they count as one person. Raises
    NotInSight, AnotherPersonMust, AnsweredAlready, CannotMerge."""
    first, second, ones, twos = _both(merge.person_id, merge.other_id, by=by)
    merge.refresh_from_db(fields=ANSWERS)
    if one_hand(merge.proposed_by_id, by.pk):
        raise AnotherPersonMust
    if not merge.waits:
        raise AnsweredAlready
    refuse_two_people(first, second)
    if second not in ones:
        refuse_apart(ones, twos)
    _note(merge, confirmed_at=now(), confirmed_by=by)
    lead_anew([first.pk, second.pk], by=by)
    _is_over(merge, PROPOSED, "confirmed", by=by)
    _tell(merge, TOGETHER, [*ones, *twos], by=by)
    return merge


@command("merge.declined")
def decline_merge(merge: Merge, *, reason: str, by: User) -> Merge:
    """They are two people; or whoever proposed it takes it back. Raises NotInSight,
    AnsweredAlready."""
    _both(merge.person_id, merge.other_id, by=by)
    merge.refresh_from_db(fields=ANSWERS)
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
    merge.refresh_from_db(fields=ANSWERS)
    if not merge.stands:
        raise AnsweredAlready
    if Erasure.objects.under_way().filter(person__in=[*ones, *twos], case=None).exists():
        raise CannotMerge
    _note(merge, undone_at=now(), undone_by=by, undone_reason=reason)
    lead_anew([merge.person_id], by=by)
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
    passed = []
    asked = Item.objects.open().filter(owner=leaver.pk, kind=PROPOSED)
    for merge in Merge.objects.filter(pk__in=list(asked.values_list("subject", flat=True))):
        able = who_could_confirm([merge.person, merge.other], by=merge.proposed_by)
        if others := [user for user in able if user.pk != leaver.pk]:
            _is_over(merge, PROPOSED, "passed_on", by=by)
            passed.append(_tell_one(merge, PROPOSED, others[0], by=by))
    return passed


def _both(one, two, *, by):
    """Locked, the smaller id first, each with all records that are one person with it."""
    rows = {row.pk: row for row in locked_together([one, two])}
    first, second = (rows[pk] for pk in sorted((one, two)))
    if records_in_sight([first, second], reader=by) is None:
        raise NotInSight
    ones = [row for row in rows.values() if row == first or _one_with(row, first)]
    twos = [row for row in rows.values() if row == second or _one_with(row, second)]
    return first, second, ones, twos


def _one_with(row, person):
    return row.lead_id is not None and row.lead_id == person.lead_id


def _note(merge: Merge, **told: Any) -> None:
    for name, value in told.items():
        setattr(merge, name, value)
    merge.save(update_fields=[*told])


def _ask_somebody(merge, *, by):
    able = who_could_confirm([merge.person, merge.other], by=by)
    return _tell_one(merge, PROPOSED, able[0], by=by) if able else None


def _tell(merge, event, people, *, by):
    """A line in the chronology of each of her cases; whoever works with her hears of it, and so
    does whoever proposed it."""
    ids = {person.pk for person in people}
    for case in cases_of(ids):
        happened(case, event, on=today(), record=merge, by=by)
    for worker in colleagues_of(ids) | {merge.proposed_by}:
        if worker != by:
            _tell_one(merge, event, worker, by=by)


def _tell_one(merge, kind, user, *, by):
    """Each is told once of each."""
    source = uuid5(merge.pk, f"{kind} {user.pk}")
    return put(merge, kind, due=today(), source=source, owner=user.pk, by=by)


def _is_over(merge, kind, outcome, *, by):
    settle(Item.objects.open().about(merge, kind), outcome=outcome, by=by)
