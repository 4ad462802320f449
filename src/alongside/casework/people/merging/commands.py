"""Working out anew which records are one person, after records were brought together or parted."""

from collections.abc import Iterable
from operator import attrgetter
from uuid import UUID

from django.db.models import Q

from alongside.casework.people.merging.together import groups_by, locked_together, standing_links
from alongside.casework.people.models import Death, Merge, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command


@command("person.led")
def lead_anew(people: Iterable[UUID], *, by: User) -> list[Person]:
    """Of these records, and of all that were one person with any of them. The record that was
    added first leads; a death that stands at one of them counts for all. Answers with those whose
    lead is another now."""
    rows = {row.pk: row for row in locked_together(people)}
    lead_of: dict[UUID, UUID] = {}
    for group in groups_by(standing_links(rows)):
        lead = min((rows[pk] for pk in group), key=attrgetter("added_at", "pk"))
        lead_of.update(dict.fromkeys(group, lead.pk))
    changed = [row for row in rows.values() if row.lead_id != lead_of.get(row.pk)]
    for row in changed:
        row.lead_id = lead_of.get(row.pk)
        Person.objects.filter(pk=row.pk).update(lead=row.lead_id)
    _count_deaths(rows, lead_of)
    return changed


@command("merge.forgotten")
def forget_merges_of(people: Iterable[UUID], *, by: User) -> list[Person]:
    """Somebody is erased: that two records were one person would go on telling whose names were
    hers. Answers with those whose lead is another now."""
    ids = list(people)
    merges = Merge.objects.filter(Q(person__in=ids) | Q(other__in=ids))
    told = Item.objects.open().filter(subject__in=list(merges.values_list("pk", flat=True)))
    settle(told, outcome="erased", by=by)
    merges.delete()
    return lead_anew(ids, by=by)


def _count_deaths(rows, lead_of):
    standing = Death.objects.standing().filter(person__in=rows)
    died = {lead_of.get(pk, pk) for pk in standing.values_list("person", flat=True)}
    for row in rows.values():
        dead = lead_of.get(row.pk, row.pk) in died
        if row.dead != dead:
            Person.objects.filter(pk=row.pk).update(dead=dead)
            row.dead = dead
