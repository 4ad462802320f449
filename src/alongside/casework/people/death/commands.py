"""Noting that a person has died, and taking it back."""

from datetime import date

from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Death, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now


class NotedAlready(Exception):
    """Somebody noted the death first."""


class TakenBackAlready(Exception):
    """Somebody said first that it was a mistake."""


@command("death.noted")
def note_death(person: Person, *, day: date | None, told_by: str, words: str, by: User) -> Death:
    """From now on no way to reach her is one, at any of her records. Raises NotedAlready."""
    hers = records_of(person.pk)
    if not Person.objects.filter(pk__in=hers, dead=False).update(dead=True):
        raise NotedAlready
    person.dead = True
    death = Death(person=person, day=day, told_by=told_by, words=words, by=by)
    death.save(force_insert=True)
    return death


@command("death.withdrawn")
def withdraw_death(death: Death, *, why: str, looked: str, by: User) -> Death:
    """She lives: it was a mistake. What was noted, and why it was wrong, stays. Noted at another
    record of hers as well, that has to be taken back too. Raises TakenBackAlready."""
    standing = Death.objects.standing().filter(pk=death.pk)
    if not standing.update(taken_back_at=now(), taken_back_by=by):
        raise TakenBackAlready
    death.refresh_from_db(fields=["taken_back_at", "taken_back_by"])
    death.why, death.looked = why, looked
    death.save(update_fields=["why", "looked"])
    hers = records_of(death.person_id)
    if not Death.objects.standing().filter(person__in=hers).exists():
        Person.objects.filter(pk__in=hers).update(dead=False)
        death.person.dead = False
    return death
