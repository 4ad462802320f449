"""Taking referrals in, and deciding about them."""

from collections.abc import Iterable
from datetime import date, datetime

from alongside.casework.cases.commands import allocate, note_crime, open_case
from alongside.casework.cases.models import Case, CrimeEvent
from alongside.casework.cases.moments import happened
from alongside.casework.cases.queries import those_who_can_take_a_case
from alongside.casework.cases.second_eyes import leads
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.models import ACCEPTED, DECLINED, Batch, Referral
from alongside.casework.intake.waiting.ending import end_wait, told_meanwhile, wait_of
from alongside.casework.people.commands import (
    add_contact_point,
    add_contact_points,
    add_people,
    add_person,
)
from alongside.casework.people.matching import look_out
from alongside.casework.people.models import ContactPoint, Person, Wall
from alongside.casework.people.queries import unwalled
from alongside.casework.walls.commands import carry_walls
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.packs.calendar import working_deadline
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.many.writing import write_many
from alongside.organisation.workforce.models import FundingStream, Programme

URGENCY = {"high": 3, "raised": 2, "unknown": 2, "standard": 1}  # not asked is not standard
NUMBERS = ("mobile", "landline")
COMPARE = "referrals.compare"
BATCH_RECEIVED = "referral.batch_received"


class AlreadyDecided(Exception):
    """Somebody else decided about this referral first."""


@command("referral.received")
def receive_referral(arrival: Arrival, *, by: User) -> Referral:
    """The person enters under a key of her own, her numbers as *first contact*, and the clock
    starts. Who may be behind a wall stays behind it, and somebody who is not decides: but what
    she wrote herself stays where it would be for anyone, so that nothing tells her."""
    person = add_person(**_with_safety_word(arrival), by=by)
    for point in arrival.points:
        add_contact_point(person, **_as_first_contact(point), by=by)
    carry_walls(person, arrival.traits(), look_out(), by=by)
    referral = Referral(person=person, brought_by=by, **arrival.referral)
    referral = _started(referral, Deadlines())
    referral.save(force_insert=True)
    ask_for(COMPARE, by=by)
    return referral


@command(BATCH_RECEIVED)
def receive_batch(feed: str, arrivals: Iterable[Arrival], *, by: User) -> Batch:
    """Many at once, in one transaction: all of them are in, or none."""
    arrivals = list(arrivals)
    batch = Batch.objects.create(feed=feed, taken=len(arrivals))
    people = add_people([Person(**_with_safety_word(arrival)) for arrival in arrivals], by=by)
    points, referrals, lookout, due = [], [], look_out(), Deadlines()
    facts = {"batch": batch, "brought_by": by, "received_at": now()}
    for person, arrival in zip(people, arrivals, strict=True):
        if lookout.walled_from(traits := arrival.traits()) or lookout.namesakes(traits):
            carry_walls(person, traits, lookout, by=by)
        points += [ContactPoint(person=person, **_as_first_contact(p)) for p in arrival.points]
        referral = Referral(person=person, **facts | arrival.referral)
        referrals.append(_started(referral, due))
    add_contact_points(points, by=by)
    write_many(referrals)
    ask_for(COMPARE, by=by)
    return batch


@command("referral.accepted")
def accept_referral(
    referral: Referral,
    *,
    worker: User,
    programme: Programme | None,
    stream: FundingStream | None,
    client_kind: str,
    by: User,
    same_event: CrimeEvent | None = None,
    anyway: str = "",
) -> Case:
    """Support begins: a case, its crime, and the worker who stands beside her; another one, unsaid,
    where that worker is behind a wall. What was found while she waited goes along. Raises
    BehindAWall where nobody is left."""
    waited = wait_of(referral)
    _decide(referral, ACCEPTED, by=by)
    danger = waited.danger if waited else referral.danger
    facts = {"programme": programme, "stream": stream, "danger": danger}
    case = open_case(referral.person, told=told_meanwhile(referral), **facts, by=by)
    if same_event or referral.crime:
        crime = {} if same_event else {"category": referral.crime, "on": referral.crime_on}
        note_crime(case, client_kind=client_kind, event=same_event, by=by, **crime)
    referral.case, referral.anyway = case, anyway
    referral.save(update_fields=["case", "anyway"])
    received: date = referral.received_at.date()
    happened(case, "referral_received", on=received, record=referral, by=by)
    allocate(case, worker=or_somebody_unwalled(worker, referral.person), by=by)
    return case


def or_somebody_unwalled(worker: User, person: Person) -> User:
    """Only whoever is behind a wall herself is offered workers who are too: see the accept form."""
    if not Wall.objects.hide(person.pk, worker):
        return worker
    others = unwalled(those_who_can_take_a_case(), person)
    return min(others, key=lambda other: not leads(other), default=worker)


@command("referral.declined")
def decline_referral(referral: Referral, *, reason: str, signposted_to: str, by: User) -> Referral:
    """Not something we offer: why, and where we pointed to instead."""
    _decide(referral, DECLINED, by=by)
    referral.decline_reason, referral.signposted_to = reason, signposted_to
    referral.save(update_fields=["decline_reason", "signposted_to"])
    return referral


@command("referral.decided")
def _decide(referral: Referral, state: str, *, by: User) -> Referral:
    decided = {"state": state, "decided_at": now(), "decided_by": by}
    if not Referral.objects.undecided().filter(pk=referral.pk).update(**decided):
        raise AlreadyDecided
    if waited := wait_of(referral):
        end_wait(waited, outcome=state, by=by)
    for name, value in decided.items():
        setattr(referral, name, value)
    return referral


def _with_safety_word(arrival):
    # Whoever rings must read it, long after triage: so it goes with the person.
    return {**arrival.person, "told_of_safety": arrival.referral.get("safety_word", "")}


class Deadlines(dict[tuple[datetime, str], datetime]):
    """By the moment somebody came in and her danger, until when she should be decided about."""

    def __missing__(self, since_and_danger: tuple[datetime, str]) -> datetime:
        since, danger = since_and_danger
        days = pack().clocks["triage"].days_for(danger)
        self[since_and_danger] = working_deadline(since, days)
        return self[since_and_danger]


def _started(referral, due):
    referral.decide_by = due[referral.received_at, referral.danger]
    referral.urgency = URGENCY[referral.danger]
    return referral


def _as_first_contact(point):
    # Nobody has asked her yet: a number may be tried by the script, a letter may not be sent.
    state = "first_contact" if point["kind"] in NUMBERS else "unknown"
    return {"state": state, **point}
