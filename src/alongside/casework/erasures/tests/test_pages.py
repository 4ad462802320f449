"""The pages of holds and erasures, and what is left to see of somebody erased."""

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import end_support, make_sensitive, open_case
from alongside.casework.cases.models import NamedReader
from alongside.casework.erasures.commands import order_erasure
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import decline_referral, receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.models import Erasure, Hold
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now
from alongside.foundation.vault.models import KeyChange
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def page(name, *args):
    return reverse(f"erasures:{name}", args=args)


def words(client, address):
    return client.get(address).content.decode()


@pytest.fixture
def ordered(as_maja, sams_ended_case):
    sent = {"reach": "person", "ground": "asked"}
    assert as_maja.post(page("order", sams_ended_case.pk), sent).status_code == 302
    return Erasure.objects.get()


def test_a_manager_orders_a_senior_agrees_and_the_case_says_erased(
    as_maja, as_mona, as_ada, ordered, sams_ended_case
):
    case = sams_ended_case.pk
    assert "waits for a second person" in words(as_maja, page("order", case))
    assert "Agree: erase" not in words(as_maja, page("order", case))
    assert "Agree: erase" in words(as_mona, page("order", case))
    as_mona.post(page("agree", case, ordered.pk))
    shown = as_ada.get(reverse("desk:case", args=[case]))
    assert shown.status_code == 410 and "erased on purpose" in shown.content.decode()
    assert "Erased" in words(as_ada, reverse("desk:caseload") + "?ended=yes")
    certificate = words(as_maja, page("certificate", ordered.pk))
    assert "Maja Lindqvist" in certificate and "Mona Farrell" in certificate
    assert sams_ended_case.code in certificate and "Samira" not in certificate


def test_the_day_is_fixed_once_the_key_is_retired_and_the_backups_are_gone(
    as_maja, as_mona, ordered, sams_ended_case
):
    as_mona.post(page("agree", sams_ended_case.pk, ordered.pk))
    assert "is not fixed yet" in words(as_maja, page("certificate", ordered.pk))
    ordered.refresh_from_db()
    change = {"old": ordered.wrapped_by, "new": "another", "began_at": now()}
    changed = KeyChange.objects.create(**change)
    assert "is not fixed yet" in words(as_maja, page("certificate", ordered.pk))
    changed.ended_at = now()
    changed.save()
    assert "No copy opens from" in words(as_maja, page("certificate", ordered.pk))


def test_the_one_who_ordered_it_cannot_agree(as_maja, ordered, sams_ended_case):
    as_maja.post(page("agree", sams_ended_case.pk, ordered.pk))
    ordered.refresh_from_db()
    assert ordered.agreed_at is None


def test_it_can_be_called_off(as_mona, ordered, sams_ended_case):
    as_mona.post(page("call_off", sams_ended_case.pk, ordered.pk))
    ordered.refresh_from_db()
    assert ordered.called_off_at


def test_a_worker_neither_orders_nor_agrees(as_ada, ordered, sams_ended_case):
    assert as_ada.get(page("order", sams_ended_case.pk)).status_code == 403
    assert as_ada.post(page("agree", sams_ended_case.pk, ordered.pk)).status_code == 403
    assert as_ada.get(page("register")).status_code == 403


def test_a_senior_cannot_order(as_mona, sams_ended_case):
    sent = {"reach": "person", "ground": "asked"}
    as_mona.post(page("order", sams_ended_case.pk), sent)
    assert not Erasure.objects.exists()


def test_a_hold_refuses_in_words(as_maja, ada, sam, sams_ended_case):
    set_hold(sam, ground="court", reason="", until=None, by=ada)
    sent = {"reach": "person", "ground": "asked"}
    answer = as_maja.post(page("order", sams_ended_case.pk), sent)
    assert "A hold stands on this person" in answer.content.decode()
    assert not Erasure.objects.exists()


def test_a_hold_is_set_on_its_page_and_shown_on_the_case(as_ada, sams_case):
    as_ada.post(page("holds", sams_case.pk), {"ground": "claim", "reason": "A letter came."})
    assert "A letter came." in words(as_ada, page("holds", sams_case.pk))
    assert "On hold" in words(as_ada, reverse("desk:case", args=[sams_case.pk]))


def test_whoever_only_reads_sets_none(sams_case, mona, northgate, operator, signed_in_client):
    nora = add_user(email="nora@example.org", name="Nora", role="complaints", by=operator)
    name_reader = NamedReader.objects.create(case=sams_case, user=nora)
    assert name_reader
    as_nora = signed_in_client(nora)
    assert "Set a hold" not in words(as_nora, page("holds", sams_case.pk))
    sent = as_nora.post(page("holds", sams_case.pk), {"ground": "claim", "reason": ""})
    assert sent.status_code == 403 and not Hold.objects.exists()


def test_of_a_sensitive_case_no_erasure_is_shown_but_to_those_it_names(
    as_mona, as_maja, maja, mona, ordered, sams_ended_case, operator, signed_in_client
):
    make_sensitive(sams_ended_case, readers=User.objects.filter(pk__in=[mona.pk, maja.pk]), by=mona)
    as_mona.post(page("agree", sams_ended_case.pk, ordered.pk))
    other = add_user(email="m@example.org", name="Max", role="manager", by=operator)
    for case in (None, sams_ended_case.pk):
        Erasure.objects.update(case=case)
        as_other = signed_in_client(other)
        assert str(ordered.pk) not in words(as_other, page("register"))
        assert as_other.get(page("certificate", ordered.pk)).status_code == 404
        assert sams_ended_case.code in words(as_maja, page("certificate", ordered.pk))


