"""Records that are one person, as they stand once their merges were confirmed."""

from itertools import pairwise

from alongside.casework.people.merging.commands import lead_anew
from alongside.casework.people.models import Merge, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now


def bring_together(*people: Person, by: User) -> None:
    """Each with the next; those that are one already stay so."""
    for pair in pairwise(people):
        first, second = sorted(pair, key=lambda person: person.pk)
        if not Merge.objects.standing().filter(person=first, other=second).exists():
            told = {"proposed_by": by, "confirmed_by": by, "confirmed_at": now()}
            Merge.objects.create(person=first, other=second, reason="One letter.", **told)
    _lead(people, by)


def part(*people: Person, by: User) -> None:
    """Each stands alone again."""
    Merge.objects.standing().filter(person__in=people, other__in=people).update(
        undone_at=now(), undone_by=by
    )
    _lead(people, by)


def _lead(people, by):
    lead_anew([person.pk for person in people], by=by)
    for person in people:
        person.refresh_from_db(fields=["lead"])
