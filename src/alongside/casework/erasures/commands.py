"""Erasing a person or a case for good: ordered by one, agreed by another, done in steps."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from alongside.casework.cases.models import SECOND_EYES, Case, Override, Party
from alongside.casework.cases.second_eyes import LEADS, second_eyes_on
from alongside.casework.erasures.declined import AGREEING, somebody_who_triages
from alongside.casework.erasures.reach import cases_of, orders_beside, owners_of
from alongside.casework.intake.deciding.beside import forget_words_beside
from alongside.casework.intake.feeds.forgetting import drop_files_of, forget_rows_of
from alongside.casework.intake.models import Double, Likeness, Referral, Wait
from alongside.casework.intake.waiting.ending import end_wait
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready
from alongside.casework.keeping.guards import locked, refuse_on_hold
from alongside.casework.keeping.models import Erasure, Kept
from alongside.casework.people.merging.commands import forget_merges_of
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.merging.together import together
from alongside.casework.people.models import ContactPoint, OpposedPoint, Person, Wall
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import Draft, User
from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.backups.queries import ever_backed_up
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.vault.erasing import living_keys
from alongside.foundation.vault.index.writing import leave
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.wrapping import fingerprint

TOLD_OF_A_CASE = ("sender", "happened", "safety_word", "signposted_to", "anyway")


class NotYet(Exception):
    """Support goes on, a referral waits, or a second look is open: that comes first."""


class CalledOff(Exception):
    """The order was called off before anybody agreed to it."""


class UnderWay(Exception):
    """An erasure of the same was ordered before and is not over."""


@command("erasure.ordered")
def order_erasure(person: Person, *, case: Case | None, ground: str, by: User) -> Erasure:
    """One person orders; nothing happens before another agrees, and it waits as long as it takes.
    A person is ordered with all of her records, and to each somebody agrees who leads there. Raises
    OnHold, ErasedAlready, NotYet or UnderWay."""
    hers = [pk for pk in together(locked(person.pk)) if pk != person.pk and case is None]
    for other in Person.objects.filter(pk__in=hers):
        _order(other, None, ground, by)
    return _order(person, case, ground, by)


def _order(person, case, ground, by):
    erasure = Erasure(person=person, case=case.pk if case else None, ground=ground, ordered_by=by)
    _may_begin(erasure)
    erasure.save(force_insert=True)
    subject, second = _who_agrees(person, case, by)
    if second and subject:
        due = add_working_days(today(), 1)
        put(subject, AGREEING, due=due, source=erasure.pk, owner=second.pk, by=by)
    return erasure


@command("erasure.passed_on")
def ask_others_to_agree(leaver: User, *, by: User) -> list[Item]:
    """Who was to agree has left: another is asked, where there is one. The page shows it to
    whoever leads, in any case."""
    passed = []
    for asked in Item.objects.open().filter(owner=leaver.pk, kind=AGREEING):
        order = Erasure.objects.select_related("person", "ordered_by").get(pk=asked.source)
        case = Case.objects.filter(pk=order.case).first() if order.case else None
        _subject, second = _who_agrees(order.person, case, order.ordered_by)
        if second:
            passed += hand_over(Item.objects.filter(pk=asked.pk), to=second.pk, by=by)
    return passed


def _who_agrees(person, case, by):
    if subject := case or person.cases.first():
        second = second_eyes_on(subject, by)
        return subject, second if second != by and holds(second, LEADS) else None
    return Referral.objects.filter(person=person).first(), somebody_who_triages(person, by)


def _may_begin(erasure):
    refuse_on_hold(erasure.person_id)
    if not living_keys(owners_of(erasure)):
        raise ErasedAlready
    mine = Q() if erasure.case is None else Q(case=erasure.case) | Q(case=None)
    if Erasure.objects.under_way().filter(mine, person=erasure.person_id).exists():
        raise UnderWay
    _nothing_is_open(erasure)


def _nothing_is_open(erasure):
    cases = cases_of(erasure)
    waiting = Referral.objects.waiting().filter(person=erasure.person_id)
    looks = Item.objects.open().filter(subject__in=cases.values("pk"), kind__in=SECOND_EYES)
    if cases.open().exists() or (not erasure.case and waiting.exists()) or looks.exists():
        raise NotYet


@command("erasure.called_off")
def call_off_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """It was not agreed yet, so nothing has happened; at other records of hers it is called off as
    well, where nobody has agreed. Afterwards there is nothing to call off."""
    waiting = Erasure.objects.under_way().filter(pk=erasure.pk, agreed_at=None)
    if not waiting.update(called_off_at=now()):
        raise ErasedAlready
    others = list(orders_beside(erasure).filter(agreed_at=None))
    Erasure.objects.filter(pk__in=[other.pk for other in others]).update(called_off_at=now())
    called_off = [erasure, *others]
    settle(Item.objects.open().asked_for_by(called_off), outcome="called_off", by=by)
    return erasure


@command("erasure.agreed")
def agree_to_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """The second person has looked and agrees; `carry_out` does the rest. Raises OnHold, NotYet
    for what came up since it was ordered, CalledOff, and AnotherPersonMust for whoever ordered it
    or could hold both accounts."""
    locked(erasure.person_id)
    refuse_on_hold(erasure.person_id)
    if one_hand(erasure.ordered_by_id, by.pk):
        raise AnotherPersonMust
    waiting = Erasure.objects.under_way().filter(pk=erasure.pk, agreed_at=None)
    if waiting.exists():
        _nothing_is_open(erasure)
    waiting.update(agreed_at=now(), agreed_by=by)
    settle(Item.objects.open().asked_for_by([erasure]), outcome="agreed", by=by)
    erasure.refresh_from_db()
    if erasure.called_off_at:
        raise CalledOff
    return erasure


@command("erasure.files_cleared")
def forget_in_files(erasure: Erasure, *, by: User) -> Erasure:
    """Partners' files that wait here to be mended, while her name can still be read to find her in
    them. Raises OnHold."""
    person = locked(erasure.person_id)
    if living_keys(owners_of(erasure)[:1]):
        refuse_on_hold(person.pk)
    forget_rows_of(person, by=by)
    return erasure


@command("erasure.keys_destroyed")
def destroy(erasure: Erasure, *, by: User) -> Erasure:
    """What can be told of her besides what is sealed goes first, then the keys, for good. If a
    crash came between the two, no hold can stop what has happened already."""
    locked(erasure.person_id)
    owners = owners_of(erasure)
    if living_keys(owners[:1]):
        refuse_on_hold(erasure.person_id)
    _clear_away(erasure, by=by)
    erasure.wrapped_by = fingerprint()
    erasure.keys = sum(destroy_keys_of(owner) for owner in owners)
    ring.clear()
    erasure.destroyed_at = now()
    if ever_backed_up():
        kept = timedelta(days=settings.BACKUPS_KEPT)
        erasure.gone_from_backups_on = today() + kept
    told = ["wrapped_by", "keys", "destroyed_at", "gone_from_backups_on"]
    erasure.save(update_fields=told)
    return erasure


def _clear_away(erasure, *, by):
    cases = list(cases_of(erasure).values_list("pk", flat=True))
    referrals = Referral.objects.filter(person=erasure.person_id)
    if erasure.case:
        referrals = referrals.filter(case=erasure.case)
        _blank(referrals, by=by)
    else:
        _forget_how_to_reach(erasure.person_id)
        leave(erasure.person_id)
        her = Q(person=erasure.person_id) | Q(referral__person=erasure.person_id)
        Likeness.objects.filter(her).delete()
        Double.objects.filter(Q(person=erasure.person_id) | Q(other=erasure.person_id)).delete()
        if not orders_beside(erasure).filter(destroyed_at=None).exists():
            _forget_who_she_also_was(erasure, by)
        for wait in Wait.objects.open().filter(referral__in=referrals):
            end_wait(wait, outcome="erased", by=by)
    kept = Kept.objects.filter(person=erasure.person_id)
    (kept.filter(case=erasure.case) if erasure.case else kept).delete()
    parties = Party.objects.filter(case__in=cases)
    OpposedPoint.objects.filter(party__in=parties.values("pk")).delete()
    waits = Wait.objects.filter(referral__in=referrals).values_list("pk", flat=True)
    _drop_drafts([*cases, *referrals.values_list("pk", flat=True), *waits])
    settle(Item.objects.open().filter(subject__in=cases), outcome="erased", by=by)


def _forget_who_she_also_was(erasure, by):
    """With the last of her records: until then a wall at one of them stands at all."""
    hers = records_of(erasure.person_id).values_list("pk", flat=True)
    forget_merges_of(list(hers), by=by)


def _blank(referrals, *, by):
    """Sealed under the person's key, which stays, so the words themselves have to go."""
    for referral in referrals:
        for name in TOLD_OF_A_CASE:
            setattr(referral, name, "")
        referral.save(update_fields=TOLD_OF_A_CASE)
        forget_words_beside(referral, by=by)


