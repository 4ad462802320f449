"""Sam asks that all of it goes: what has to vanish vanishes, what others need stays."""

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, end_support, note_crime, open_case
from alongside.casework.cases.models import Case, CrimeEvent
from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.commands import (
    CalledOff,
    NotYet,
    UnderWay,
    agree_to_erasure,
    call_off_erasure,
    order_erasure,
)
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import accept_referral, decline_referral, receive_referral
from alongside.casework.intake.models import Double, Referral
from alongside.casework.intake.waiting.models import Wait
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.support.models import Contact
from alongside.casework.walls.commands import open_in_emergency, raise_wall, review_emergency
from alongside.foundation.accounts.commands import keep_draft
from alongside.foundation.accounts.models import Draft
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, today
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.insight.cut import Cut, own_lists
from alongside.insight.periods import of_months
from alongside.insight.queries import summary_of

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def gone(read):
    ring.clear()
    with pytest.raises(KeyGone):
        read()
    return True


def test_nobody_can_open_any_word_of_sam_again(erase, sam, sams_ended_case):
    erasure = erase()
    assert erasure.completed_at and erasure.keys == 2
    assert gone(lambda: Person.objects.get(pk=sam.pk).given_names)
    assert gone(lambda: Case.objects.get(pk=sams_ended_case.pk).ending_summary)


def test_one_orders_and_another_agrees(order, maja, mona, sam, operator):
    waiting = order()
    with pytest.raises(AnotherPersonMust):
        agree_to_erasure(waiting, by=maja)
    carry_out(waiting, by=maja)
    assert Person.objects.get(pk=sam.pk).given_names == "Samira", "nothing before it is agreed"
    item = Item.objects.open().get(kind="erasure_ordered")
    assert item.owner == mona.pk
    assert carry_out(agree_to_erasure(waiting, by=operator), by=operator).completed_at
    assert not Item.objects.open().filter(kind="erasure_ordered").exists()


def test_called_off_nothing_has_happened(order, maja, sam):
    waiting = call_off_erasure(order(), by=maja)
    assert Person.objects.get(pk=sam.pk).given_names == "Samira"
    with pytest.raises(ErasedAlready):
        call_off_erasure(waiting, by=maja)
    assert order(), "and it can be ordered anew"


def test_ordered_twice_it_is_ordered_once(order, erase, maja, sam):
    order()
    with pytest.raises(UnderWay):
        order()


def test_what_is_erased_is_not_erased_again(erase, order):
    erase()
    with pytest.raises(ErasedAlready):
        order()


def test_support_comes_to_its_end_first(sams_case, maja):
    with pytest.raises(NotYet):
        order_erasure(sams_case.person, case=None, ground="asked", by=maja)


def test_numbers_drafts_and_dates_vanish(erase, ada, sams_ended_case, sam):
    page = reverse("contacts:add", args=[sams_ended_case.pk])
    keep_draft(page, {"done": ["He called again"]}, subject=sams_ended_case.pk, by=ada)
    erase()
    assert not Draft.objects.exists()
    assert not ContactPoint.objects.filter(person=sam).exists()
    assert not Item.objects.open().filter(subject=sams_ended_case.pk).exists()


def test_a_form_that_stood_open_keeps_no_word_of_her_afterwards(erase, as_ada, sams_ended_case):
    page = reverse("contacts:add", args=[sams_ended_case.pk])
    typed = {"draft_page": page, "done": "He called again"}
    assert as_ada.post(reverse("draft-keep"), typed).json()["kept"]
    erase()
    assert as_ada.post(reverse("draft-keep"), typed).json() == {"kept": None}
    assert not Draft.objects.exists()


@pytest.mark.parametrize("route", ["intake:decline", "intake:waiting:call"])
def test_nor_does_one_about_a_referral_of_hers(
    erase, as_ada, ada, mona, sam, sams_ended_case, route
):
    declined = {"source": "police", "state": "declined", "decide_by": now(), "urgency": 1}
    referral = Referral.objects.create(person=sam, received_at=now(), **declined)
    told = {"reason": "no_worker", "review_on": today(), "urgency": 1}
    told |= {"worker": mona, "begun_by": mona, "ended_at": now()}
    wait = Wait.objects.create(referral=referral, **told)
    about = referral if route == "intake:decline" else wait
    typed = {"draft_page": reverse(route, args=[about.pk]), "said": "He called again"}
    assert as_ada.post(reverse("draft-keep"), typed).json()["kept"]
    assert Draft.objects.get().key_id == sam.key_id
    erase()
    assert as_ada.post(reverse("draft-keep"), typed).json() == {"kept": None}
    assert not Draft.objects.exists()


def test_nothing_goes_on_saying_who_she_was_very_likely(erase, sam, ada, sams_ended_case):
    """A pair that may be one says whose names and birth date were hers."""
    told = {"band": "same", "bits": 20, "agreement": {"birth": "same", "given": "same"}}
    for beside in ({"person": sam}, {"other": sam}):
        other = add_person(known_as="Samira", given_names="Samira", by=ada)
        Double.objects.create(**{"person": other, "other": other} | beside, **told)
    erase()
    assert not Double.objects.exists()


