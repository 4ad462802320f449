"""Which records are one person, as things stand: asked wherever something counts for all of them.

Every record of a merged person names the same one as its `lead`, that one too. It is worked out
from the merges that stand whenever one is confirmed or undone, and never anywhere else."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from alongside.casework.people.models import Merge, Person

Ids = QuerySet | Iterable[UUID]


def together(person: Person) -> list[UUID]:
    """The ids of all records of this person, the given one among them. Costs no statement for
    whoever stands alone."""
    if person.lead_id is None:
        return [person.pk]
    return list(
        Person.objects.filter(lead=person.lead_id).order_by("pk").values_list("pk", flat=True)
    )


def together_of(people: Ids) -> QuerySet:
    """The ids of these records and of all that are one person with any of them, as a subquery for
    `person__in=`. `people` is a subquery of ids, or the ids themselves."""
    leads = Person.objects.filter(pk__in=people, lead__isnull=False).values("lead")
    return Person.objects.filter(Q(pk__in=people) | Q(lead__in=leads)).values("pk")


def locked_together(people: Iterable[UUID]) -> list[Person]:
    """These records and all that are one person with any of them, which nobody else brings together
    or parts until this command is over. Locked in the order of their ids; whoever was joined while
    we waited for a lock is locked with the rest, from the first one on."""
    ids = list(people)
    while True:
        with transaction.atomic():
            rows = Person.objects.filter(pk__in=list(_ids(together_of(ids)))).order_by("pk")
            found = list(rows.select_for_update())
            if {one.pk for one in found} == _ids(together_of(ids)):
                return found
            transaction.set_rollback(True)  # lets go of the locks, not of the command


def leads_of(people: Iterable[Person]) -> dict[UUID, UUID]:
    """By the id of each record the one that is shown for that person: her lead, or herself.
    Costs no statement."""
    return {person.pk: person.lead_id or person.pk for person in people}


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


def _ids(rows):
    return set(rows.values_list("pk", flat=True))
