"""What is done about a possible duplicate: it is the same person, or not, or somebody is asked."""

from functools import partial

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.moments import happened
from alongside.casework.intake.commands import AlreadyDecided
from alongside.casework.intake.deciding.beside import keep_words_beside, seal_anew
from alongside.casework.intake.models import ACCEPTED, Conflict, Likeness, Referral
from alongside.casework.intake.reasons import label_of
from alongside.casework.intake.waiting.ending import end_wait, wait_of
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.matching import numbers_in
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import pack
from alongside.foundation.ui.written import plain_day
from alongside.foundation.vault.index.writing import leave
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.reading import told

SAME_PERSON = "same_person"
SAME, DIFFERENT, NOT_SURE = "same", "different", "not_sure"
OF_THE_REFERRAL = ("sender", "happened", "safety_word", "signposted_to", "anyway")
OF_THE_PERSON = (
    *("known_as", "given_names", "family_name", "birth_date", "pronouns", "languages"),
    *("address", "postcode"),
)


class NobodyToAsk(Exception):
    """Nobody who works with the person may know of this referral."""


class NotYetSure(Exception):
    """Joining cannot be taken back: whoever sees her case has to say that it is the same."""


class NotYetLooked(Exception):
    """A colleague of the same name is kept out until somebody has said whether it is about them."""


class CannotJoin(Exception):
    """There is more about this person here than the referral, or joining would tell somebody."""


@command("likeness.answered")
def answer_likeness(likeness: Likeness, answer: str, *, by: User) -> Likeness:
    """Somebody has looked at both. Whoever was asked is asked no longer. That she is somebody else
    is so of every record of that person."""
    told = {"answer": answer, "answered_by": by, "answered_at": now()}
    same = Q(pk=likeness.pk)
    if answer == DIFFERENT and likeness.person.lead_id:
        hers = records_of(likeness.person_id)
        same |= Q(referral=likeness.referral_id, person__in=hers, answer="")
    answered = list(Likeness.objects.filter(same))
    Likeness.objects.filter(pk__in=[one.pk for one in answered]).update(**told)
    settle(Item.objects.open().asked_for_by(answered), outcome="answered", by=by)
    likeness.refresh_from_db()
    return likeness


@command("likeness.asked")
def ask_about_likeness(likeness: Likeness, case: Case, *, by: User) -> Item:
    """Of somebody who stands beside the person, today. Raises NobodyToAsk."""
    walled = Wall.objects.around(likeness.referral.person_id).values("user")
    working = Allocation.objects.filter(case=case, until=None).exclude(worker__in=walled)
    if not (allocation := working.order_by("since", "pk").first()):
        raise NobodyToAsk
    owner = allocation.worker_id
    return put(case, SAME_PERSON, due=today(), source=likeness.pk, owner=owner, by=by)


@command("referral.joined")
def join_person(likeness: Likeness, *, by: User) -> Referral:
    """It is the same person: from now on the referral stands with her record, and the one that
    was begun for it is no more; whoever is kept out of it is kept out of her record too. Raises
    NotYetSure, AlreadyDecided, NotYetLooked, CannotJoin, NobodyElse."""
    referral = Referral.objects.undecided().filter(pk=likeness.referral_id).first()
    if referral is None:
        raise AlreadyDecided
    if likeness.answer != SAME and not _sees_her(by, likeness.person):
        raise NotYetSure
    begun, person = referral.person, likeness.person
    _nothing_more(begun, person, referral)
    _carry_walls(begun, person, by)
    words = {name: getattr(referral, name) for name in OF_THE_REFERRAL}
    beside = keep_words_beside(referral)
    words["happened"] = "\n".join([words["happened"], *_said_otherwise(begun, person)]).strip()
    _points_move(begun, person, by)
    referral.person = person
    for name, value in words.items():
        setattr(referral, name, value)
    referral.save(update_fields=["person", *words])
    seal_anew(beside, referral, by=by)
    answer_likeness(likeness, SAME, by=by)
    transaction.on_commit(partial(destroy_keys_of, begun.pk))  # what was sealed anew stands first
    try:
        leave(begun.pk)
        begun.delete()
    except ProtectedError as held:  # a hold, or an erasure that was called off
        raise CannotJoin from held
    return referral


