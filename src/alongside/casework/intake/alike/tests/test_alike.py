"""Somebody came in who may be here already: both beside each other, and nothing past a wall."""

import html
from datetime import date
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import allocate, make_sensitive, open_case
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.cases.models import Case
from alongside.casework.intake.alike import finding
from alongside.casework.intake.alike.finding import compare_referrals
from alongside.casework.intake.alike.queries import LONGEST
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import COMPARE, receive_referral
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.models import Person, Wall
from alongside.casework.walls.commands import drop_wall, raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import writer
from alongside.foundation.clock import now
from alongside.foundation.jobs.models import Job
from alongside.foundation.vault.ring import ring

SAMIRA = {"given_names": "Samira", "family_name": "Haddad"}


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, address, **answers):
    return client.post(address, {"once": str(uuid4()), **answers}, follow=True)


@pytest.fixture
def refer(ada):
    def make(phone="", by=ada, **person):
        points = [{"kind": "mobile", "value": phone}] if phone else []
        told = {"source": "police", "danger": "raised", "happened": "He waits at the gate."}
        referral = receive_referral(Arrival(person or SAMIRA, points, told), by=by)
        compare_referrals(by=by)
        return referral

    return make


def decide(referral):
    return reverse("intake:decide", args=[referral.pk])


def compare(referral):
    likeness = Likeness.objects.get(referral=referral)
    return reverse("intake:compare", args=[referral.pk, likeness.pk])


def test_whoever_comes_in_is_compared_in_the_background(as_mona, ada, sams_case):
    told = {"source": "police", "danger": "raised"}
    referral = receive_referral(Arrival(SAMIRA, [], told), by=ada)
    assert Job.objects.filter(kind=COMPARE).exists()
    assert "Not compared yet" in text(as_mona.get(decide(referral)))
    compare_referrals(by=ada)
    page = text(as_mona.get(decide(referral)))
    assert "Not compared yet" not in page
    assert "May be the same: same given names, same family name." in page


def test_nobody_waits_to_save_while_names_are_compared(ada, sams_case, monkeypatch):
    held = []
    agreement = finding.agreement

    def look(*pair):
        held.append(writer.writing)
        return agreement(*pair)

    monkeypatch.setattr(finding, "agreement", look)
    monkeypatch.setattr(finding, "TOGETHER", 2)
    for number in range(5):
        person = {"given_names": f"Samira {number}"}
        receive_referral(Arrival(person, [], {"source": "police", "danger": "raised"}), by=ada)
    finding.compare_referrals(by=ada)
    assert held and not any(held)
    assert not Referral.objects.filter(compared_at=None).exists(), "in three passes"


def test_both_stand_beside_each_other_and_it_says_in_what_they_are_alike(
    as_mona, refer, sams_case, sam, ada
):
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    referral = refer("+44 7700 900142", **SAMIRA, postcode="N1 9GU")
    page = text(as_mona.get(compare(referral)))
    assert "May be the same: same given names, same family name, same number." in page
    assert "N1 9GU" in page and sams_case.code in page and "Ada Okafor" in page
    assert "07700" not in page and "900142" not in page


def test_an_earlier_name_says_another_name_and_never_which(as_mona, refer, sams_case, sam):
    sam.previous_names = "Samira Khoury"
    sam.save()
    page = text(as_mona.get(decide(refer(given_names="Samira", family_name="Khoury"))))
    assert "May be the same: another name." in page


def test_of_a_case_next_door_she_reads_reference_alias_and_worker_alone(
    as_maja, refer, sams_case, sam
):
    sam.languages, sam.postcode = "Levantine Arabic", "LS24 9QY"
    sam.save()
    referral = refer(**SAMIRA, postcode="LS24 9QY")
    page = text(as_maja.get(compare(referral)))
    assert "same family name." in page and "part of the address" not in page
    assert sams_case.code in page and "Sam" in page and "Ada Okafor" in page
    assert "Levantine" not in page and "join them" not in page
    said = text(send(as_maja, compare(referral), answer="same"))
    assert "Ask whoever works with this person first" in said
    assert Referral.objects.get().person_id != sam.pk


def test_past_a_wall_and_of_a_sensitive_case_nothing_shows(
    as_mona, as_maja, refer, sams_case, sam, mona, maja, ada
):
    raise_wall(sam, user=mona, reason="Her sister.", by=maja)
    referral = refer(by=mona)
    address = compare(referral)
    assert "someone we know" not in text(as_mona.get(decide(referral)))
    assert as_mona.get(address).status_code == 404
    assert as_maja.get(address).status_code == 200
    make_sensitive(sams_case, readers=User.objects.none(), by=ada)
    assert "someone we know" not in text(as_maja.get(decide(referral)))
    assert as_maja.get(address).status_code == 404


