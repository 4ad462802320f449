"""Somebody is away: her cases and dates go to a colleague for these days, and come back."""

from datetime import date

from alongside.casework.cases.models import SECOND_EYES, Allocation, Case
from alongside.casework.cases.second_eyes import (
    NobodyElse,
    find_other_eyes,
    others_who_could_look,
)
from alongside.casework.cases.standing_in import stand_down, stand_in
from alongside.casework.desk.cover.models import Covered, Moved
from alongside.casework.intake.waiting.queries import dates_of
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import hand_over
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.organisation.workforce.away.commands import (
    begin_absence,
    end_absence,
    mark_absence,
)
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.away.queries import away_today


@command("cover.marked")
def mark_away(user: User, *, cover: User, first: date, last: date, by: User) -> Absence:
    """From the first day on her dates stand on the day of whoever covers. Raises AwayThen."""
    absence = mark_absence(user, cover=cover, first=first, last=last, by=by)
    for held in _held_by(user):
        Covered(absence=absence, case=held.case).save(force_insert=True)
    if first <= today():
        keep_cover(absence, by=by)
    return absence


@command("cover.briefed")
def write_brief(covered: Covered, *, words: str, by: User) -> Covered:
    """What whoever covers should know of this case before anything else."""
    covered.brief = words
    covered.save(update_fields=["brief"])
    return covered


@command("cover.kept")
def keep_cover(absence: Absence, *, by: User) -> Absence:
    """While she is away: every case has somebody, and what is newly put on her day goes to them.
    Done twice, nothing happens twice."""
    if absence.began_at is None:
        begin_absence(absence, by=by)
        absence.began_at = now()
    for held in _held_by(absence.user):
        covered, _new = Covered.objects.select_related("stand_in").get_or_create(
            absence=absence, case=held.case, defaults={"brief": ""}
        )
        covered.case = held.case
        if covered.stand_in is None or not _sees(covered.stand_in, held.case):
            _find_stand_in(covered, by)
        if covered.stand_in:
            _move_dates(covered, by)
    _move_looks(absence, by)
    _remember(absence, dates_of(absence.user, to=absence.cover), absence.cover, by)
    return absence


@command("cover.ended")
def come_back(absence: Absence, *, by: User) -> Absence:
    """Her cases and whatever is still open on them are hers again."""
    end_absence(absence, by=by)
    moved = absence.moved.values("item")
    hers = Item.objects.open().filter(pk__in=moved)
    hand_over(hers.exclude(kind__in=SECOND_EYES), to=absence.user_id, by=by)
    covering = absence.covered.exclude(allocation=None).select_related("case", "stand_in")
    for covered in covering:
        _give_back(covered, absence, by)
    return absence


def _give_back(covered, absence, by):
    """What the stand-in arranged on the case goes on with its own worker, if she still has it."""
    let_in = Allocation.objects.filter(pk=covered.allocation, until=None).first()
    if let_in is None:
        return
    still_hers = Allocation.objects.filter(case=covered.case, worker=absence.user_id, until=None)
    if not still_hers.exists():
        return  # handed over meanwhile: whoever stood in has it for good
    arranged = Item.objects.open().about(covered.case).filter(owner=covered.stand_in_id)
    hand_over(arranged.exclude(kind__in=SECOND_EYES), to=absence.user_id, by=by)
    let_in.case = covered.case
    stand_down(let_in, by=by)


def _held_by(user):
    held = Allocation.objects.filter(worker=user, until=None, case__ended_on=None)
    return held.select_related("case__person")


def _find_stand_in(covered, by):
    """The named cover; where a wall or a sensitive case keeps her out, another who sees it."""
    cover, case = covered.absence.cover, covered.case
    walled = Wall.objects.hide(case.person_id, cover)
    if _sees(cover, case):
        covered.stand_in = cover
    elif not (walled or case.sensitive):
        let_in = stand_in(case, worker=cover, by=by)
        covered.stand_in, covered.allocation = cover, let_in.pk
    else:
        away = away_today()
        could = others_who_could_look(case, covered.absence.user)
        here = [other for other in could if other.pk not in away]
        covered.stand_in = here[0] if here else None
    covered.save(update_fields=["stand_in", "allocation"])


def _move_dates(covered, by):
    hers = Item.objects.open().about(covered.case).filter(owner=covered.absence.user_id)
    _remember(covered.absence, hers.exclude(kind__in=SECOND_EYES), covered.stand_in, by)


def _move_looks(absence, by):
    """Looks that wait for her go to her cover where she may look, else to other eyes; they stay
    there: whoever has begun to look shall end it."""
    for look in Item.objects.open().filter(owner=absence.user_id, kind__in=SECOND_EYES):
        case = Case.objects.filter(pk=look.subject).first()
        if case is None:
            continue
        try:
            find_other_eyes(case, look, by=by, rather=absence.cover)
        except NobodyElse:
            continue  # it waits for her


def _remember(absence, items, to, by):
    ids = list(items.values_list("pk", flat=True))
    if not ids:
        return
    known = [Moved(absence=absence, item=pk) for pk in ids]
    Moved.objects.bulk_create(known, ignore_conflicts=True)
    hand_over(Item.objects.filter(pk__in=ids), to=to.pk, by=by)


def _sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()
