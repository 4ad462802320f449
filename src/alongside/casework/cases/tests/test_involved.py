"""Who else is in the case; and a suspect's number is nobody's way to be reached."""

import html

import pytest

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.cases.involved.commands import add_party, withdraw_party
from alongside.casework.cases.models import Party
from alongside.casework.cases.tests.conftest import NUMBER
from alongside.casework.cases.views import safe
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import ContactPoint, OpposedPoint
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.audit.models import Entry
from alongside.foundation.vault.models import DataKey

SAFE = {"kind": "mobile", "value": NUMBER, "state": "safe", "when": "any", "voicemail": "no"}
SAFE |= {"availability": "can_be_used", "use": "calls", "preview": "no", "shows": "withheld"}
REFUSED = "It is not known to be safe to use this one. Ask for another"


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def elsewhere(mona, maja, ben):
    """A case of another team, behind a wall for those who lead here."""
    case = open_case(add_person(known_as="Gwen", by=mona), danger="high", by=maja)
    allocate(case, worker=ben, by=maja)
    raise_wall(case.person, user=mona, reason="Her sister.", by=maja)
    return case


@pytest.mark.parametrize("written", ["07700 900142", "+44 7700 900142", "(0) 7700-900142"])
def test_his_number_is_refused_everywhere(as_ada, ben, elsewhere, sams_case, page, send, written):
    add_party(elsewhere, kind="suspect", name="Karl", phone=written, by=ben)
    answer = send(as_ada, page("add_safe_contact", sams_case), **SAFE)
    assert REFUSED in text(answer) and "Karl" not in text(answer)
    assert not ContactPoint.objects.exists()
    line = Entry.objects.get(verb="contact_point.refused")
    assert line.subject.endswith(str(sams_case.person.pk)) and NUMBER not in str(line.__dict__)


def test_a_shared_address_is_refused_as_well(as_ada, ada, sams_case, page, send):
    home = {"name": "Her brother", "address": "1 Mill Lane,\nNewcastle", "household": True}
    add_party(sams_case, kind="opponent", **home, by=ada)
    letter = {**SAFE, "kind": "post", "value": "1 mill lane newcastle"}
    assert REFUSED in text(send(as_ada, page("add_safe_contact", sams_case), **letter))


def test_what_was_safe_before_is_unknown_from_that_moment(
    as_ada, ben, elsewhere, sams_case, mobile, page
):
    case = sams_case
    assert "Safe to call now" in text(as_ada.get(page("person", case)))
    party = add_party(elsewhere, kind="suspect", name="Karl", phone=NUMBER, by=ben)
    said = text(as_ada.get(page("person", case)))
    assert "We do not know yet what is safe for Sam." in said
    withdraw_party(party, by=ben)
    assert not OpposedPoint.objects.exists()
    mobile.refresh_from_db()
    assert mobile.state == "unknown", "somebody has to ask her"


def test_it_cannot_be_called_safe_later(as_ada, ben, elsewhere, sams_case, mobile, page, send):
    case = sams_case
    add_party(elsewhere, kind="suspect", phone=NUMBER, name="Karl", by=ben)
    address = page("change_safe_contact", case, mobile.pk)
    again = {**SAFE, "value": "", "version": "1"}
    assert REFUSED in text(send(as_ada, address, **again))
    assert send(as_ada, address, **{**again, "state": "unsafe"}).status_code == 302


def test_a_referral_with_his_number_comes_in_and_is_not_rung(mona, ben, elsewhere):
    add_party(elsewhere, kind="suspect", phone=NUMBER, name="Karl", by=ben)
    arrival = Arrival(
        {"known_as": "Joan"}, [{"kind": "mobile", "value": NUMBER}], {"source": "police"}
    )
    receive_referral(arrival, by=mona)
    assert ContactPoint.objects.get(person__cases=None).state == "unknown"


