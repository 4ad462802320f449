"""People by the block: each worker has the same hundred of them, so that a worker's day is alike in
a house of ten workers and of a thousand. Everything told is sealed as the product seals it."""

from datetime import time, timedelta
from random import Random

from alongside.casework.cases.models import Allocation, Case, CaseCrime, CrimeEvent, Moment
from alongside.casework.intake.models import ACCEPTED, Referral
from alongside.casework.people.commands import add_contact_points, add_people
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.support.models import Contact
from alongside.foundation.accounts.commands import add_user, the_operator
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import vocabulary
from alongside.foundation.vault.keys import cut_keys_for
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.commands import add_funding_stream, add_programme
from alongside.organisation.workforce.models import FundingStream, Programme, TimeSpent
from bench.copying import Team, building, copies, copy_team
from bench.entering import enter_everybody
from bench.residents import resident
from bench.staff import BLOCK, hire

CASES = 120  # one in five has a second case
OPEN = 30
CONTACTS = 2  # for each case, on average
NOTE = "She slept badly and wants to know what happens next. We went through the safe times again."
WAITING = 20
FIRST_TEAM = 1_000  # people; beyond them a house is copies of these


def build(people: int, say=lambda done: None) -> None:
    """The first team as it would have come, block by block, and copies of it; whatever of that is
    not there yet."""
    fill(min(people, FIRST_TEAM), say)
    if missing := copies(people):
        with building():
            team = Team()
            for first in missing:
                copy_team(team, first, by=the_operator())
                say(first + FIRST_TEAM)
    enter_everybody(people, say)
    let_wait(by=the_operator())