def _forget_how_to_reach(person_id):
    """The numbers, and walls of the past. Walls that stand go on hiding that there was anybody."""
    points = ContactPoint.objects.filter(person=person_id)
    points.exclude(pk__in=Override.objects.values("point")).delete()
    points.update(withdrawn_at=now(), state="unknown", voicemail="unknown", token=None)
    Wall.objects.filter(person=person_id).exclude(lifted_at=None).delete()
    Person.objects.filter(pk=person_id).update(address_class="not_asked")


def _drop_drafts(ids):
    for each in ids:
        Draft.objects.filter(Q(subject=each) | Q(page__contains=str(each))).delete()


@command("erasure.files_cleared_again")
def forget_in_files_again(owners: Collection[UUID], *, by: User) -> list[Person]:
    """A backup brought back the partners' files that waited then: of these people, and of those
    whose cases these are, the rows go once more, while their names can still be read."""
    opens = living_keys(owners)
    theirs = Person.objects.filter(Q(pk__in=opens) | Q(cases__in=opens)).distinct()
    people = [person for person in theirs if living_keys([person.pk])]
    for person in people:
        forget_rows_of(person, by=by)
    return people


@command("erasure.cleared_again")
def clear_away_again(owners: Collection[UUID], *, by: User) -> list[Person | Case]:
    """A backup brought back more than keys: what was cleared away with an erasure goes once more,
    of every person and case among these whose keys are destroyed."""
    gone = set(owners) - living_keys(owners)
    drop_files_of(gone, by=by)
    people = list(Person.objects.filter(pk__in=gone))
    cases = list(Case.objects.filter(pk__in=gone).exclude(person__in=people))
    for person in people:
        _clear_away(Erasure(person=person), by=by)
    for case in cases:
        _clear_away(Erasure(person_id=case.person_id, case=case.pk), by=by)
    return [*people, *cases]


@command("erasure.written_over")
def note_written_over(erasure: Erasure, *, by: User) -> Erasure:
    """What still lay in the databases' own files was written over."""
    erasure.checkpointed_at = now()
    erasure.save(update_fields=["checkpointed_at"])
    return erasure


@command("erasure.completed")
def complete_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """The list that every restore reads knows of it."""
    erasure.completed_at = now()
    erasure.save(update_fields=["completed_at"])
    return erasure
