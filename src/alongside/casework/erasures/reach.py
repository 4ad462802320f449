"""How far an erasure reaches: which cases, and whose keys."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.casework.cases.models import Case, CaseCrime, CrimeEvent
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.merging.records import records_of
from alongside.foundation.vault.erasing import living_keys


def cases_of(erasure: Erasure) -> QuerySet[Case]:
    """The one case, or every case of the person."""
    cases = Case.objects.filter(person=erasure.person_id)
    return cases.filter(pk=erasure.case) if erasure.case else cases


def orders_beside(erasure: Erasure) -> QuerySet[Erasure]:
    """Those that stand for other records of the same person; none where one case is erased."""
    hers = Erasure.objects.under_way().filter(person__in=records_of(erasure.person_id), case=None)
    return hers.exclude(pk=erasure.pk) if erasure.case is None else hers.none()


def owners_of(erasure: Erasure) -> list[UUID]:
    """Whose keys are destroyed: hers, her cases', and those of crimes that concern nobody else. A
    crime that others share stays with them, and what they told of it stays theirs."""
    cases = list(cases_of(erasure).values_list("pk", flat=True))
    own = [] if erasure.case else [erasure.person_id]
    return [*own, *cases, *_crimes_of_nobody_else(cases)]


def _crimes_of_nobody_else(cases):
    events = CrimeEvent.objects.filter(clients__case__in=cases)
    links = CaseCrime.objects.filter(event__in=events).exclude(case__in=cases)
    others = set(links.values_list("event", "case"))
    alive = living_keys({case for _, case in others})
    shared = {event for event, case in others if case in alive}
    return set(events.values_list("pk", flat=True)) - shared