def test_of_a_case_that_was_erased_not_even_the_code_is_shown(
    as_mona, refer, sams_case, sam, ada, mona
):
    another = open_case(sam, by=mona)
    of_it = {"person": sam, "case": sams_case.pk, "ground": "asked"}
    Erasure.objects.create(**of_it, ordered_by=ada, destroyed_at=now())
    referral = refer()
    page = text(as_mona.get(decide(referral)))
    assert another.code in page and sams_case.code not in page
    of_it = {"person": sam, "case": another.pk, "ground": "asked"}
    Erasure.objects.create(**of_it, ordered_by=ada, destroyed_at=now())
    assert "someone we know" not in text(as_mona.get(decide(referral)))


def test_whom_she_may_not_know_of_takes_nobodys_place(as_maja, refer, sams_case, sam, mona, ada):
    """Twenty are shown, and more than twenty who are known to others alone stand before her."""
    referral = refer()
    for _number in range(LONGEST):
        hidden = add_person(known_as="Sam", by=ada)
        case = open_case(hidden, by=mona)
        make_sensitive(case, readers=User.objects.none(), by=mona)
        Likeness.objects.create(referral=referral, person=hidden, band="look", bits=99)
    assert sams_case.code in text(as_maja.get(decide(referral)))


def test_joined_it_stands_with_her_record_and_no_word_is_lost(as_mona, refer, sams_case, sam, ada):
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    referral = refer("07700 900155", **SAMIRA, known_as="Mira", postcode="N1 9GU")
    begun = referral.person_id
    said = text(send(as_mona, compare(referral), answer="same"))
    assert "Joined" in said
    ring.clear()
    referral = Referral.objects.get()
    assert referral.person == sam and not Person.objects.filter(pk=begun).exists()
    assert "He waits at the gate." in referral.happened
    assert "Known as, as it came in: Mira" in referral.happened and "N1 9GU" in referral.happened
    points = {point.value: point.state for point in sam.contact_points.all()}
    assert points["07700 900155"] == "first_contact" and len(points) == 2


def test_it_goes_on_in_her_open_case_and_her_worker_is_asked_to_call(
    as_mona, refer, sams_case, ada
):
    referral = refer()
    send(as_mona, compare(referral), answer="same")
    assert f"an open case, {sams_case.code}" in text(as_mona.get(decide(referral)))
    send(as_mona, reverse("intake:into-case", args=[referral.pk, sams_case.pk]))
    referral.refresh_from_db()
    assert (referral.state, referral.case) == ("accepted", sams_case)
    assert Item.objects.open().about(sams_case, "call").get().owner == ada.pk
    assert Case.objects.count() == 1


def test_somebody_else_is_not_shown_again(as_mona, refer, sams_case):
    referral = refer()
    send(as_mona, compare(referral), answer="different")
    assert "someone we know" not in text(as_mona.get(decide(referral)))


def test_whoever_works_with_her_is_asked_and_then_it_may_be_joined(
    as_maja, as_ada, refer, sams_case, sam
):
    referral = refer()
    send(as_maja, compare(referral), answer="ask")
    assert "Is it the same person?" in text(as_ada.get("/today/"))
    address = reverse("intake:asked", args=[sams_case.pk])
    page = text(as_ada.get(address))
    assert "Samira" in page and "He waits at the gate." not in page
    send(as_ada, address, likeness=Likeness.objects.get().pk, answer="same")
    assert "Nothing is asked of you" in text(as_ada.get(address))
    assert "Ada Okafor: The same person" in text(as_maja.get(decide(referral)))
    assert "Joined" in text(send(as_maja, compare(referral), answer="same"))
    referral.refresh_from_db()
    assert referral.person == sam


def test_whoever_brought_it_in_behind_a_wall_does_not_see_it_vanish(
    as_mona, as_maja, refer, sams_case, sam, mona, maja, ada
):
    """Joined, it would be gone from Mona's list, and that would tell her."""
    raise_wall(sam, user=mona, reason="Her sister.", by=maja)
    allocate(sams_case, worker=maja, by=ada)
    referral = refer(by=mona)
    assert as_mona.get(decide(referral)).status_code == 200
    assert "cannot be joined" in text(send(as_maja, compare(referral), answer="same"))
    assert as_mona.get(decide(referral)).status_code == 200


def test_whoever_is_kept_out_by_likeness_is_kept_out_of_what_it_is_joined_to(
    as_mona, refer, sams_case, sam, ben, ada
):
    """Of somebody behind a wall to Ben the referral reminded the program: nobody raised it."""
    allocate(sams_case, worker=ben, by=ada)
    referral = refer()
    Wall.objects.create(person=referral.person, user=ben)
    assert "Joined" in text(send(as_mona, compare(referral), answer="same"))
    assert not Case.objects.visible_to(ben).filter(pk=sams_case.pk).exists()
    assert not sams_case.allocations.filter(worker=ben, until=None).exists()


