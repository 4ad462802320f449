"""Everybody who has a case, compared with whoever the index finds beside them.

A portion at a time, so that a million need no more memory than a thousand; each portion is noted
by itself, so that it goes on from there whatever happens."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from alongside.casework.intake.alike.candidates import paired
from alongside.casework.intake.doubles.commands import begin_sweep, end_sweep, note_doubles
from alongside.casework.intake.doubles.queries import two_sides_of_people, weights_now
from alongside.casework.intake.models import Double, Sweep
from alongside.casework.intake.sides.commands import note_two_sides
from alongside.casework.intake.sides.finding import two_sides
from alongside.casework.people.models import Person
from alongside.casework.people.weighing.learning import pattern
from alongside.casework.people.weighing.levels import agreement
from alongside.casework.people.weighing.weights import TWO_PEOPLE, weigh
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.vault.ring import ring

PORTION = 200  # people
WITHIN = timedelta(minutes=2)  # then other work has its turn; the next run goes on
EVERY = timedelta(days=7)


def sweep(*, by: User, within: timedelta = WITHIN) -> Sweep | None:
    """Goes on with the one that runs, or begins one where the last began a week ago. None where
    it is not time. Who may be on two sides of one crime is found first: that is for a manager."""
    running = Sweep.objects.filter(running=True).first()
    if running is None:
        if Sweep.objects.filter(began_at__gt=now() - EVERY).exists():
            return None
        _two_sides_first(by)
        running = begin_sweep(by=by)
    return _go_on(running, now() + within, by)


def sweep_in_one_go(*, by: User, tell: Callable[[int], object] = lambda some: None) -> Sweep:
    """Now and to its end, whenever the last one was: after a register was brought in. Goes on with
    one that runs. `tell` hears after each portion how many were compared in it."""
    if not Sweep.objects.filter(running=True).exists():
        _two_sides_first(by)
    return _go_on(begin_sweep(by=by), None, by, tell)


def _two_sides_first(by):
    if apart := two_sides():
        note_two_sides(apart, by=by)


def _go_on(
    running: Sweep,
    until: datetime | None,
    by: User,
    tell: Callable[[int], object] = lambda some: None,
) -> Sweep:
    while until is None or now() < until:
        some = _portion(running.after)
        if not some:
            return end_sweep(running, by=by)
        met: Counter = Counter()
        found = list(_doubles(some, met))
        running = note_doubles(running, found, met, up_to=some[-1].pk, by=by)
        ring.clear()
        tell(len(some))
    return running


def _portion(after: UUID | None) -> list[Person]:
    people = Person.objects.filter(cases__isnull=False).distinct().order_by("pk")
    rest = people.filter(pk__gt=after) if after else people
    return list(rest.prefetch_related("contact_points")[:PORTION])


def _doubles(some: list[Person], met: Counter) -> Iterator[Double]:
    """Each pair once, whichever of the two the index finds beside the other."""
    by, apart, seen = weights_now(), two_sides_of_people(), set()
    for person, mine, other, theirs in paired(some, waiting=False):
        found = agreement(mine, theirs)
        met[pattern(found)] += 1
        weighed = weigh(found, by)
        ids = (min(person.pk, other), max(person.pk, other))
        if weighed.band == TWO_PEOPLE or ids in apart or ids in seen:
            continue
        seen.add(ids)
        told = {"band": weighed.band, "bits": weighed.bits, "agreement": weighed.agreement}
        yield Double(person_id=ids[0], other_id=ids[1], **told)
