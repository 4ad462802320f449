"""Raising and lifting a wall, and opening a case in an emergency."""

from datetime import timedelta
from typing import Any

from alongside.casework.cases.commands import (
    allocate,
)
from alongside.casework.cases.models import (
    EMERGENCY_REVIEW,
    SECOND_EYES,
    Allocation,
    Case,
    EmergencyAccess,
    NamedReader,
)
from alongside.casework.cases.second_eyes import (
    JUDGES,
    NobodyElse,
    find_other_eyes,
    keep_second_looks_in_sight,
    leads,
    others_who_could_look,
    second_eyes_on,
)
from alongside.casework.people.matching import Lookout, Traits
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Person, Wall
from alongside.casework.walls.hands import may_agree
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import could_hold, one_hand, same_hand
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, so_long_after, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.organisation.workforce.models import NightCode
from alongside.organisation.workforce.outsiders.commands import spend

LIFTING = "wall_lifting"
LASTS = timedelta(minutes=60)


class AnotherPersonMust(Exception):
    """Whoever asked for it, or whom it is about, is not the second person."""


class AnotherHandMust(AnotherPersonMust):
    """Whom it is about made the link to this account, and so could be the one who holds it."""


@command("wall.raised")
def raise_wall(person: Person, *, user: User, reason: str, by: User) -> Wall:
    """From this moment the person is not here for `user`: her cases, her dates and the second
    looks that waited for him pass to somebody else. Raises NobodyElse where nobody is left."""
    wall, new = Wall.objects.get_or_create(
        person=person, user=user, lifted_at=None, defaults={"reason": reason, "raised_by": by}
    )
    if not new:
        return wall
    for case in Case.objects.filter(person__in=records_of(person.pk)):
        _take_out_of_his_hands(case, user, by=by)
    return wall


@command("wall.proposed")
def carry_walls(person: Person, traits: Traits, lookout: Lookout, *, by: User) -> list[Wall]:
    """Somebody new may be somebody behind a wall: then the same wall stands for her too, and
    nobody is told. A member of staff of the same name is walled until somebody has looked."""
    walled = lookout.walled_from(traits)
    namesakes = lookout.namesakes(traits) - walled
    walls = [Wall(person=person, user=user) for user in walled]
    walls += [Wall(person=person, user=user, proposed=True) for user in namesakes]
    return Wall.objects.bulk_create(walls)


@command("wall.kept")
def keep_wall(wall: Wall, *, by: User) -> Wall:
    """Somebody has looked: it is the same person, and the wall stands as one that was raised."""
    _proposed_of_another(wall, by)
    Wall.objects.standing().filter(pk=wall.pk).update(proposed=False, raised_by=by)
    return wall


@command("wall.dropped")
def drop_wall(wall: Wall, *, by: User) -> Wall:
    """Somebody has looked: only the names are alike. A wall that people raised stays. Raises
    AnotherHandMust for an account that whoever stands behind it could hold."""
    _proposed_of_another(wall, by)
    if could_hold(wall.user_id, by.pk):
        raise AnotherHandMust
    standing = Wall.objects.standing().filter(pk=wall.pk, proposed=True)
    standing.update(lifted_at=now(), lifted_by=by)
    return wall


@command("wall.lifting_asked")
def ask_to_drop(wall: Wall, *, by: User) -> Wall:
    """Whoever may not drop it herself asks; a colleague of another hand drops it on the same page,
    or the command line agrees. Until then it stands."""
    _proposed_of_another(wall, by)
    Wall.objects.standing().filter(pk=wall.pk).update(lifting_asked_by=by)
    return wall


def _proposed_of_another(wall, by):
    if wall.user_id == by.pk or not wall.proposed:
        raise AnotherPersonMust


def _take_out_of_his_hands(case, user, *, by):
    his = Allocation.objects.filter(case=case, worker=user, until=None)
    worked = his.exists()
    heir = second_eyes_on(case, user)
    his.update(until=today())
    NamedReader.objects.filter(case=case, user=user).delete()
    waiting = Item.objects.open().about(case).filter(owner=user.pk)
    if heir == user and (worked or waiting.exists()) and case.is_open:
        raise NobodyElse
    if worked and case.is_open and not _somebody_works_on(case):
        allocate(case, worker=heir, by=by)
    for look in waiting.filter(kind__in=SECOND_EYES):
        find_other_eyes(case, look, by=by)
    hand_over(waiting.exclude(kind__in=SECOND_EYES), to=heir.pk, by=by)
    keep_second_looks_in_sight(case, by=by, or_refuse=False)  # his supervisor's too


def _somebody_works_on(case):
    working = Allocation.objects.filter(case=case, until=None).select_related("worker")
    hats = [hat for allocation in working for hat in hats_of(allocation.worker)]
    return any(holds(hat, JUDGES) for hat in hats)


@command("wall.lifting_asked")
def ask_to_lift(case: Case, wall: Wall, *, by: User) -> Wall:
    """One person asks, another agrees; until then the wall stands. Where no second person leads
    here, or none of another hand, the command line is the second hand."""
    Wall.objects.standing().filter(pk=wall.pk).update(lifting_asked_by=by)
    if second := _second_leader(case, wall, by):
        due = add_working_days(today(), 1)
        put(case, LIFTING, due=due, source=wall.pk, owner=second.pk, by=by)
    return wall