def test_a_wall_that_is_only_proposed_is_looked_at_before_it_is_joined(
    as_mona, refer, sams_case, sam, ben, mona
):
    referral = refer()
    wall = Wall.objects.create(person=referral.person, user=ben, proposed=True)
    said = text(send(as_mona, compare(referral), answer="same"))
    assert "First say below whether it is about the colleague of the same name" in said
    assert "Ben Castle, who works here, has the same name" in said
    drop_wall(wall, by=mona)
    assert "Joined" in text(send(as_mona, compare(referral), answer="same"))
    assert Referral.objects.get().person == sam


@pytest.fixture
def he_comes_in(refer, sams_case, ada):
    add_party(sams_case, kind="suspect", name="Carl Stone", phone="07700 900177", by=ada)
    return refer(given_names="Carl", family_name="Stone")


def test_a_suspect_who_comes_in_is_on_no_page_of_triage_and_waits_for_a_manager(
    he_comes_in, as_mona, as_maja, as_ada, sams_case
):
    page = text(as_mona.get(decide(he_comes_in)))
    assert "someone we know" not in page and sams_case.code not in page
    assert as_mona.get("/conflicts/").status_code == as_ada.get("/conflicts/").status_code == 403
    assert "1 conflict waits for you" in text(as_maja.get("/triage/"))
    conflict = Conflict.objects.get()
    address = reverse("intake:conflict", args=[conflict.pk])
    assert sams_case.code in text(as_maja.get(address))
    send(as_maja, address, finding="kept_apart", said="Ben on Tuesdays, in the other house.")
    conflict.refresh_from_db()
    assert conflict.finding == "kept_apart" and conflict.said
    assert "No conflict waits" in text(as_maja.get("/conflicts/"))
    assert as_maja.get(address).status_code == 404


def test_of_somebody_behind_a_wall_the_manager_learns_of_no_conflict(
    he_comes_in, as_maja, sam, maja, mona
):
    raise_wall(sam, user=maja, reason="Her neighbour.", by=mona)
    assert "Carl" not in text(as_maja.get("/conflicts/"))
    address = reverse("intake:conflict", args=[Conflict.objects.get().pk])
    assert as_maja.get(address).status_code == 404


def test_whoever_triages_may_tell_a_manager_of_the_other_side(as_mona, as_maja, refer):
    referral = refer(known_as="Lou")
    send(as_mona, reverse("intake:tell-conflict", args=[referral.pk]))
    assert "Told by a colleague" in text(as_maja.get("/conflicts/"))


def test_a_decision_costs_the_same_with_one_likeness_and_with_six(as_mona, refer, ada, mona):
    def statements():
        referral = refer()
        as_mona.get(decide(referral))
        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            as_mona.get(decide(referral))
        Referral.objects.update(state="declined")
        return len(main) + len(keys)

    def another():
        case = open_case(add_person(**SAMIRA, by=ada), by=mona)
        allocate(case, worker=ada, by=mona)

    another()
    few = statements()
    for _ in range(5):
        another()
    assert statements() == few


def test_whoever_is_the_other_side_of_a_case_never_stands_beside_its_person(
    refer, sams_case, sam, ada
):
    """They share a name and a number, as a household does; a manager alone learns of it."""
    add_contact_point(sam, kind="landline", value="020 7946 0999", by=ada)
    add_party(sams_case, kind="suspect", name="Omar Haddad", phone="020 7946 0999", by=ada)
    referral = refer("020 7946 0999", given_names="Omar", family_name="Haddad")
    assert Conflict.objects.filter(referral=referral, case=sams_case).exists()
    assert not Likeness.objects.filter(referral=referral).exists()


def test_twins_are_to_be_looked_at_and_a_stranger_of_the_household_is_not(refer, sams_case, sam):
    sam.birth_date, sam.postcode = date(1994, 3, 11), "LS24 9QY"
    sam.save()
    home = {"family_name": "Haddad", "postcode": "LS24 9QY"}
    twin = refer(given_names="Leila", birth_date=date(1994, 3, 11), **home)
    assert Likeness.objects.get(referral=twin).band == "look"
    husband = refer(given_names="Omar", birth_date=date(1990, 12, 24), **home)
    assert not Likeness.objects.filter(referral=husband).exists()


def test_most_likely_stands_first(as_mona, refer, sams_case, sam, ada, mona):
    sam.birth_date = date(1994, 3, 11)
    sam.save()
    other = add_person(given_names="Samira", family_name="Hadad", by=ada)
    allocate(open_case(other, by=mona), worker=ada, by=mona)
    referral = refer(**SAMIRA, birth_date=date(1994, 3, 11))
    page = text(as_mona.get(decide(referral)))
    assert "Very likely the same: same birth date, same given names, same family name." in page
    assert page.index("Very likely the same") < page.index("family name one letter apart")


def test_of_what_was_weighed_no_name_and_no_number_is_kept(refer, sams_case, sam, ada):
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    kept = Likeness.objects.get(referral=refer("07700 900142", **SAMIRA))
    assert kept.agreement == {"given": "same", "family": "same", "number": "same"}
