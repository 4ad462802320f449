"""Everything that changes what we know of a person and of what is safe for her."""

from typing import Any

from django.db.models import F, Q

from alongside.casework.people.models import BY_PHONE, ContactPoint, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.clock import now, today
from alongside.foundation.vault.keys import cut_key_for, cut_keys_for
from alongside.foundation.vault.ring import ring


@command("person.added")
def add_person(*, by: User, **facts: Any) -> Person:
    """A person, under a key of her own. No name is needed to start."""
    person = Person(**facts)
    cut_key_for(person)
    person.save(force_insert=True)
    return person


@command("person.added")
def add_people(people: list[Person], *, by: User) -> list[Person]:
    """Many at once, from one batch of referrals."""
    cut_keys_for(people)
    for person in people:
        ring.expect(person.key_id)  # one look at the keys for the whole batch
    Person.objects.bulk_create(people)
    return people


@command("person.changed")
def change_person(person: Person, *, version: int, by: User, **facts: Any) -> Person:
    """Raises ChangedMeanwhile when another version was saved since `version` was read."""
    claim_version(person, version)
    for name, fact in facts.items():
        setattr(person, name, fact)
    person.save(update_fields=list(facts))
    return person


@command("contact_point.added")
def add_contact_point(person: Person, *, by: User, **facts: Any) -> ContactPoint:
    """A number or address; it counts as unknown, so as not safe, until its rules are told."""
    point = ContactPoint(person=person, **facts)
    point.confirmed_on = today() if point.state == "safe" else None
    point.save(force_insert=True)
    return point


@command("contact_point.added")
def add_contact_points(points: list[ContactPoint], *, by: User) -> list[ContactPoint]:
    """Many at once, from one batch of referrals."""
    ContactPoint.objects.bulk_create(points)
    return points


@command("contact_point.changed")
def change_contact_point(
    point: ContactPoint, *, version: int, by: User, **facts: Any
) -> ContactPoint:
    """What she said about it today. Raises ChangedMeanwhile. Tries are forgotten only with the
    number itself, so that first contact cannot be begun again and again."""
    claim_version(point, version)
    another = facts.get("value", point.value) != point.value
    if another:
        point.tries = 0
    for name, fact in facts.items():
        setattr(point, name, fact)
    point.confirmed_on = today() if point.state == "safe" else None
    told = [*facts, "confirmed_on", "tries"]
    if another or point.state == "safe":  # a doubt goes with its number, or when she is asked
        point.doubted_at = None
        told.append("doubted_at")
    point.save(update_fields=told)
    return point


@command("contact_point.confirmed")
def confirm_contact_point(point: ContactPoint, *, by: User) -> ContactPoint:
    """She says it is still safe like this; only what was safe can be renewed."""
    if point.state == "safe":
        point.confirmed_on, point.doubted_at = today(), None
        point.save(update_fields=["confirmed_on", "doubted_at"])
    return point


@command("contact_point.doubted")
def doubt_contact_points(person: Person, *, by: User) -> list[ContactPoint]:
    """It was not safe to talk, or somebody else answered: no number counts as safe until she is
    asked again."""
    doubted = list(ContactPoint.objects.current().filter(person=person, kind__in=BY_PHONE))
    ids = [point.pk for point in doubted]
    ContactPoint.objects.filter(pk__in=ids).update(doubted_at=now())
    return doubted


@command("contact_point.withdrawn")
def withdraw_contact_point(point: ContactPoint, *, by: User) -> ContactPoint:
    """No longer hers, or no longer to be used at all."""
    point.withdrawn_at = now()
    point.save(update_fields=["withdrawn_at"])
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
