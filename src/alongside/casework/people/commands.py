"""Everything that changes what we know of a person and of what is safe for her."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from alongside.casework.people.before import before
from alongside.casework.people.finding.cards import FOUND_BY
from alongside.casework.people.finding.entering import (
    enter_anew,
    enter_newborn,
    enter_with_points,
)
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import (
    BY_PHONE,
    Characteristics,
    Child,
    ContactPoint,
    Helps,
    OpposedPoint,
    Person,
)
from alongside.casework.people.opposing import is_opposed, those_opposed, token_of, tokens_of
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.clock import now, today
from alongside.foundation.vault.keys import cut_key_for, cut_keys_for
from alongside.foundation.vault.many.writing import write_many
from alongside.foundation.vault.ring import ring


@command("person.added")
def add_person(*, by: User, **facts: Any) -> Person:
    """A person, under a key of her own. No name is needed to start."""
    person = Person(**facts)
    cut_key_for(person)
    person.save(force_insert=True)
    enter_anew(person.pk)
    return person


@command("person.added")
def add_people(people: list[Person], *, by: User) -> list[Person]:
    """Many at once, from one batch of referrals."""
    cut_keys_for(people)
    for person in people:
        ring.expect(person.key_id)  # one look at the keys for the whole batch
    write_many(people)
    enter_newborn(people)
    return people


@command("person.changed")
def change_person(person: Person, *, version: int, by: User, **facts: Any) -> Person:
    """Raises ChangedMeanwhile when another version was saved since `version` was read."""
    claim_version(person, version)
    before(person, facts, of=person.pk, by=by)
    for name, fact in facts.items():
        setattr(person, name, fact)
    person.save(update_fields=list(facts))
    if FOUND_BY & {*facts}:
        enter_anew(person.pk)
    return person


@command("helps.told")
def tell_what_helps(person: Person, *, version: int, by: User, **facts: Any) -> Helps:
    """In her words, the newest. Raises ChangedMeanwhile."""
    return _told(Helps, person, version, facts, by)


@command("child.told")
def tell_of_child(person: Person, *, version: int, by: User, **facts: Any) -> Child:
    """Until all of it is answered no contact point works. Raises ChangedMeanwhile."""
    child = _told(Child, person, version, facts, by)
    child.answered_on = today() if child.is_answered else None
    child.save(update_fields=["answered_on"])
    return child


@command("characteristics.told")
def tell_characteristics(
    person: Person, *, version: int, by: User, **facts: Any
) -> Characteristics:
    """As she describes herself. Raises ChangedMeanwhile."""
    return _told(Characteristics, person, version, facts, by)


def _told(kind, person, version, facts, by):
    """The one row of its kind; the first words make it."""
    row = kind.objects.filter(person=person).first()
    if row is None:
        row = kind(person=person, **facts)
        row.save(force_insert=True)
        return row
    row.person = person
    claim_version(row, version)
    before(row, facts, of=person.pk, by=by)
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save(update_fields=list(facts))
    return row


@command("contact_point.added")
def add_contact_point(person: Person, *, by: User, **facts: Any) -> ContactPoint:
    """A number or address; it counts as unknown, so as not safe, until its rules are told."""
    point = ContactPoint(person=person, **facts)
    _know_again(point)
    point.confirmed_on = today() if point.state == "safe" else None
    point.save(force_insert=True)
    enter_anew(point.person_id)
    return point


@command("contact_point.added")
def add_contact_points(points: list[ContactPoint], *, by: User) -> list[ContactPoint]:
    """Many at once, from one batch of referrals."""
    for point in points:
        point.token = token_of(point.kind, point.value)
    opposed = those_opposed(points)
    for point in points:
        if point.pk in opposed:
            point.state = "unknown"
    write_many(points)
    enter_with_points(points)
    return points


@command("contact_point.changed")
def change_contact_point(
    point: ContactPoint, *, version: int, by: User, **facts: Any
) -> ContactPoint:
    """What she said about it today. Raises ChangedMeanwhile. Tries are forgotten only with the
    number itself, so that first contact cannot be begun again and again."""
    claim_version(point, version)
    before(point, facts, of=point.person_id, by=by)
    another = facts.get("value", point.value) != point.value
    if another:
        point.tries = 0
    for name, fact in facts.items():
        setattr(point, name, fact)
    _know_again(point)
    point.confirmed_on = today() if point.state == "safe" else None
    told = [*facts, "state", "token", "confirmed_on", "tries"]
    if another or point.state == "safe":  # a doubt goes with its number, or when she is asked
        point.doubted_at = point.ended_on = None
        told += ["doubted_at", "ended_on"]
    point.save(update_fields=told)
    if {"kind", "value"} & {*facts}:
        enter_anew(point.person_id)
    return point


@command("contact_point.confirmed")
def confirm_contact_point(point: ContactPoint, *, by: User) -> ContactPoint:
    """She says it is still safe like this; only what was safe can be renewed."""
    if point.state == "safe":
        point.confirmed_on, point.doubted_at, point.ended_on = today(), None, None
        point.save(update_fields=["confirmed_on", "doubted_at", "ended_on"])
    return point


@command("contact_point.ended")
def end_contact_points(person: Person, *, on: date, by: User) -> list[ContactPoint]:
    """Something has happened after which no earlier answer holds, at none of her records; a newer
    one stands."""
    hers = ContactPoint.objects.current().filter(person__in=records_of(person.pk))
    told = hers.filter(state="safe")
    ended = list(told.filter(Q(confirmed_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on)))
    ContactPoint.objects.filter(pk__in=[point.pk for point in ended]).update(ended_on=on)
    return ended


@command("contact_point.came_back")
def forget_what_was_safe(point: ContactPoint, *, by: User) -> ContactPoint:
    """What was sent there came back: whether anything is safe there is not known any more."""
    before(point, {"state": "unknown"}, of=point.person_id, by=by)
    point.state, point.confirmed_on = "unknown", None
    point.save(update_fields=["state", "confirmed_on"])
    return point


def _know_again(point):
    """By its token; one of somebody she is not safe from is never more than unknown."""
    point.token = token_of(point.kind, point.value)
    if is_opposed(point.kind, point.value):
        point.state = "unknown"


@command("contact_point.refused")
def note_refusal(person: Person, *, by: User) -> Person:
    """Somebody wanted to use what belongs to a person she is not safe from; what it was is not
    written down."""
    return person


@command("contact_point.opposed")
def oppose(party: UUID, values: list[tuple[str, str]], *, by: User) -> list[ContactPoint]:
    """These numbers and addresses belong to somebody a person is not safe from. Wherever one of
    them is kept as a way to reach anybody, it is not known to be safe any more; by whom is not said
    there, for it would tell in whose case that somebody stands."""
    OpposedPoint.objects.filter(party=party).delete()
    tokens = {made for kind, value in values for made in tokens_of(kind, value)}
    OpposedPoint.objects.bulk_create(OpposedPoint(token=t, party=party) for t in tokens)
    alike = list(ContactPoint.objects.current().filter(token__in=tokens).exclude(state="unsafe"))
    for point in alike:
        before(point, {"state": "unknown"}, of=point.person_id, by=the_operator())
    kept = ContactPoint.objects.filter(pk__in=[point.pk for point in alike])
    kept.update(state="unknown", confirmed_on=None)
    return alike


@command("contact_point.doubted")
def doubt_contact_points(person: Person, *, by: User) -> list[ContactPoint]:
    """It was not safe to talk, or somebody else answered: no number counts as safe until she is
    asked again, whichever of her records it stands at."""
    hers = ContactPoint.objects.current().filter(person__in=records_of(person.pk))
    doubted = list(hers.filter(kind__in=BY_PHONE))
    ids = [point.pk for point in doubted]
    ContactPoint.objects.filter(pk__in=ids).update(doubted_at=now())
    return doubted


@command("contact_point.withdrawn")
def withdraw_contact_point(point: ContactPoint, *, by: User) -> ContactPoint:
    """No longer hers, or no longer to be used at all."""
    before(point, None, of=point.person_id, by=by)
    point.withdrawn_at = now()
    point.save(update_fields=["withdrawn_at"])
    enter_anew(point.person_id)
    return point


@command("contact_point.shown", when_full=True)
def show_contact_point(point: ContactPoint, *, by: User) -> ContactPoint:
    """The number passed the gate and was shown. In first contact the first look of a day is the
    try of that day."""
    if point.state == "first_contact":
        first_today = ~Q(tried_on=today()) | Q(tried_on=None)
        today_s = ContactPoint.objects.filter(first_today, pk=point.pk)
        today_s.update(tries=F("tries") + 1, tried_on=today())
        point.refresh_from_db(fields=["tries", "tried_on"])
    return point
