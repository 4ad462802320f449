"""Whoever stands here with two records is one person among those who were supported."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.harness.one_person import bring_together, part

from alongside.casework.people.models import Merge, Person
from alongside.casework.support.models import Contact
from alongside.insight.cut import Cut, own_lists
from alongside.insight.periods import of_months
from alongside.insight.queries import summary_of

SUMMER, AUTUMN = of_months(date(2026, 7, 1), 3), of_months(date(2026, 10, 1), 3)


def supported(period):
    """New and continuing, as the summary has it."""
    table = summary_of(Cut(period), own_lists()).counted["people"].tables[0]
    return {code: number for code, number in table.counts.items() if number}


def plainly_counted(period):
    """The same by reading every contact and who it was with."""
    leads = {person.pk: person.lead_id or person.pk for person in Person.objects.all()}
    told = Contact.objects.filter(reached="yes", withdrawn_at=None).select_related("case")
    days: dict = {}
    for contact in told:
        days.setdefault(leads[contact.case.person_id], []).append(contact.on)
    found: dict = {}
    for hers in days.values():
        if any(period.first <= on <= period.last for on in hers):
            code = "continuing" if any(on < period.first for on in hers) else "new"
            found[code] = found.get(code, 0) + 1
    return found


@pytest.fixture
def people(on, take_on, speak):
    """Five people with a case each: when they were spoken with, month by month."""
    months = {"Ada": (7,), "Bea": (10,), "Cleo": (8, 11), "Dora": (10, 11), "Eve": (9,)}
    cases = []
    with on(7, 1):
        cases = [take_on(name=name) for name in months]
    for case, spoken in zip(cases, months.values(), strict=True):
        for month in spoken:
            with on(month, 10):
                speak(case)
    return [case.person for case in cases]


def test_a_person_with_two_records_is_one_and_continues_where_either_was_reached(people, maja):
    assert supported(AUTUMN) == {"new": 2, "continuing": 1}
    ada, bea, *_ = people
    bring_together(ada, bea, by=maja)
    assert supported(AUTUMN) == {"new": 1, "continuing": 2}, "Ada was reached in summer"
    assert supported(SUMMER) == {"new": 3}
    part(ada, bea, by=maja)
    assert supported(AUTUMN) == {"new": 2, "continuing": 1}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.sets(st.sampled_from(list(combinations(range(5), 2))), max_size=4))
def test_it_is_what_a_plain_count_says(people, maja, pairs):
    Merge.objects.all().delete()
    part(*people, by=maja)
    for one, other in pairs:
        bring_together(people[one], people[other], by=maja)
    for period in (SUMMER, AUTUMN):
        assert supported(period) == plainly_counted(period)
