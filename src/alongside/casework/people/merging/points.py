"""The ways to reach a person, each with what her other records say about it.

Of somebody with one record nothing is asked beyond her own. A number or address that stands at
several of her records is opened in memory and known again by its digits, however it is written."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from alongside.casework.people.matching import TELLING, ends_of_numbers, plain
from alongside.casework.people.merging.elsewhere import Elsewhere
from alongside.casework.people.models import BY_PHONE, ContactPoint, Person
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.sealed import SealBroken

PHONE = "phone"


def points_of_all(
    people: Iterable[Person], columns: Iterable[str] = ()
) -> dict[UUID, list[ContactPoint]]:
    """By person, those of this very record that are in use; in one statement. A list that needs
    few columns says which: they are read alone where nobody has several records."""
    hers = {person.pk: person for person in people}
    leads = {person.lead_id for person in hers.values() if person.lead_id}
    current = ContactPoint.objects.current()
    if leads:
        theirs = Q(person__in=hers) | Q(person__lead__in=leads)
        current = current.filter(theirs).select_related("person")
    else:
        current = current.filter(person__in=hers).only(*columns)
    points: dict[UUID, list[ContactPoint]] = {}
    of_lead: dict[UUID, list[ContactPoint]] = {}
    for point in current:
        point.person = hers.get(point.person_id) or point.person
        points.setdefault(point.person_id, []).append(point)
        if point.person.lead_id:
            of_lead.setdefault(point.person.lead_id, []).append(point)
            ring.expect(point.key_id)
    for together in of_lead.values():
        _tell_each_of_the_others(together)
    return {person: mine for person, mine in points.items() if person in hers}


def _tell_each_of_the_others(points: list[ContactPoint]) -> None:
    told = {point.pk: signs_of(point) for point in points}
    for point in points:
        others = [each for each in points if each.person_id != point.person_id]
        alike = [each for each in others if _may_be_one(told[point.pk], told[each.pk])]
        ended = tuple(each.ended_on for each in others if each.ended_on)
        by_phone = (each for each in others if each.kind in BY_PHONE)
        doubted = tuple(each.doubted_at for each in by_phone if each.doubted_at)
        point.elsewhere = Elsewhere(tuple(alike), ended, doubted)


def signs_of(point: ContactPoint) -> tuple[str, frozenset[str] | None]:
    """What kind of way it is, and by what it is known again; None where it cannot be read."""
    kind = PHONE if point.kind in BY_PHONE else point.kind
    try:
        written = plain(point.value)
    except (KeyGone, SealBroken):
        return kind, None
    if kind != PHONE:
        return kind, frozenset([re.sub(r"[^\w@]|_", "", written)])
    return kind, frozenset({re.sub(r"\D", "", written)[-TELLING:], *ends_of_numbers(written)})


def _may_be_one(one, other):
    """What cannot be read may be any of its kind."""
    (kind, mine), (of_kind, theirs) = one, other
    return kind == of_kind and (mine is None or theirs is None or bool(mine & theirs))
