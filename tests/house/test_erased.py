"""One person erased, one row damaged: the rest of the day goes on, and the page says why."""

import pytest
from django.db import connection
from django.urls import reverse

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.foundation.agenda.commands import put
from alongside.foundation.clock import today
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring


@pytest.fixture
def two_calls(ada, mona):
    cases = []
    for name in ("Sam", "Joan"):
        person = add_person(known_as=name, by=mona)
        safe = {"state": "safe", "windows": [{"day": 0, "from": "00:00", "to": "23:59"}]}
        add_contact_point(person, kind="mobile", value="07700 900142", **safe, by=mona)
        case = open_case(person, by=mona)
        allocate(case, worker=ada, by=mona)
        put(case, "call", due=today(), source=case.pk, owner=ada.pk, by=ada)
        cases.append(case)
    return cases


def words(client, name, *args):
    ring.clear()
    page = client.get(reverse(name, args=args))
    return page.status_code, page.content.decode()


def test_a_person_erased_stands_so_in_every_list(as_ada, two_calls):
    destroy_keys_of(two_calls[0].person.pk)
    for page in ("desk:today", "desk:caseload"):
        status, text = words(as_ada, page)
        assert status == 200 and "Erased" in text and "Joan" in text


def test_a_case_erased_says_so_in_words(as_ada, two_calls):
    destroy_keys_of(two_calls[0].pk)
    status, text = words(as_ada, "desk:case", two_calls[0].pk)
    assert status in (200, 410) and "Joan" not in text
    assert words(as_ada, "contacts:list", two_calls[0].pk)[0] in (200, 410)
    assert words(as_ada, "desk:case", two_calls[1].pk)[0] == 200


def test_an_erased_referral_does_not_stop_triage(as_mona, mona):
    kept = Arrival({"known_as": "Joan"}, [], {"source": "police"})
    gone = Arrival({"known_as": "Sam"}, [], {"source": "police", "happened": "Theft"})
    receive_referral(kept, by=mona)
    destroy_keys_of(receive_referral(gone, by=mona).person.pk)
    status, text = words(as_mona, "intake:triage")
    assert status == 200 and "Joan" in text and "Erased" in text


@pytest.mark.parametrize("junk", [b"", b"abc", b"\x01" * 80])
def test_a_damaged_row_is_not_shown_and_stops_nobody(as_ada, two_calls, junk):
    person = two_calls[0].person
    key = person.pk.hex if connection.vendor == "sqlite" else person.pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET known_as = %s WHERE id = %s", [junk, key])
    for page in ("desk:today", "desk:caseload"):
        status, text = words(as_ada, page)
        assert status == 200 and "Joan" in text
        assert "Cannot be trusted" in text or "Erased" in text
