"""What one record leaves to the other: a death, and walls and holds of the time together."""

from collections.abc import Iterable

from alongside.casework.cases.death.commands import go_on_after_death_of_another, let_death_count
from alongside.casework.keeping.guards import is_on_hold
from alongside.casework.keeping.models import Hold
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import Death, Merge, Person, Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.vault.reading import told


@command("merge.death_counts")
def count_deaths_of_both(merge: Merge, people: Iterable[Person], *, by: User) -> list[Person]:
    """Who has died by one record has died by all: what is queued at the others stops."""
    rows = list(people)
    death = Death.objects.standing().filter(person__in=rows).order_by("noted_at").first()
    if death:
        let_death_count(Person.objects.get(pk=merge.person_id), death, by=by)
    return []


@command("merge.left_behind")
def leave_to_each(merge: Merge, people: list[Person], *, why: str, by: User) -> list[Person]:
    """After they were parted. A wall or a hold of the time in which they were one stands for both
    still: one person alone may not take it down by parting them. Who has died by the one record
    lives by the other, and what had stopped there goes on."""
    since, pair = merge.confirmed_at, [merge.person_id, merge.other_id]
    walls = list(Wall.objects.standing().filter(person__in=people, raised_at__gt=since))
    holds = list(Hold.objects.standing().filter(person__in=people, set_at__gt=since))
    parted = list(Person.objects.filter(pk__in=pair))
    for person in parted:
        for wall in walls:
            if not Wall.objects.hide(person.pk, wall.user_id):
                _wall_here_too(person, wall, by=by)
        for hold in holds:
            if not is_on_hold(person.pk):
                _hold_here_too(person, hold, by=by)
        deaths = Death.objects.standing().filter(person__in=people)
        others = list(deaths.exclude(person__in=records_of(person.pk)))
        go_on_after_death_of_another(person, others, why=why, by=by)
    return parted


@command("wall.left")
def _wall_here_too(person: Person, wall: Wall, *, by: User) -> Wall:
    raised = {"user_id": wall.user_id, "raised_by_id": wall.raised_by_id, "proposed": wall.proposed}
    here = Wall(person=person, reason=told(wall, "reason"), raised_at=wall.raised_at, **raised)
    here.save(force_insert=True)
    return here


@command("hold.left")
def _hold_here_too(person: Person, hold: Hold, *, by: User) -> Hold:
    said = {"ground": hold.ground, "until": hold.until, "set_by_id": hold.set_by_id}
    here = Hold(person=person, reason=told(hold, "reason"), set_at=hold.set_at, **said)
    here.save(force_insert=True)
    return here