def fill(people: int, say=lambda done: None) -> None:
    """As many blocks as that needs, on top of those that are there."""
    operator = the_operator()
    house = _house(operator)
    workers = User.objects.filter(email__startswith="worker-").count()
    for n in range(workers, -(-people // BLOCK)):
        worker = hire(n, operator)
        fill_block(n, worker, *house, by=operator)
        ring.clear()  # the keys of this block are not needed for the next
        say((n + 1) * BLOCK)


def _house(operator):
    if not Programme.objects.exists():
        for name in ("Safe homes", "After burglary", "Court companions"):
            add_programme(name, by=operator)
        for name in ("Commissioner", "Pilot grant"):
            add_funding_stream(name, by=operator)
        add_user(email="lead@bench.example", name="Maja Lead", role="manager", by=operator)
    return list(Programme.objects.all()), list(FundingStream.objects.all())


@command("bench.filled")
def fill_block(n, worker, programmes, streams, *, by):
    """Two years of one worker: the same in every house."""
    chance = Random(n)  # noqa: S311 - the same house each time
    people = _people(n, by)
    cases = _cases(chance, people, programmes, streams)
    referrals = _referrals(chance, cases)
    contacts = _contacts(chance, cases, worker)
    moments = _allocated(cases, worker) + _moments(cases, referrals, contacts, worker)
    Moment.objects.bulk_create(moments)
    _agenda(chance, cases, moments, contacts, worker)
    return [*cases, *contacts]


@command("bench.waiting")
def let_wait(*, by):
    """The queue of referrals, as long in every house."""
    if Referral.objects.undecided().exists():
        return []
    chance, programmes = Random(1), list(Programme.objects.all())  # noqa: S311 - the same each time
    crimes, sources = list(vocabulary("crime")), list(vocabulary("referral_source"))
    people = Person.objects.filter(pk__in=[resident(n).pk for n in range(WAITING)])
    waiting = [
        Referral(
            person=person,
            programme=chance.choice(programmes),
            source=chance.choice(sources),
            crime=chance.choice(crimes),
            crime_on=today() - timedelta(days=3),
            happened=NOTE,
            urgency=1,
            received_at=now() - timedelta(hours=chance.randrange(1, 20)),
            decide_by=now() + timedelta(hours=chance.randrange(1, 20)),
        )
        for person in people
    ]
    return Referral.objects.bulk_create(waiting)


def _people(block, by):
    whose = [resident(n) for n in range(block * BLOCK, (block + 1) * BLOCK)]
    people = add_people(
        [
            Person(
                id=one.pk,
                known_as=one.known_as,
                given_names=one.given,
                family_name=one.family,
                birth_date=one.born,
                address="1 Long Lane",
                postcode=one.postcode,
            )
            for one in whose
        ],
        by=by,
    )
    windows = [{"day": day, "from": "09:00", "to": "17:00"} for day in range(5)]
    safe = {"state": "safe", "windows": windows, "confirmed_on": today()}
    points = [
        ContactPoint(person=person, kind="mobile", value=one.mobile, **safe)
        for person, one in zip(people, whose, strict=True)
    ]
    add_contact_points(points, by=by)
    return people


def _cases(chance, people, programmes, streams):
    cases = []
    for n in range(CASES):
        is_open = n < OPEN
        opened = today() - timedelta(
            days=chance.randrange(180) if is_open else chance.randrange(60, 730)
        )
        case = Case(
            person=people[n % BLOCK],
            programme=chance.choice(programmes),
            stream=chance.choice(streams),
            danger=chance.choice(["standard", "standard", "raised", "high", "unknown"]),
            opened_on=opened,
            told=NOTE,
        )
        if not is_open:
            case.ended_on = opened + timedelta(days=chance.randrange(20, 60))
            case.ending_reason, case.outcome = "done_together", chance.choice(["better", "same"])
        cases.append(case)
    cut_keys_for(cases)
    for case in cases:
        ring.expect(case.key_id)
    Case.objects.bulk_create(cases)
    return cases


def _referrals(chance, cases):
    crimes, sources = list(vocabulary("crime")), list(vocabulary("referral_source"))
    events = [
        CrimeEvent(category=chance.choice(crimes), on=case.opened_on - timedelta(days=3))
        for case in cases
    ]
    cut_keys_for(events)
    for event in events:
        ring.expect(event.key_id)
    CrimeEvent.objects.bulk_create(events)
    CaseCrime.objects.bulk_create(
        CaseCrime(case=case, event=event, client_kind="harmed")
        for case, event in zip(cases, events, strict=True)
    )
    referrals = []
    for case, event in zip(cases, events, strict=True):
        at = now() - timedelta(days=(today() - case.opened_on).days)
        received = at - timedelta(hours=chance.randrange(1, 90))
        particulars = {"source": chance.choice(sources), "crime": event.category, "happened": NOTE}
        decided = {"state": ACCEPTED, "decided_at": at, "case": case, "urgency": 1}
        days = {"received_at": received, "decide_by": at, "crime_on": event.on}
        referrals.append(
            Referral(person=case.person, programme=case.programme, **particulars, **decided, **days)
        )
    return Referral.objects.bulk_create(referrals)


def _contacts(chance, cases, worker):
    contacts = []
    for case in cases:
        until = ((case.ended_on or today()) - case.opened_on).days
        for _ in range(chance.choice([1, CONTACTS, CONTACTS + 1])):
            contacts.append(
                Contact(
                    case=case,
                    on=case.opened_on + timedelta(days=chance.randrange(until + 1)),
                    at=time(chance.randrange(9, 17), 15),
                    recorded_by=worker,
                    channel=chance.choice(["phone", "in_person", "video"]),
                    reached=chance.choice(["yes", "yes", "yes", "no_answer"]),
                    minutes=chance.choice([5, 15, 30, 45]),
                    purpose="How are you",
                    done=NOTE,
                    next="Ring on Thursday",
                    programme=case.programme,
                    stream=case.stream,
                )
            )
    Contact.objects.bulk_create(contacts)
    TimeSpent.objects.bulk_create(
        TimeSpent(
            worker=worker,
            on=contact.on,
            minutes=contact.minutes,
            kind="contact",
            programme=contact.programme,
            stream=contact.stream,
            source=contact.pk,
        )
        for contact in contacts
    )
    return contacts


def _allocated(cases, worker):
    allocations = [Allocation(case=case, worker=worker, since=case.opened_on) for case in cases]
    Allocation.objects.bulk_create(allocations)
    return [_moment("allocated", one.case, one.since, one, worker) for one in allocations]


def _moments(cases, referrals, contacts, worker):
    return [
        *(_moment("case_opened", case, case.opened_on, case, worker) for case in cases),
        *(
            _moment("referral_received", one.case, one.received_at.date(), one, worker)
            for one in referrals
        ),
        *(_moment("contact", one.case, one.on, one, worker) for one in contacts),
    ]


def _moment(event, case, on, record, worker):
    return Moment(event=event, case=case, on=on, record=record.pk, by=worker)


def _agenda(chance, cases, moments, contacts, worker):
    first = {contact.case_id: contact for contact in contacts}
    particulars = {"owner": worker.pk, "kind": "first_contact", "outcome": "reached"}
    items = [
        Item(
            subject=moment.case_id,
            source=moment.pk,
            due=moment.on + timedelta(days=2),
            settled_at=now(),
            settled_by=first[moment.case_id].pk,
            **particulars,
        )
        for moment in moments
        if moment.event == "allocated"
    ]
    items += [
        Item(
            subject=case.pk,
            source=case.pk,
            owner=worker.pk,
            kind="call",
            due=today() + timedelta(days=chance.randrange(-2, 10)),
            outcome="",
        )
        for case in cases[:OPEN]
    ]
    Item.objects.bulk_create(items)
