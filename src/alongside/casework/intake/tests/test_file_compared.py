"""A file is compared in the background: with the register, with itself, and never across two
sides of one crime."""

from datetime import date

import pytest

from alongside.casework.cases.involved.commands import add_party
from alongside.casework.intake.importing import take_in
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.intake.tests.test_importing import HEADINGS, PLAN
from alongside.casework.people.commands import change_person
from alongside.foundation.imports.rejects import Reasons
from alongside.foundation.imports.tables import read_table
from alongside.foundation.jobs.worker import Worker

SAME = "1,Samira Haddad,08/03/1992,,,,,"
AGAIN = "2,Samira Hadad,08/03/1992,,,,,"
OTHER_SIDE = "3,Omar Haddad,01/02/1990,,,020 7946 0999,,"
NOBODY_HERE = "4,Irina Vale,25/12/1970,,,07700 900555,,"


@pytest.fixture
def taken(sams_case, sam, ada, operator, tmp_path):
    from alongside.casework.intake.maps import read_map

    change_person(sam, version=1, birth_date=date(1992, 3, 8), by=ada)
    add_party(sams_case, kind="suspect", name="Omar Haddad", phone="020 7946 0999", by=ada)
    (tmp_path / "map.yaml").write_text(PLAN)
    rows = "\n".join([",".join(HEADINGS), SAME, AGAIN, OTHER_SIDE, NOBODY_HERE])
    (tmp_path / "feed.csv").write_text(rows)
    plan = read_map(tmp_path / "map.yaml")
    take_in(read_table(tmp_path / "feed.csv"), plan, rejects=Reasons(), by=operator)
    assert not Likeness.objects.exists(), "nobody waits for it"
    while Worker().work_once():
        pass
    return {referral.person.known_as: referral for referral in Referral.objects.all()}


def beside(referral):
    found = Likeness.objects.filter(referral=referral)
    return {likeness.person_id: likeness.band for likeness in found}


def test_each_row_stands_beside_whom_it_may_be_in_the_register_and_in_the_file(taken, sam):
    same, again = taken["Samira Haddad"], taken["Samira Hadad"]
    assert set(beside(same)) == {sam.pk, again.person_id}
    assert set(beside(again)) == {sam.pk, same.person_id}
    assert beside(taken["Irina Vale"]) == {}
    assert not Referral.objects.filter(compared_at=None).exists()


def test_the_other_side_of_a_case_goes_to_a_manager_and_beside_nobody(taken, sams_case):
    assert beside(taken["Omar Haddad"]) == {}
    conflict = Conflict.objects.get()
    assert (conflict.referral, conflict.case) == (taken["Omar Haddad"], sams_case)
