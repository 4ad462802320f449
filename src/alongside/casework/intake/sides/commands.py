"""Noting that two cases may be two sides of one crime, and who decides where no manager may."""

from collections.abc import Iterable
from uuid import UUID

from alongside.casework.intake.beyond.commands import HersAlready
from alongside.casework.intake.models import Conflict, Decider
from alongside.casework.intake.sides.queries import conflicts_beyond_everybody
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.models import NightCode
from alongside.organisation.workforce.outsiders.commands import spend


@command("conflict.two_sides")
def note_two_sides(pairs: Iterable[tuple[UUID, UUID]], *, by: User) -> list[Conflict]:
    """The people of two cases may be the two sides of one crime: a manager looks at it."""
    found = [Conflict(case_id=one, other_id=two) for one, two in sorted(pairs, key=str)]
    Conflict.objects.bulk_create(found, ignore_conflicts=True)
    return found


@command("conflict.decider_named")
def take_conflict_by_code(conflict: Conflict, *, code: NightCode, by: User) -> Decider:
    """No manager may know of both sides: the outsider read a code out to her, and from now on it
    waits for her and for nobody else. Raises CodeSpent, and HersAlready where another was named a
    moment ago: the code stays good."""
    Conflict.objects.select_for_update().get(pk=conflict.pk)
    if conflict not in conflicts_beyond_everybody():
        raise HersAlready
    spend(code, by=by)
    return Decider.objects.create(conflict=conflict, user=by, code=code)
