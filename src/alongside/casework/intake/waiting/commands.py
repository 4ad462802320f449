"""Somebody waits with a named person, is called meanwhile, and is looked at again."""

from datetime import date
from typing import Any

from alongside.casework.cases.commands import BehindAWall, NotUsable
from alongside.casework.intake.commands import (
    URGENCY,
    AlreadyDecided,
    or_somebody_unwalled,
)
from alongside.casework.intake.models import LISTED, Referral
from alongside.casework.intake.waiting.models import SafetyCall, Wait
from alongside.casework.intake.waiting.timing import (
    REVIEW,
    SAFETY_CALL,
    by_the_clock,
    when_to_call,
)
from alongside.casework.people.commands import change_contact_point, doubt_contact_points
from alongside.casework.people.merging.points import points_of_all
from alongside.casework.people.models import ContactPoint, Wall
from alongside.casework.people.opposing import is_opposed
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days
from alongside.organisation.workforce.commands import note_time

DOUBTFUL = ("someone_else", "not_safe")


class AlreadyEnded(Exception):
    """Somebody decided about it meanwhile: nobody waits here any more."""


@command("referral.set_to_wait")
def let_wait(referral: Referral, *, worker: User, reason: str, review_on: date, by: User) -> Wait:
    """This worker answers for her from now on, calls her meanwhile, and it is looked at again;
    another one, unsaid, where that worker is behind a wall. Raises AlreadyDecided, BehindAWall."""
    if not Referral.objects.waiting().filter(pk=referral.pk).update(state=LISTED):
        raise AlreadyDecided
    referral.state = LISTED
    answers = or_somebody_unwalled(worker, referral.person)
    if Wall.objects.hide(referral.person_id, answers):
        raise BehindAWall
    wait = Wait(referral=referral, worker=answers, reason=reason, review_on=review_on)
    wait.chosen = worker if answers != worker else None
    wait.danger, wait.urgency, wait.begun_by = referral.danger, URGENCY[referral.danger], by
    wait.save(force_insert=True)
    put(referral, REVIEW, due=review_on, source=wait.pk, owner=answers.pk, by=by)
    ask_for_call(wait, by=by)
    return wait


@command("safety_call.asked")
def ask_for_call(wait: Wait, *, by: User, on: date | None = None) -> Item:
    """Of whoever answers for her, within her safe times; asked again, it moves."""
    due = on or by_the_clock(SAFETY_CALL, wait.danger) or add_working_days(today(), 1)
    person = wait.referral.person
    points = points_of_all([person]).get(person.pk, [])
    day, at = when_to_call(points, due)
    about = {"source": wait.pk, "owner": _who_is_asked(wait)}
    return put(wait.referral, SAFETY_CALL, due=day, at=at, **about, by=by)


def _who_is_asked(wait):
    """Whoever stands in for her while she is away keeps what she was given."""
    waiting = Item.objects.open().filter(source=wait.pk).first()
    return waiting.owner if waiting else wait.worker_id


@command("safety_call.logged")
def log_safety_call(
    wait: Wait,
    *,
    reached: str,
    danger: str,
    found: str,
    minutes: int = 0,
    next_on: date | None = None,
    by: User,
) -> SafetyCall:
    """What was found can raise the danger, and with it her place on the list; it lowers nothing.
    Then the next call is asked for. Raises AlreadyEnded."""
    wait = _still_open(wait)
    call = SafetyCall(wait=wait, reached=reached, danger=danger, found=found, by=by)
    call.save(force_insert=True)
    if reached in DOUBTFUL:
        doubt_contact_points(wait.referral.person, by=by)
    if minutes:
        paid = {"programme": wait.referral.programme, "stream": None, "source": call.pk}
        note_time(by, on=today(), minutes=minutes, kind="contact", **paid, by=by)
    if wait.danger != danger:
        raise_danger(wait, danger, by=by)
    mine = Item.objects.open().filter(source=wait.pk, kind=SAFETY_CALL)
    settle(mine, outcome="reached" if reached == "yes" else "tried", because=call.pk, by=by)
    ask_for_call(wait, on=next_on or _next_day(reached), by=by)
    return call


def _next_day(reached):
    """A try is repeated on the next working day, for nothing is known of how she is."""
    return None if reached == "yes" else add_working_days(today(), 1)


@command("wait.danger_raised")
def raise_danger(wait: Wait, danger: str, *, by: User) -> Wait:
    """She moves up, and is looked at again as soon as the clock of that danger says."""
    wait.danger, wait.urgency = danger, URGENCY[danger]
    sooner = by_the_clock(REVIEW, danger)
    if sooner and sooner < wait.review_on:
        wait.review_on = sooner
        mine = Item.objects.open().filter(source=wait.pk, kind=REVIEW).first()
        owner = mine.owner if mine else wait.worker_id
        put(wait.referral, REVIEW, due=sooner, source=wait.pk, owner=owner, by=by)
    wait.save(update_fields=["danger", "urgency", "review_on"])
    return wait


@command("wait.looked_at")
def look_again(wait: Wait, *, worker: User | None, reason: str, review_on: date, by: User) -> Wait:
    """She waits on: with whom, why, and until when. Raises AlreadyEnded, BehindAWall."""
    wait = _still_open(wait)
    shown = wait.chosen or wait.worker
    if worker and worker != shown:
        answers = or_somebody_unwalled(worker, wait.referral.person)
        if Wall.objects.hide(wait.referral.person_id, answers):
            raise BehindAWall
        wait.worker, wait.chosen = answers, worker if answers != worker else None
        items = Item.objects.open().asked_for_by([wait])
        hand_over(items, to=answers.pk, by=by)
    wait.reason, wait.review_on = reason, review_on
    wait.save(update_fields=["worker", "chosen", "reason", "review_on"])
    item = Item.objects.open().filter(source=wait.pk, kind=REVIEW).first()
    owner = item.owner if item else wait.worker_id
    put(wait.referral, REVIEW, due=review_on, source=wait.pk, owner=owner, by=by)
    return wait


@command("safe_contact.told_while_waiting")
def tell_what_is_safe(
    wait: Wait, point: ContactPoint, *, version: int, by: User, **facts: Any
) -> ContactPoint:
    """What she said today about a number; the next call moves into her safe times. Raises
    ChangedMeanwhile, and NotUsable for what is not unsafe."""
    kept = facts.get("value", point.value)
    if facts.get("state") != "unsafe" and is_opposed(facts.get("kind", point.kind), kept):
        raise NotUsable
    change_contact_point(point, version=version, by=by, **facts)
    item = Item.objects.open().filter(source=wait.pk, kind=SAFETY_CALL).first()
    if item:
        ask_for_call(wait, on=item.due, by=by)
    return point


def _still_open(wait):
    fresh = Wait.objects.open().filter(pk=wait.pk).first()
    if fresh is None:
        raise AlreadyEnded
    fresh.referral = wait.referral
    return fresh
