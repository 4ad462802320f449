"""Samira came in twice. Mona proposes that it is one person, Ada looks again and brings the records
together; when her sister turns up, Ada parts them, and both stand as they stood."""

from datetime import date

import pytest

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.intake.doubles.sweeping import sweep
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.models import Merge, Person

BORN = date(1994, 3, 11)
WHY = (
    "She says herself that she was here in spring. The police wrote her name with one letter less."
)


@pytest.fixture
def twice(ada, mona):
    """Her own way of writing it, and that of the police."""
    cases = []
    for known_as, family_name in (("Samira", "Haddad"), ("Sam", "Hadad")):
        told = {"given_names": "Samira", "family_name": family_name, "birth_date": BORN}
        person = add_person(known_as=known_as, postcode="SE15 4QN", **told, by=ada)
        add_contact_point(person, kind="mobile", value="07700 900142", by=ada)
        case = open_case(person, by=mona)
        allocate(case, worker=ada, by=mona)
        cases.append(case)
    return cases


def test_merging(visitor, as_mona, as_ada, twice, ada):
    sweep(by=ada)
    mona = visitor(as_mona).goes_to("/triage/").follows("Perhaps here twice")
    mona.sees("Very likely the same", twice[0].code, twice[1].code).screenshot("doubles")
    mona.follows("Look at both")
    mona.sees("What speaks for one person: same birth date", "What will happen")
    mona.sees_not("900142").screenshot("double")
    mona.presses("Propose that they are one person").sees("Say why they are one person")
    mona.fills("Why are they one person?", WHY).presses("Propose that they are one person")
    mona.sees("It stands on the day of Ada Okafor", WHY).sees_not("Bring these records together")
    mona.screenshot("proposed")
    ada = visitor(as_ada).goes_to("/today/").sees("Look whether two records are one person")
    ada.screenshot("today")
    ada.follows("Look at it").sees("Mona Farrell proposed", WHY).screenshot("to-confirm")
    ada.presses("Bring these records together").sees("from now on they are one person here")
    ada.screenshot("together")
    mona.goes_to("/today/").sees("Two records were brought together").follows("Look at it")
    mona.sees("Proposed by Mona Farrell, confirmed by Ada Okafor").screenshot("told")
    mona.presses("I have read it").sees("It is off your day")
    assert Merge.objects.get().stands


def test_un_merging(visitor, as_mona, as_ada, twice, ada, mona):
    people = [case.person for case in twice]
    confirm_merge(propose_merge(*people, reason=WHY, by=mona), by=ada)
    worker = visitor(as_ada).goes_to(f"/cases/{twice[0].pk}/together/").sees("One person, since")
    worker.screenshot("records").follows("Look at it").follows("Part these records again")
    worker.sees("What somebody has read meanwhile stays read").screenshot("part")
    worker.presses("Part these records again").sees("Say why they are parted")
    worker.fills("Why are they two people after all?", "Her sister rang: Sam is another Samira.")
    worker.presses("Part these records again").sees("they are two people again, as before")
    worker.sees("another Samira").screenshot("parted")
    lead = visitor(as_mona).goes_to("/today/").sees("Records were parted again")
    lead.screenshot("today-parted")
    assert not Person.objects.exclude(lead=None).exists()


def test_they_are_two_people(visitor, as_mona, as_ada, twice, mona):
    propose_merge(*(case.person for case in twice), reason=WHY, by=mona)
    ada = visitor(as_ada).goes_to("/today/").follows("Look at it")
    ada.opens("They are two people, or it is not clear").presses("Leave them apart").sees("Say why")
    ada.fills("Why are they two people?", "Her cousin, born on the same day.")
    ada.presses("Leave them apart").sees("Both records stay as they are", "Her cousin")
    ada.screenshot("declined")
    lead = visitor(as_mona).goes_to("/today/").sees("They are two people").follows("Look at it")
    lead.sees("Two people, said Ada Okafor").screenshot("told-declined")
