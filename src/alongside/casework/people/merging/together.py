"""Which records are one person, as things stand: asked wherever something counts for all of them.

Every record of a merged person names the same one as its `lead`, that one too. It is worked out
from the merges that stand whenever one is confirmed or undone, and never anywhere else."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from alongside.casework.people.merging.records import records_of_all
from alongside.casework.people.models import Merge, Person


def together(person: Person) -> list[UUID]:
    """The ids of all records of this person, the given one among them. Costs no statement for
    whoever stands alone."""
    if person.lead_id is None:
        return [person.pk]
    return list(
        Person.objects.filter(lead=person.lead_id).order_by("pk").values_list("pk", flat=True)
    )


def locked_together(people: Iterable[UUID]) -> list[Person]:
    """These records and all that are one person with any of them, which nobody else brings together
    or parts until this command is over. Locked in the order of their ids; whoever was joined while
    we waited for a lock is locked with the rest, from the first one on."""
    ids = list(people)
    while True:
        with transaction.atomic():
            rows = Person.objects.filter(pk__in=_all_of(ids)).order_by("pk")
            found = list(rows.select_for_update())
            if {one.pk for one in found} == _all_of(ids):
                return found
            transaction.set_rollback(True)  # lets go of the locks, not of the command


def groups_by(links: Iterable[tuple[UUID, UUID]]) -> list[set[UUID]]:
    """Records that hang together by these links, whether directly or by way of others."""
    of: dict[UUID, set[UUID]] = {}
    for one, two in links:
        joined = of.get(one, {one}) | of.get(two, {two})
        of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in of.values()}.values())


def standing_links(ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """The merges that stand between any of these records."""
    ids = list(ids)
    links = Merge.objects.standing().filter(person__in=ids, other__in=ids)
    return list(links.values_list("person", "other"))


def _all_of(ids):
    return set(records_of_all(ids).values_list("pk", flat=True))
