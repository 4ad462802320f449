"""Sam stands here with two records: what is held or erased for her is held or erased at both."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.cases.models import Case
from alongside.casework.erasures.again import clear_away_again
from alongside.casework.erasures.carrying import carry_on, carry_out, carry_out_everywhere
from alongside.casework.erasures.commands import (
    NotYet,
    agree_to_erasure,
    call_off_erasure,
    order_erasure,
)
from alongside.casework.erasures.due.commands import keep_longer, set_period
from alongside.casework.erasures.due.queries import due_cases
from alongside.casework.keeping.commands import ask_to_lift_hold, lift_hold, set_hold
from alongside.casework.keeping.guards import OnHold, is_on_hold, on_hold
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import Merge, Person, Wall
from alongside.foundation.clock import today
from alongside.foundation.vault.erasing import living_keys
from alongside.foundation.vault.ring import ring

HELD = {"ground": "claim", "reason": "Kingfisher asked.", "until": None}


@pytest.fixture
def ended(one_person, sams_case, other_case, ada, ben, mona, maja):
    """Support has ended in both; Mona leads here, and the manager there."""
    for case, by in ((sams_case, ada), (other_case, ben)):
        for leader in (mona, maja):
            allocate(case, worker=leader, by=maja)
        end_support(case, reason="other", outcome="not_asked", summary="She moved.", by=by)
    return sams_case, other_case


def read(client, name, case):
    return html.unescape(client.get(reverse(name, args=[case.pk])).content.decode())


def here(*people):
    ring.clear()
    return living_keys({person.pk for person in people})


def test_a_hold_at_one_record_holds_both(
    as_ben, one_person, ended, ada, mona, maja, sams_case, other_case
):
    sam, sam_again = one_person
    hold = set_hold(sam, **HELD, by=ada)
    assert is_on_hold(sam_again.pk) and is_on_hold(sam.pk)
    held = Case.objects.filter(on_hold("person"))
    assert set(held) == {sams_case, other_case}
    for person, case in ((sam_again, None), (sam_again, other_case)):
        with pytest.raises(OnHold):
            order_erasure(person, case=case, ground="asked", by=maja)
    shown = read(as_ben, "erasures:holds", other_case)
    assert "A hold counts here" in shown
    assert "Kingfisher" not in shown and "Ask to lift it" not in shown
    assert "On hold: nothing is erased or rewritten" in read(as_ben, "desk:case", other_case)
    ask_to_lift_hold(hold, by=ada)
    lift_hold(hold, by=mona)
    assert not is_on_hold(sam_again.pk)


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_ordered_for_one_it_is_ordered_for_both_and_waits_for_somebody_at_each(
    as_mona, one_person, ended, mona, maja, other_case
):
    sam, sam_again = one_person
    order = order_erasure(sam, case=None, ground="asked", by=maja)
    other = Erasure.objects.get(person=sam_again)
    assert (other.case, other.ordered_by, other.ground) == (None, maja, "asked")
    assert "Whoever came in more than once" in read(as_mona, "erasures:order", other_case)
    agree_to_erasure(order, by=mona)
    assert carry_out_everywhere(order, by=mona).destroyed_at is None
    assert carry_on(by=mona) == [] and here(sam, sam_again) == {sam.pk, sam_again.pk}
    agree_to_erasure(other, by=mona)
    assert carry_out_everywhere(other, by=mona).completed_at
    assert not here(sam, sam_again)
    order.refresh_from_db()
    assert order.completed_at and not Merge.objects.exists()
    assert not Person.objects.exclude(lead=None).exists()


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_the_page_says_that_it_waits_for_the_other_record(
    as_mona, one_person, ended, maja, sams_case, other_case
):
    order = order_erasure(one_person[0], case=None, ground="asked", by=maja)
    other = Erasure.objects.get(person=one_person[1])
    for case, erasure, said in (
        (sams_case, order, "Nothing is erased before everybody has agreed who has to."),
        (other_case, other, "Erased."),
    ):
        address = reverse("erasures:agree", args=[case.pk, erasure.pk])
        answer = as_mona.post(address, {"once": str(uuid4())}, follow=True)
        assert said in html.unescape(answer.content.decode())


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_until_the_last_is_gone_a_wall_of_the_first_hides_the_other(
    one_person, ended, ada, mona, maja, other_case, monkeypatch
):
    sam, sam_again = one_person
    order = order_erasure(sam, case=None, ground="asked", by=maja)
    other = Erasure.objects.get(person=sam_again)
    for erasure in (order, other):
        agree_to_erasure(erasure, by=mona)
    Wall.objects.create(person=sam, user=ada)
    carry_out(order, by=mona)
    assert here(sam, sam_again) == {sam_again.pk}
    assert Wall.objects.hide(sam_again.pk, ada), "a crash between the two uncovers nobody"
    assert carry_on(by=mona) and not here(sam_again)


def test_called_off_it_is_called_off_at_both(one_person, ended, maja):
    sam, sam_again = one_person
    call_off_erasure(order_erasure(sam, case=None, ground="asked", by=maja), by=maja)
    assert not Erasure.objects.under_way().exists()
    assert order_erasure(sam_again, case=None, ground="asked", by=maja)


def test_as_long_as_support_goes_on_at_one_record_nothing_is_ordered_at_either(
    one_person, ended, maja, other_case
):
    Case.objects.filter(pk=other_case.pk).update(ended_on=None)
    with pytest.raises(NotYet):
        order_erasure(one_person[0], case=None, ground="asked", by=maja)
    assert not Erasure.objects.exists()


def test_one_case_is_ordered_alone(one_person, ended, maja, sams_case):
    order_erasure(one_person[0], case=sams_case, ground="asked", by=maja)
    assert Erasure.objects.get().case == sams_case.pk


def test_no_file_is_offered_before_the_time_of_all_is_over(
    one_person, ended, maja, sams_case, other_case
):
    set_period("adult", 12, by=maja)
    long_ago, lately = today() - timedelta(days=900), today() - timedelta(days=90)
    Case.objects.update(ended_on=long_ago)
    assert set(due_cases(maja)) == {sams_case, other_case}
    for facts in ({"ended_on": lately}, {"ended_on": None}):
        Case.objects.filter(pk=other_case.pk).update(**facts)
        assert not due_cases(maja).exists()
    Case.objects.update(ended_on=long_ago)
    keep_longer([other_case], reason="A claim.", until=today() + timedelta(days=300), by=maja)
    assert not due_cases(maja).exists(), "looked at, and kept"


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_what_a_backup_brought_back_is_cleared_away_again(one_person, ended, mona, maja):
    from alongside.foundation.vault.keys import destroy_keys_of

    for person in one_person:
        destroy_keys_of(person.pk)
    assert Merge.objects.exists()
    clear_away_again([person.pk for person in one_person], by=mona)
    assert not Merge.objects.exists() and not Person.objects.exclude(lead=None).exists()
