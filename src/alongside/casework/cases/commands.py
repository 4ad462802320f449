"""Opening a case, deciding who works on it, judging danger, and ending support."""

from typing import Any

from django.db.models import Q, QuerySet

from alongside.casework.cases.handing.commands import ask_to_read
from alongside.casework.cases.models import (
    DANGER_FIRST,
    DANGER_LOWERED,
    OVERRIDE_REVIEW,
    SECOND_EYES,
    Allocation,
    Case,
    CaseCrime,
    CrimeEvent,
    DangerJudgement,
    NamedReader,
    Override,
)
from alongside.casework.cases.moments import happened
from alongside.casework.cases.second_eyes import (
    find_other_eyes,
    keep_second_looks_in_sight,
    refuse_own_eyes,
    second_eyes_on,
)
from alongside.casework.people.commands import (
    add_contact_point,
    change_contact_point,
    show_contact_point,
    withdraw_contact_point,
)
from alongside.casework.people.models import ContactPoint, Person, Wall
from alongside.casework.people.opposing import is_opposed
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.keys import cut_key_for

LEVELS = ("unknown", "standard", "raised", "high")  # the first judgement is not a lowering
SAFE_CONTACT_CHANGED, ASK_SAFE = "safe_contact_changed", "ask_safe"


class NeedsReason(Exception):
    """To lower the danger, somebody has to say why."""


class AlreadyEnded(Exception):
    """Somebody else ended support first."""


class BehindAWall(Exception):
    """For this worker the person is not here."""


class DeathFirst(Exception):
    """Nobody has noted that she died: support does not end for that reason before it is noted."""


class SecondEyesFirst(Exception):
    """The danger was lowered and nobody has looked at it: support does not end before that."""


@command("case.opened")
def open_case(person: Person, *, by: User, **facts: Any) -> Case:
    """Support begins: a case under a key of its own. Facts: programme, stream, danger."""
    case = Case(person=person, **facts)
    cut_key_for(case)
    case.save(force_insert=True)
    happened(case, "case_opened", on=case.opened_on, record=case, by=by)
    return case


@command("crime.noted")
def note_crime(
    case: Case, *, client_kind: str, by: User, event: CrimeEvent | None = None, **facts: Any
) -> CaseCrime:
    """What happened to this client, as a new crime event or as one that others share."""
    if event is None:
        event = CrimeEvent(**facts)
        cut_key_for(event)
        event.save(force_insert=True)
    link = CaseCrime.objects.create(case=case, event=event, client_kind=client_kind)
    if event.on:  # without a day there is nothing to put into the chronology
        happened(case, "crime", on=event.on, record=link, by=by)
    return link


@command("case.allocated")
def allocate(case: Case, *, worker: User, by: User) -> Allocation:
    """The worker stands beside this person from now on; named, where the case is sensitive.
    Raises BehindAWall."""
    if Wall.objects.hide(case.person_id, worker):
        raise BehindAWall
    allocation, new = Allocation.objects.get_or_create(case=case, worker=worker, until=None)
    if case.sensitive:
        NamedReader.objects.get_or_create(case=case, user=worker)
    if new:
        happened(case, "allocated", on=allocation.since, record=allocation, by=by)
        keep_second_looks_in_sight(case, by=by, or_refuse=False)
    return allocation


@command("case.handed_over")
def hand_case_over(case: Case, *, to: User, by: User, words: str = "") -> Allocation:
    """Another worker takes the place of those who had the case; her dates move along, and she
    reads what to know of it, the `words` first."""
    others = Allocation.objects.filter(case=case, until=None).exclude(worker=to)
    leaving = list(others.values_list("worker", flat=True))
    NamedReader.objects.filter(case=case, user__in=leaving).delete()
    theirs = Item.objects.open().about(case).filter(owner__in=leaving)
    second_looks = list(theirs.filter(kind__in=SECOND_EYES))
    hand_over(theirs.exclude(kind__in=SECOND_EYES), to=to.pk, by=by)
    others.update(until=today())
    allocation = allocate(case, worker=to, by=by)
    ask_to_read(case, to=to, words=words, by=by)
    for look in second_looks:
        find_other_eyes(case, look, by=by)
    keep_second_looks_in_sight(case, by=by, or_refuse=True)
    return allocation


