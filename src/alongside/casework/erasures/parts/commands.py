"""Taking one part out for good: ordered by one, agreed by another, done in steps."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import LEADS, second_eyes_on
from alongside.casework.erasures.commands import CalledOff, UnderWay
from alongside.casework.erasures.parts.reach import (
    all_of,
    kind_of,
    model_of,
    part_in,
    tables_of,
    words_are_needed,
)
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready
from alongside.casework.keeping.guards import OnHold, locked, refuse_on_hold
from alongside.casework.keeping.models import Kept, TakingOut
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import Draft, User
from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.backups.queries import ever_backed_up
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.vault.brought_back.lists import Out, keep_list
from alongside.foundation.vault.erasing import living_keys, write_over
from alongside.foundation.vault.models import Part
from alongside.foundation.vault.parts.writing_over import remember, take_words_out

PART_AGREEING = "part_ordered"
FORMS_STAND_OPEN = timedelta(days=2)  # no shift lasts longer


class StillNeeded(Exception):
    """A consent that stands is taken back before its words go."""


@command("part.ordered")
def order_taking_out(case: Case, what: str, part: UUID, *, ground: str, by: User) -> TakingOut:
    """One person orders; nothing goes before another agrees. Raises OnHold, ErasedAlready,
    StillNeeded and UnderWay."""
    locked(case.person_id)
    order = TakingOut(
        person_id=case.person_id, case=case.pk, what=what, part=part, ground=ground, ordered_by=by
    )
    _may_go(order, case)
    if TakingOut.objects.under_way().filter(what=what, part=part).exists():
        raise UnderWay
    order.save(force_insert=True)
    second = second_eyes_on(case, by)
    if second != by and holds(second, LEADS):
        due = add_working_days(today(), 1)
        put(case, PART_AGREEING, due=due, source=order.pk, owner=second.pk, by=by)
    return order


@command("part.passed_on")
def ask_others_about_parts(leaver: User, *, by: User) -> list[Item]:
    """Who was to agree has left: another who leads is asked, where there is one."""
    passed = []
    for asked in Item.objects.open().filter(owner=leaver.pk, kind=PART_AGREEING):
        order = TakingOut.objects.select_related("ordered_by").get(pk=asked.source)
        second = second_eyes_on(Case.objects.get(pk=asked.subject), order.ordered_by)
        if second != order.ordered_by and holds(second, LEADS):
            passed += hand_over(Item.objects.filter(pk=asked.pk), to=second.pk, by=by)
    return passed


def _may_go(order, case):
    refuse_on_hold(case.person_id)
    kind, row = kind_of(order.what), part_in(case, order.what, order.part)
    opens = kind and row and living_keys([case.person_id if kind.item else case.pk])
    if not opens or not row.holds(kind.item):
        raise ErasedAlready
    if words_are_needed(row):
        raise StillNeeded


@command("part.called_off")
def call_off_taking_out(order: TakingOut, *, by: User) -> TakingOut:
    """It was not agreed yet, so nothing has happened. Raises ErasedAlready afterwards."""
    waiting = TakingOut.objects.under_way().filter(pk=order.pk, agreed_at=None)
    if not waiting.update(called_off_at=now()):
        raise ErasedAlready
    settle(Item.objects.open().asked_for_by([order]), outcome="called_off", by=by)
    return order


@command("part.agreed")
def agree_to_taking_out(order: TakingOut, case: Case, *, by: User) -> TakingOut:
    """The second person has looked and agrees; `take_out` does the rest. Raises OnHold,
    StillNeeded, ErasedAlready, CalledOff, and AnotherPersonMust for whoever ordered it or could
    hold both accounts."""
    locked(order.person_id)
    refuse_on_hold(order.person_id)
    if one_hand(order.ordered_by_id, by.pk):
        raise AnotherPersonMust
    waiting = TakingOut.objects.under_way().filter(pk=order.pk, agreed_at=None)
    if waiting.exists():
        _may_go(order, case)
    waiting.update(agreed_at=now(), agreed_by=by)
    settle(Item.objects.open().asked_for_by([order]), outcome="agreed", by=by)
    order.refresh_from_db()
    if order.called_off_at:
        raise CalledOff
    return order


def take_out(order: TakingOut, *, by: User) -> TakingOut:
    """Every step that is still to do; after a crash, at whatever moment, the same call goes on
    from there. Raises OnHold while nothing is gone."""
    order.refresh_from_db()
    case = Case.objects.select_related("person").get(pk=order.case)
    if order.agreed_at and not order.taken_out_at:
        order = write_words_over(order, case, by=by)
    row = part_in(case, order.what, order.part) if order.taken_out_at else None
    if row and not order.checkpointed_at and write_over(tables_of(row)):
        order = note_part_written_over(order, row, by=by)
    if order.checkpointed_at and not order.completed_at:
        keep_list()
        order = complete_taking_out(order, by=by)
    return order


def take_out_interrupted(*, by: User) -> list[TakingOut]:
    """Goes on with whatever a crash or a hold has stopped; answers with what is complete now."""
    drop_late_drafts(by=by)
    done = []
    for order in TakingOut.objects.interrupted():
        with suppress(OnHold):
            order = take_out(order, by=by)
        if order.completed_at:
            done.append(order)
    return done


@command("part.taken_out")
def write_words_over(order: TakingOut, case: Case, *, by: User) -> TakingOut:
    """The words go, with whatever was typed and not saved about them. Raises OnHold."""
    locked(order.person_id)
    refuse_on_hold(order.person_id)
    kind, row = kind_of(order.what), part_in(case, order.what, order.part)
    if kind and row:
        _take_out(row, kind.item, on=today(), why=order.ground)
    order.taken_out_at = now()
    if ever_backed_up():
        order.gone_from_backups_on = today() + timedelta(days=settings.BACKUPS_KEPT)
    order.save(update_fields=["taken_out_at", "gone_from_backups_on"])
    return order


def _take_out(row, item, *, on, why):
    for each in all_of(row):
        take_words_out(each, item, on=on, why=why)
        Draft.objects.filter(page__contains=str(each.pk)).delete()
    if item:
        Kept.objects.filter(row=row.pk).delete()
        pages = [
            reverse("cases:change_described", args=[case])
            for case in row.person.cases.values_list("pk", flat=True)
        ]
        Draft.objects.filter(Q(page__in=pages)).delete()


@command("part.drafts_dropped")
def drop_late_drafts(*, by: User) -> list[TakingOut]:
    """A form over the entry that stood open meanwhile went on keeping a draft of its words."""
    lately = TakingOut.objects.filter(taken_out_at__gt=now() - FORMS_STAND_OPEN)
    met = []
    for order in lately:
        drafts = Draft.objects.filter(page__contains=str(order.part))
        if drafts.exists():
            drafts.delete()
            met.append(order)
    return met


@command("part.written_over")
def note_part_written_over(order: TakingOut, row: Part, *, by: User) -> TakingOut:
    """What still lay in the database's own files was written over, and the list will name it."""
    kind = kind_of(order.what)
    for each in all_of(row):
        remember(each, kind.item if kind else "")
    order.checkpointed_at = now()
    order.save(update_fields=["checkpointed_at"])
    return order


@command("part.completed")
def complete_taking_out(order: TakingOut, *, by: User) -> TakingOut:
    """The list that every restore reads knows of it."""
    order.completed_at = now()
    order.save(update_fields=["completed_at"])
    return order


@command("part.taken_out_again")
def take_out_again(parts: Iterable[Out], *, by: User) -> list[Part]:
    """A backup brought back words that were taken out since: they go once more. What this backup
    knew to be taken out already is left alone, for something else may have been told since."""
    found: list[Part] = []
    for out in parts:
        model = model_of(out.label)
        row = model._default_manager.filter(pk=out.row).first() if model else None
        if row is None:
            continue
        gone = row.gone(out.item)
        if gone is None or gone.day < out.on:
            _take_out(row, out.item, on=out.on, why=out.why)
            found.append(row)
        remember(row, out.item)
    return found
