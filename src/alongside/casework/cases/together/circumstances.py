"""How long an answer holds, who died and whether a child was asked about: in all of her cases."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F

from alongside.casework.people.models import Child, Person
from alongside.casework.people.safe_contact import Circumstances


def in_other_cases(cases: Iterable[Any]) -> dict[UUID, tuple[Circumstances, ...]]:
    """By case. Of somebody with several records, what stands in all of her other cases, in one
    statement, or two where one of them is about a child; of whoever has one record, nothing."""
    cases = list(cases)
    beside = in_all_cases_of(case.person for case in cases)
    found = {}
    for case in cases:
        hers = beside.get(case.person_id, {})
        found[case.pk] = tuple(told for pk, told in hers.items() if pk != case.pk)
    return found


def in_all_cases_of(people: Iterable[Person]) -> dict[UUID, dict[UUID, Circumstances]]:
    """By person and case, of those alone who have several records: in the cases of them all."""
    leads = {person.pk: person.lead_id for person in people if person.lead_id}
    beside: dict[UUID, dict[UUID, Circumstances]] = {lead: {} for lead in leads.values()}
    if leads:
        for case, told in circumstances_at(beside):
            beside[case.person.lead_id][case.pk] = told
    return {person: beside[lead] for person, lead in leads.items()}


def circumstances_at(leads: Iterable[UUID], **more: Any) -> Iterable[tuple[Any, Circumstances]]:
    """Every case at any record of these people, annotated with what else is asked."""
    model: Any = apps.get_model("cases", "Case")
    hers = model.objects.filter(person__lead__in=leads).select_related("person").annotate(**more)
    cases: dict[UUID, Any] = {}
    links: dict[UUID, set[tuple[str, str]]] = {}
    for case in hers.annotate(category=F("crimes__event__category"), kind=F("crimes__client_kind")):
        cases.setdefault(case.pk, case)
        links.setdefault(case.pk, set()).add((case.category, case.kind))
    children = [c for c in cases.values() if c.is_of_a_child({kind for _, kind in links[c.pk]})]
    asked = _asked_of({case.person_id for case in children}) if children else set()
    unasked = {case.pk for case in children if case.person_id not in asked}
    for case in cases.values():
        of_what = frozenset(category for category, _ in links[case.pk] if category)
        died = case.person.dead
        yield case, Circumstances(case.cautious_danger, of_what, case.pk in unasked, died)


def _asked_of(people: set[UUID]) -> set[UUID]:
    answered = Child.objects.answered().filter(person__in=people)
    return set(answered.values_list("person", flat=True))