class NotUsable(Exception):
    """It cannot be a way to reach her; why is not said."""


@command("safe_contact.told")
def tell_safe_contact(case: Case, *, by: User, **facts: Any) -> ContactPoint:
    """Another way to reach her, and what she said about it. Raises NotUsable."""
    if is_opposed(facts["kind"], facts["value"]):
        raise NotUsable
    point = add_contact_point(case.person, by=by, **facts)
    asked_again(case, by=by)
    happened(case, SAFE_CONTACT_CHANGED, on=today(), record=point, by=by)
    return point


@command("safe_contact.changed")
def change_safe_contact(
    case: Case, point: ContactPoint, *, version: int, by: User, **facts: Any
) -> ContactPoint:
    """What is safe for her now. Raises ChangedMeanwhile, and NotUsable for what is not unsafe."""
    kept = facts.get("value", point.value)
    if facts.get("state") != "unsafe" and is_opposed(facts.get("kind", point.kind), kept):
        raise NotUsable
    change_contact_point(point, version=version, by=by, **facts)
    asked_again(case, by=by)
    happened(case, SAFE_CONTACT_CHANGED, on=today(), record=point, by=by)
    return point


@command("safe_contact.withdrawn")
def withdraw_safe_contact(case: Case, point: ContactPoint, *, by: User) -> ContactPoint:
    """Nobody may use it any more."""
    withdraw_contact_point(point, by=by)
    happened(case, SAFE_CONTACT_CHANGED, on=today(), record=point, by=by)
    return point


def asked_again(case: Case, *, by: User) -> None:
    """She was asked what is safe: nobody need ask her once more."""
    settle(Item.objects.open().about(case, ASK_SAFE), outcome="asked", by=by)


@command("danger.judged")
def judge_danger(case: Case, *, level: str, reason: str, by: User) -> DangerJudgement:
    """Raising needs no reason. Lowering needs one, and second eyes the next working day."""
    case.refresh_from_db(fields=["danger", "danger_until_agreed"])  # not as it was when read
    lowered = level != case.danger and (level == "unknown" or _height(level) < _height(case.danger))
    if lowered and not reason:
        raise NeedsReason
    judgement = DangerJudgement(case=case, level=level, before=case.danger, reason=reason, by=by)
    judgement.save(force_insert=True)
    if lowered:
        case.danger_until_agreed = max(case.cautious_danger, case.danger, key=_caution)
    case.danger = level
    case.save(update_fields=["danger", "danger_until_agreed"])
    happened(case, "danger_changed", on=today(), record=judgement, by=by)
    settle(_lowerings_seen_to(case, level, by), outcome="judged_again", by=by)
    if lowered:
        ask_for_second_eyes(case, DANGER_LOWERED, source=judgement, by=by)
    _count_what_is_agreed(case)
    return judgement


def _count_what_is_agreed(case):
    """The higher level stands only while a lowering waits for second eyes."""
    if not Item.objects.open().about(case, DANGER_LOWERED).exists():
        case.danger_until_agreed = ""
        case.save(update_fields=["danger_until_agreed"])


def _height(level):
    return LEVELS.index(level)


def _caution(level):
    return -DANGER_FIRST.index(level)


def _lowerings_seen_to(case, level, by):
    """Those that stand no more, and those whose second eyes are judging now. A lowering that was
    only followed by a smaller one still waits."""
    waiting = Item.objects.open().about(case, DANGER_LOWERED)
    asking = DangerJudgement.objects.filter(pk__in=waiting.values("source"))
    undone = [judgement.pk for judgement in asking if _height(judgement.before) <= _height(level)]
    own = [judgement.pk for judgement in asking if judgement.by_id == by.pk]
    return waiting.filter(Q(source__in=undone) | Q(owner=by.pk) & ~Q(source__in=own))


