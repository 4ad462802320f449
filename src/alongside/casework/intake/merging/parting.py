"""What one record leaves to the other: a death, and walls and holds of the time together."""

from collections.abc import Iterable
from typing import Any

from alongside.casework.cases.death.commands import go_on_after_death_of_another, let_death_count
from alongside.casework.keeping.models import Hold
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Death, Merge, Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.vault.reading import told


@command("merge.death_counts")
def count_deaths_of_both(merge: Merge, people: Iterable[Person], *, by: User) -> list[Item]:
    """Who has died by one record has died by all: what is queued at the others stops."""
    deaths = Death.objects.standing().filter(person__in=list(people))
    if death := deaths.order_by("noted_at").first():
        return let_death_count(Person.objects.get(pk=merge.person_id), death, by=by)
    return []


@command("merge.left_behind")
def leave_to_each(merge: Merge, people: list[Person], *, by: User) -> list[Person]:
    """After they were parted. A wall or a hold of the time in which they were one stands for both
    still: one person alone may not take it down by parting them. Who has died by the one record
    lives by the other, and what had stopped there goes on."""
    since = merge.confirmed_at
    walls = list(Wall.objects.standing().filter(person__in=people, raised_at__gt=since))
    walls.sort(key=lambda wall: wall.proposed)  # a raised one goes before one that is proposed
    holds = list(Hold.objects.standing().filter(person__in=people, set_at__gt=since))
    deaths = Death.objects.filter(person__in=people)
    parted = list(Person.objects.filter(pk__in=[merge.person_id, merge.other_id]))
    for person in parted:
        for wall in walls:
            _wall_here_too(person, wall, by=by)
        for hold in holds:
            _hold_here_too(person, hold, by=by)
        hers = records_of(person.pk)
        if others := list(deaths.standing().exclude(person__in=hers)):
            mistakes = list(deaths.filter(person__in=hers, taken_back_at__gt=since))
            go_on_after_death_of_another(person, others, mistakes, by=by)
    return parted


@command("wall.left")
def _wall_here_too(person: Person, wall: Wall, *, by: User) -> Wall:
    """The same wall, unless as strong a one stands here: a proposed one falls by one person."""
    standing = Wall.objects.around(person.pk).filter(user=wall.user_id)
    as_strong = standing if wall.proposed else standing.filter(proposed=False)
    if same := as_strong.first():
        return same
    here = standing.filter(person=person).first() or Wall(person=person, user_id=wall.user_id)
    here.raised_at, here.raised_by_id = wall.raised_at, wall.raised_by_id
    here.proposed, here.reason, here.lifting_asked_by = wall.proposed, told(wall, "reason"), None
    here.save()
    return here


@command("hold.left")
def _hold_here_too(person: Person, hold: Hold, *, by: User) -> Hold:
    """The same hold; whichever other stands here may end sooner."""
    said: dict[str, Any] = {"ground": hold.ground, "until": hold.until}
    said |= {"set_by_id": hold.set_by_id, "set_at": hold.set_at}
    standing = Hold.objects.standing().filter(person__in=records_of(person.pk))
    if same := standing.filter(**said).first():
        return same
    here = Hold(person=person, reason=told(hold, "reason"), **said)
    here.save(force_insert=True)
    return here