@command("wall.lifting_passed_on")
def pass_liftings_on(leaver: User, *, by: User) -> list[Item]:
    """Who was to agree has left: another who leads is asked. Where there is none today, whoever
    leads next finds it on the page of the walls."""
    passed = []
    for asked in Item.objects.open().filter(owner=leaver.pk, kind=LIFTING):
        wall = Wall.objects.select_related("lifting_asked_by").get(pk=asked.source)
        case = Case.objects.get(pk=asked.subject)
        if second := _second_leader(case, wall, wall.lifting_asked_by):
            passed += hand_over(Item.objects.filter(pk=asked.pk), to=second.pk, by=by)
    return passed


def _second_leader(case, wall, asker):
    second = second_eyes_on(case, asker)
    of_another_hand = not (one_hand(asker.pk, second.pk) or same_hand(wall.user_id, second.pk))
    return second if of_another_hand and leads(second) else None


@command("wall.lifted")
def lift_wall(wall: Wall, *, by: User) -> Wall:
    """The second person agrees. Raises AnotherPersonMust for the one who asked, for whoever
    stands behind the wall, for an account that either could hold, and where nobody has asked."""
    wall.refresh_from_db(fields=["lifting_asked_by", "lifted_at"])
    if not may_agree(wall, by.pk):
        raise AnotherPersonMust
    if Wall.objects.standing().filter(pk=wall.pk).update(lifted_at=now(), lifted_by=by):
        settle(Item.objects.open().asked_for_by([wall]), outcome="agreed", by=by)
    return wall


@command("emergency.opened", when_full=True)
def open_in_emergency(
    case: Case, *, reason: str, by: User, second: User | None = None, **by_phone: Any
) -> EmergencyAccess:
    """The case is open to her for 60 minutes. Whoever looks at it finds it on Today at once.
    `by_phone`: the code that an outsider read out, and what was said."""
    at = now()
    review_by = add_working_days(today(), 1)
    access = EmergencyAccess(case=case, by=by, second=second, reason=reason, at=at, **by_phone)
    access.until, access.review_by = so_long_after(at, LASTS), review_by
    access.save(force_insert=True)
    owner = _reviewer(case, by, second)
    put(case, EMERGENCY_REVIEW, due=review_by, source=access.pk, owner=owner.pk, by=by)
    return access


def _reviewer(case, user, second):
    reviewer = second_eyes_on(case, user)
    if same_hand(user.pk, reviewer.pk):
        others = others_who_could_look(case, user)
        apart = (other for other in others if not same_hand(user.pk, other.pk))
        reviewer = next(apart, reviewer)
    return reviewer if reviewer != user else (second or user)


@command("emergency.let_in", when_full=True)
def let_in(case: Case, *, user: User, reason: str, by: User) -> EmergencyAccess:
    """Through a wall, by two persons: the one behind it asks, one who sees the case opens it.
    Raises AnotherPersonMust for anyone who would let herself in, by an account she made too."""
    if could_hold(user.pk, by.pk):
        raise AnotherPersonMust
    return open_in_emergency(case, reason=reason, by=user, second=by)


@command("emergency.let_in_by_phone", when_full=True)
def let_in_by_phone(
    case: Case, *, code: NightCode, said: str, reason: str, by: User
) -> EmergencyAccess:
    """Through a wall, by two persons of whom one is on the phone: the named outsider reads out a
    code, and what was said stands with the reason. Raises CodeSpent."""
    spend(code, by=by)
    return open_in_emergency(case, reason=reason, by=by, code=code, said=said)


@command("emergency.answered_by_phone")
def answer_by_phone(
    access: EmergencyAccess, *, code: NightCode, finding: str, found: str, by: User
) -> EmergencyAccess:
    """Where nobody inside can look, the outsider has heard what was done and says what she
    thinks of it; the first finding stays. Raises CodeSpent."""
    spend(code, by=by)
    _found(access, finding, found, answer_code=code)
    settle(Item.objects.open().asked_for_by([access]), outcome="reviewed", by=by)
    return access


@command("emergency.reviewed")
def review_emergency(
    access: EmergencyAccess, *, finding: str, found: str, by: User
) -> EmergencyAccess:
    """What was found, by somebody else than who opened it; the first finding stays. An account
    of the same hand is refused as long as somebody of another hand could look."""
    if by.pk == access.by_id or (_of_one_hand(access, by) and _somebody_of_another(access)):
        raise AnotherPersonMust
    _found(access, finding, found, reviewed_by=by)
    settle(Item.objects.open().asked_for_by([access]), outcome="reviewed", by=by)
    return access


def _found(access, finding, found, **who):
    reviewed = {"finding": finding, "reviewed_at": now(), **who}
    if EmergencyAccess.objects.unanswered().filter(pk=access.pk).update(**reviewed):
        access.found = found
        access.save(update_fields=["found"])
    access.refresh_from_db()


def _of_one_hand(access, user):
    return same_hand(access.by_id, user.pk)


def _somebody_of_another(access):
    # Where one administrator invited everybody, nobody is: then it may not wait for ever.
    able = others_who_could_look(access.case, access.by)
    return any(not _of_one_hand(access, other) for other in able)