def test_a_wall_goes_on_hiding_that_there_was_anybody(
    erase, ben, mona, sams_ended_case, signed_in_client
):
    allocate(sams_ended_case, worker=ben, by=mona)
    raise_wall(sams_ended_case.person, user=ben, reason="A cousin.", by=mona)
    erase()
    assert not Case.objects.visible_to(ben).exists()
    page = signed_in_client(ben).get(reverse("desk:case", args=[sams_ended_case.pk]))
    assert page.status_code == 404


def test_the_totals_stay(erase, sams_ended_case):
    cut, lists = Cut(of_months(today().replace(day=1), 1)), own_lists()
    before = summary_of(cut, lists)
    erase()
    assert summary_of(cut, lists) == before
    assert Case.objects.count() == 1 and Contact.objects.count() == 0


def crime_of_two(case, sister, *, by):
    note_crime(case, client_kind="harmed", category="theft", reference="NR 7", by=by)
    event = CrimeEvent.objects.get()
    note_crime(sister, client_kind="family", event=event, by=by)
    return event


def test_her_sister_keeps_the_crime_that_happened_to_both(erase, sams_ended_case, ada, mona, maja):
    joan = open_case(add_person(known_as="Joan", by=mona), told="Her sister Sam.", by=mona)
    event = crime_of_two(sams_ended_case, joan, by=ada)
    erase()
    assert CrimeEvent.objects.get().reference == "NR 7"
    assert Case.objects.get(pk=joan.pk).told == "Her sister Sam."
    end_support(joan, reason="other", outcome="not_asked", summary="", by=mona)
    last = order_erasure(joan.person, case=None, ground="asked", by=maja)
    carry_out(agree_to_erasure(last, by=mona), by=mona)
    assert gone(lambda: CrimeEvent.objects.get(pk=event.pk).reference), "nobody is left to need it"


def test_of_one_case_the_person_and_her_other_case_stay(erase, sam, mona, ada, sams_ended_case):
    other = open_case(sam, told="Last year.", by=mona)
    erase(case=sams_ended_case)
    assert Person.objects.get(pk=sam.pk).given_names == "Samira"
    assert Case.objects.get(pk=other.pk).told == "Last year."
    assert gone(lambda: Case.objects.get(pk=sams_ended_case.pk).ending_summary)
    assert ContactPoint.objects.current().filter(person=sam).exists()


def test_what_the_referral_said_goes_with_its_case(mona, maja, ada):
    arrival = Arrival({"known_as": "Kim"}, [], {"source": "police", "happened": "A break-in."})
    referral = receive_referral(arrival, by=mona)
    facts = {"worker": mona, "programme": None, "stream": None, "client_kind": "harmed"}
    case = accept_referral(referral, **facts, by=mona)
    end_support(case, reason="other", outcome="not_asked", summary="", by=mona)
    order = order_erasure(case.person, case=case, ground="mistake", by=maja)
    carry_out(agree_to_erasure(order, by=mona), by=mona)
    assert Referral.objects.get().happened == ""
    assert Person.objects.get().known_as == "Kim"


def test_a_declined_referral_is_erased_with_its_person(mona, maja):
    arrival = Arrival({"known_as": "Kim"}, [], {"source": "police", "happened": "A break-in."})
    referral = receive_referral(arrival, by=mona)
    with pytest.raises(NotYet):
        order_erasure(referral.person, case=None, ground="no_consent", by=maja)
    decline_referral(referral, reason="other", signposted_to="", by=mona)
    order = order_erasure(referral.person, case=None, ground="no_consent", by=maja)
    carry_out(agree_to_erasure(order, by=mona), by=mona)
    assert gone(lambda: Referral.objects.get().happened)


def test_the_trail_tells_who_and_never_of_whom(erase, maja, mona):
    erase()
    lines = dict(Entry.objects.filter(verb__startswith="erasure.").values_list("verb", "actor"))
    assert lines == {
        "erasure.ordered": maja.pk,
        "erasure.agreed": mona.pk,
        "erasure.files_cleared": mona.pk,
        "erasure.keys_destroyed": mona.pk,
        "erasure.written_over": mona.pk,
        "erasure.completed": mona.pk,
    }


def test_what_came_up_after_the_order_is_looked_at_before_anybody_agrees(
    order, maja, mona, ada, sams_ended_case
):
    waiting = order()
    access = open_in_emergency(sams_ended_case, reason="She rang.", by=ada)
    with pytest.raises(NotYet):
        agree_to_erasure(waiting, by=mona)
    review_emergency(access, finding="right", found="", by=maja)
    assert carry_out(agree_to_erasure(waiting, by=mona), by=mona).completed_at


def test_nobody_agrees_to_what_was_called_off(order, maja, mona, sam):
    waiting = order()
    call_off_erasure(waiting, by=maja)
    with pytest.raises(CalledOff):
        agree_to_erasure(waiting, by=mona)
    assert not Entry.objects.filter(verb="erasure.agreed").exists()
    assert Person.objects.get(pk=sam.pk).given_names == "Samira"