def test_two_leaders_lift_it(as_maja, as_mona, ada, sam, sams_ended_case):
    hold = set_hold(sam, ground="court", reason="", until=None, by=ada)
    lift = page("lift", sams_ended_case.pk, hold.pk)
    as_maja.post(lift)
    as_maja.post(lift)
    assert Hold.objects.standing().exists()
    as_mona.post(lift)
    assert not Hold.objects.standing().exists()


def test_on_hold_an_entry_keeps_what_it_says(as_ada, ada, sam, sams_case):
    add = reverse("limits:add", args=[sams_case.pk])
    as_ada.post(add, {"on": "today", "mode": "spoken", "understood": "She nodded."})
    from alongside.casework.support.models import LimitsExplained

    record = LimitsExplained.objects.get()
    set_hold(sam, ground="court", reason="", until=None, by=ada)
    correct = reverse("limits:correct", args=[sams_case.pk, record.pk])
    sent = {"on": "today", "mode": "spoken", "understood": "She said yes.", "version": "1"}
    answer = as_ada.post(correct, sent).content.decode()
    assert "Add a new entry instead" in answer and "She said yes." in answer
    as_ada.post(reverse("limits:withdraw", args=[sams_case.pk, record.pk]))
    kept = LimitsExplained.objects.get()
    assert kept.understood == "She nodded." and kept.withdrawn_at is None


def test_of_a_person_behind_a_wall_no_erasure_is_shown(
    as_mona, as_maja, maja, mona, ordered, sams_ended_case
):
    raise_wall(sams_ended_case.person, user=maja, reason="", by=mona)
    as_mona.post(page("agree", sams_ended_case.pk, ordered.pk))
    assert str(ordered.pk) not in words(as_maja, page("register"))
    assert as_maja.get(page("certificate", ordered.pk)).status_code == 404


def test_the_register_costs_the_same_for_five_and_for_fifty(
    as_maja, maja, sams_ended_case, django_assert_max_num_queries
):
    for _ in range(50):
        Erasure.objects.create(
            person=sams_ended_case.person, ground="asked", ordered_by=maja, called_off_at=now()
        )
    as_maja.get(page("register"))
    with django_assert_max_num_queries(14):
        as_maja.get(page("register"))


@pytest.fixture
def declined(mona):
    arrival = Arrival({"known_as": "Kim"}, [], {"source": "police", "happened": "A break-in."})
    referral = receive_referral(arrival, by=mona)
    return decline_referral(referral, reason="other", signposted_to="", by=mona)


def test_somebody_who_was_only_declined_is_erased_by_two(as_maja, as_mona, as_ada, declined, ada):
    erase, agree = page("declined", declined.pk), page("declined_agree", declined.pk)
    assert erase in words(as_mona, reverse("intake:decide", args=[declined.pk]))
    as_mona.post(erase, {"ground": "asked"})
    assert not Erasure.objects.exists(), "a manager orders it"
    as_maja.post(erase, {"ground": "asked"})
    assert "waits for a second person" in words(as_maja, erase)
    assert "Agree: erase" not in words(as_maja, erase) and "Agree: erase" in words(as_mona, erase)
    as_maja.post(agree)
    assert Erasure.objects.get().agreed_at is None
    assert as_ada.post(agree).status_code == 403
    as_mona.post(agree)
    assert Erasure.objects.get().completed_at
    ring.clear()
    with pytest.raises(KeyGone):
        _words = Referral.objects.get().happened
    gone = as_maja.get(reverse("intake:decide", args=[declined.pk]))
    assert "A break-in." not in gone.content.decode() and gone.status_code in (200, 410)


def test_it_is_called_off_at_the_referral_too(as_maja, as_mona, declined):
    as_maja.post(page("declined", declined.pk), {"ground": "asked"})
    as_mona.post(page("declined_call_off", declined.pk))
    assert Erasure.objects.get().called_off_at
    assert as_mona.post(page("declined_call_off", declined.pk)).status_code == 404


def test_whoever_has_a_case_or_waits_is_not_erased_at_a_referral(
    as_maja, as_mona, maja, mona, declined
):
    case = open_case(declined.person, by=mona)
    end_support(case, reason="other", outcome="not_asked", summary="", by=mona)
    erase = page("declined", declined.pk)
    assert as_maja.post(erase, {"ground": "asked"}).url == reverse(
        "intake:decide", args=[declined.pk]
    )
    order_erasure(declined.person, case=None, ground="asked", by=maja)
    assert as_mona.post(page("declined_agree", declined.pk)).status_code == 404
    raise_wall(declined.person, user=maja, reason="", by=mona)
    assert as_maja.get(erase).status_code == 404


def test_the_second_person_hears_of_it_on_today(as_maja, as_mona, maja, mona, declined):
    erase = page("declined", declined.pk)
    as_maja.post(erase, {"ground": "asked"})
    item = Item.objects.open().get(kind="erasure_ordered")
    assert (item.owner, item.subject) == (mona.pk, declined.pk)
    today = reverse("desk:today")
    assert erase in words(as_mona, today) and erase not in words(as_maja, today)
    as_mona.post(page("declined_call_off", declined.pk))
    assert erase not in words(as_mona, today) and not Item.objects.open().exists()


def test_where_whoever_was_asked_has_left_or_is_walled_another_hears_of_it(
    as_maja, as_mona, maja, mona, operator, declined, signed_in_client
):
    other = add_user(email="m@example.org", name="Zoe", role="senior_worker", by=operator)
    erase, today = page("declined", declined.pk), reverse("desk:today")
    as_maja.post(erase, {"ground": "asked"})
    as_other = signed_in_client(other)
    assert erase not in words(as_other, today), "Mona was asked"
    raise_wall(declined.person, user=mona, reason="", by=maja)
    assert erase not in words(as_mona, today)
    assert erase in words(as_other, today) and erase not in words(as_maja, today)