def test_whoever_tries_number_after_number_has_to_wait(as_ada, ada, sams_case, page, send):
    add_party(sams_case, kind="suspect", phone=NUMBER, name="Karl", by=ada)
    for _ in range(6):
        answer = send(as_ada, page("add_safe_contact", sams_case), **SAFE)
    assert "Try again in" in text(answer)
    assert Entry.objects.filter(verb="contact_point.refused").count() == 5


def test_of_many_at_once_no_more_are_answered_than_one_after_the_other(
    as_ada, ada, sams_case, page, send, monkeypatch
):
    add_party(sams_case, kind="suspect", phone=NUMBER, name="Karl", by=ada)
    tell, answered = safe.tell_safe_contact, []

    def while_the_next_comes_in(*args, **told):
        answered.append(told["value"])
        if len(answered) < 9:
            send(as_ada, page("add_safe_contact", sams_case), **SAFE)
        return tell(*args, **told)

    monkeypatch.setattr(safe, "tell_safe_contact", while_the_next_comes_in)
    send(as_ada, page("add_safe_contact", sams_case), **SAFE)
    assert len(answered) == 5


def test_what_could_be_used_is_not_counted(as_ada, sams_case, page, send):
    for last in range(6):
        told = {**SAFE, "value": f"07700 90014{last}"}
        assert send(as_ada, page("add_safe_contact", sams_case), **told).status_code == 302


def test_a_sisters_number_is_no_opponents(as_ada, ada, sams_case, page, send):
    add_party(sams_case, kind="family", phone=NUMBER, name="Rana", by=ada)
    assert send(as_ada, page("add_safe_contact", sams_case), **SAFE).status_code == 302


def test_ada_notes_the_sister_and_whom_nobody_may_tell(as_ada, sams_case, page, send):
    told = {"kind": "family", "name": "Rana", "relation": "Sister", "household": "on"}
    send(as_ada, page("add_involved", sams_case), **told)
    mother = {"kind": "family", "name": "Huda", "relation": "Mother", "never_contact": "on"}
    send(as_ada, page("add_involved", sams_case), **mother)
    listed = text(as_ada.get(page("involved", sams_case)))
    assert "Rana" in listed and "Never to be contacted" in listed
    safe = text(as_ada.get(page("safe_contact", sams_case)))
    assert "Never contact or tell" in safe and "Huda, Mother" in safe and "Rana" not in safe


def test_the_suspect_stands_apart_and_beside_no_button(as_ada, sams_case, page, send, mobile):
    karl = {"kind": "suspect", "name": "Karl", "phone": "07700 900666", "stage": "defendant"}
    send(as_ada, page("add_opposed", sams_case), **karl)
    apart = text(as_ada.get(page("opposed", sams_case)))
    assert "Karl" in apart and "Defendant" in apart and "Show the number" not in apart
    for name in ("involved", "safe_contact", "person"):
        assert "Karl" not in text(as_ada.get(page(name, sams_case)))
    party = Party.objects.get()
    assert DataKey.objects.get(pk=party.sealed_with).compartment == "opposed"
    assert as_ada.get(page("change_involved", sams_case, party.pk)).status_code == 404


def test_of_two_who_change_him_the_second_sees_the_first(as_ada, ada, sams_case, page, send):
    party = add_party(sams_case, kind="suspect", name="Karl", by=ada)
    address = page("change_opposed", sams_case, party.pk)
    assert send(as_ada, address, name="Karl M", version="1").status_code == 302
    late = send(as_ada, address, name="Karl N", version="1")
    assert late.status_code == 409 and "Karl M" in text(late) and "Karl N" in text(late)


def test_taken_out_he_is_gone(as_ada, ada, sams_case, page, send):
    party = add_party(sams_case, kind="suspect", name="Karl", by=ada)
    send(as_ada, page("withdraw_opposed", sams_case, party.pk))
    assert "Karl" not in text(as_ada.get(page("opposed", sams_case)))
