"""An entry of one case is not there under the address of another, though she works on both."""

from conftest import sign_in
from django.test import Client

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.people.commands import add_person
from tests.harness.permissions import MISSING, REFUSED
from tests.house.test_permissions import TABLE, house, path_to

__all__ = ["house"]


def test_whatever_lies_in_one_case_is_missing_in_another(house):
    other = open_case(add_person(known_as="Gwen", by=house.mona), by=house.mona)
    for case in (house.case, other):
        allocate(case, worker=house.maja, by=house.mona)
    house.foreign["case"] = other.pk
    as_maja, wrong, asked = sign_in(Client(), house.maja), [], 0
    for row in TABLE.values():
        if "case" not in row.names or len(row.names) == 1:
            continue
        asked += 1
        path = path_to(row, house, foreign=True)
        looked, sent = (str(send(path).status_code) for send in (as_maja.get, as_maja.post))
        # A GET of what is only ever sent leads back, whatever stands in the address.
        if looked not in {MISSING, REFUSED, "302"} or sent not in {MISSING, REFUSED}:
            wrong.append((row.name, looked, sent))
    assert asked > 20 and not wrong, wrong