def _sees_her(user, person):
    """Of whom nothing is here but a referral, that is open to whoever triages."""
    hers = Case.objects.visible_to(user).filter(person=person)
    return hers.exists() or not person.cases.exists()


def _nothing_more(begun, person, referral):
    """Whoever brought it in and is behind a wall to her would see it vanish."""
    others = Referral.objects.filter(person=begun).exclude(pk=referral.pk)
    brought_by = referral.brought_by_id
    told = Wall.objects.around(person.pk).filter(user=brought_by).exists()
    if begun.cases.exists() or others.exists() or (brought_by and told):
        raise CannotJoin


def _carry_walls(begun, person, by):
    """Also those that stand by likeness alone. One that was only proposed is looked at first: it
    would take a colleague of the same name out of her case, and that is not given back."""
    standing = Wall.objects.standing()
    kept_out = Wall.objects.around(person.pk).values("user")
    walls = list(standing.filter(person=begun).exclude(user__in=kept_out).select_related("user"))
    if any(wall.proposed for wall in walls):
        raise NotYetLooked
    for wall in walls:
        raise_wall(person, user=wall.user, reason=told(wall, "reason"), by=by)


def _said_otherwise(begun, person):
    """What came with the referral and does not stand in her record: kept as words beside it."""
    for name in OF_THE_PERSON:
        came, stands = getattr(begun, name), getattr(person, name)
        if came and came != stands:
            shown = plain_day(came) if name == "birth_date" else came
            yield _("%(field)s, as it came in: %(words)s") % {
                "field": label_of(name),
                "words": shown,
            }


def _points_move(begun, person, by):
    hers = {point.value for point in person.contact_points.current()}
    numbers = numbers_in(hers)
    for point in begun.contact_points.current():
        if point.value not in hers and not numbers_in([point.value]) & numbers:
            facts = {"kind": point.kind, "value": point.value, "state": point.state}
            add_contact_point(person, **facts, by=by)


@command("referral.taken_into_case")
def take_into_case(referral: Referral, case: Case, *, by: User) -> Case:
    """Support goes on in the case that is open: whoever works there calls her. Raises
    AlreadyDecided."""
    decided = {"state": ACCEPTED, "decided_at": now(), "decided_by": by, "case": case}
    if not Referral.objects.undecided().filter(pk=referral.pk).update(**decided):
        raise AlreadyDecided
    if waited := wait_of(referral):
        end_wait(waited, outcome=ACCEPTED, by=by)
    happened(case, "referral_received", on=referral.received_at.date(), record=referral, by=by)
    working = Allocation.objects.filter(case=case, until=None).order_by("since", "pk").first()
    if working:
        due = add_working_days(today(), pack().clocks["first_contact"].days_for(referral.danger))
        put(case, "call", due=due, source=referral.pk, owner=working.worker_id, by=by)
    return case


@command("conflict.told")
def tell_of_conflict(referral: Referral, *, by: User) -> Conflict:
    """Somebody believes that this person is on the other side of somebody we support."""
    conflict, _new = Conflict.objects.get_or_create(referral=referral, case=None)
    return conflict


@command("conflict.looked_at")
def look_at_conflict(conflict: Conflict, *, finding: str, said: str, by: User) -> Conflict:
    """What was found, and how the two are kept apart; the first finding stays."""
    looked = {"finding": finding, "looked_at": now(), "looked_by": by}
    if Conflict.objects.filter(pk=conflict.pk, looked_at=None).update(**looked):
        conflict.refresh_from_db()
        conflict.said = said
        conflict.save(update_fields=["said"])
    return conflict