@command("danger.looked_at")
def agree_to_danger(judgement: DangerJudgement, *, by: User) -> DangerJudgement:
    """A second person looked at the lowering, and it stands: from now on it counts. Raises
    NotOwnEyes: where there is nobody else, it waits."""
    refuse_own_eyes(judgement, by)
    settle(Item.objects.open().asked_for_by([judgement]), outcome="agreed", by=by)
    _count_what_is_agreed(judgement.case)
    return judgement


@command("safe_contact.overridden", when_full=True)
def override_safe_contact(
    case: Case, *, point: ContactPoint, ground: str, reason: str, by: User
) -> Override:
    """Danger to life, or she has just reached out: one person decides and is shown the number,
    a second one looks at it."""
    override = Override(case=case, point=point, ground=ground, reason=reason, by=by)
    override.save(force_insert=True)
    happened(case, "override_used", on=override.at.date(), record=override, by=by)
    ask_for_second_eyes(case, OVERRIDE_REVIEW, source=override, by=by)
    show_contact_point(point, by=by)
    return override


@command("override.looked_at")
def look_at_override(override: Override, *, by: User) -> Override:
    """The second person has seen why; who looked first stays on record. Raises NotOwnEyes."""
    refuse_own_eyes(override, by)
    if override.seen_at is None:
        override.seen_by, override.seen_at = by, now()
        override.save(update_fields=["seen_by", "seen_at"])
    settle(Item.objects.open().asked_for_by([override]), outcome="seen", by=by)
    return override


@command("second_eyes.asked")
def ask_for_second_eyes(case: Case, kind: str, *, source: Any, by: User) -> Item:
    """By the next working day, the worker's supervisor looks at what one person decided."""
    due = add_working_days(today(), pack().clocks["second_eyes"].days_for(case.danger))
    return put(case, kind, due=due, source=source.pk, owner=second_eyes_on(case, by).pk, by=by)


@command("case.made_sensitive")
def make_sensitive(case: Case, *, readers: QuerySet[User], by: User) -> Case:
    """From now on only the people named here, and those who work on it, know that it exists."""
    NamedReader.objects.filter(case=case).delete()
    working = User.objects.filter(allocations__case=case, allocations__until=None)
    named = {user.pk for user in [*readers, *working]}
    NamedReader.objects.bulk_create(NamedReader(case=case, user_id=pk) for pk in named)
    case.sensitive = True
    case.save(update_fields=["sensitive"])
    keep_second_looks_in_sight(case, by=by, or_refuse=True)
    return case


@command("case.made_ordinary")
def make_ordinary(case: Case, *, by: User) -> Case:
    """Its workers and their supervisor see it again; whoever was only named does not."""
    NamedReader.objects.filter(case=case).delete()
    case.sensitive = False
    case.save(update_fields=["sensitive"])
    keep_second_looks_in_sight(case, by=by, or_refuse=False)
    return case


@command("support.ended")
def end_support(case: Case, *, reason: str, outcome: str, summary: str, by: User) -> Case:
    """Support ends; whatever still stood on the agenda for it is settled, but for second eyes:
    nobody escapes them by ending support."""
    case.refresh_from_db(fields=["danger", "danger_until_agreed"])
    if case.danger_until_agreed:
        raise SecondEyesFirst
    if reason == "died" and not Person.objects.filter(pk=case.person_id, dead=True).exists():
        raise DeathFirst
    if not Case.objects.filter(pk=case.pk, ended_on=None).update(ended_on=today()):
        raise AlreadyEnded
    case.ended_on, case.ending_reason, case.outcome = today(), reason, outcome
    case.ending_summary = summary
    case.save(update_fields=["ended_on", "ending_reason", "outcome", "ending_summary"])
    ending = Item.objects.open().about(case).exclude(kind__in=SECOND_EYES)
    settle(ending, outcome="support_ended", by=by)
    happened(case, "support_ended", on=case.ended_on, record=case, by=by)
    return case
