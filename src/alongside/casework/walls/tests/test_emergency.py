"""Sam rings at night, Ada is away, and Ben, who cannot see the case, is the one who answers."""

import pytest
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.models import Case, EmergencyAccess
from alongside.casework.keeping.models import Erasure
from alongside.casework.walls.commands import (
    AnotherPersonMust,
    let_in,
    open_in_emergency,
    raise_wall,
    review_emergency,
)
from alongside.foundation.accounts.models import Invitation
from alongside.foundation.agenda.commands import hand_over
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring

WHY = "She rang in tears and he is at the door."


def opens(send, client, page, reference, reason=WHY):
    return send(client, page("emergency"), reference=reference, reason=reason)


def test_ben_opens_it_for_an_hour(as_ben, ben, sams_case, page, send, text):
    answer = opens(send, as_ben, page, sams_case.code.lower())
    assert answer.url == reverse("desk:case", args=[sams_case.pk])
    assert "Emergency access until" in text(as_ben.get(answer.url))
    assert "Sam" in text(as_ben.get(reverse("desk:caseload")))


def test_after_an_hour_it_is_gone(as_ben, ben, sams_case, later):
    open_in_emergency(sams_case, reason=WHY, by=ben)
    with later(minutes=59):
        assert Case.objects.visible_to(ben).exists()
    with later(minutes=60):
        assert not Case.objects.visible_to(ben).exists()


def test_mona_finds_it_on_her_day_at_once(as_mona, ben, mona, sams_case, text):
    open_in_emergency(sams_case, reason=WHY, by=ben)
    assert Item.objects.open().get(kind="emergency_review").owner == mona.pk
    assert "Look at an emergency access" in text(as_mona.get(reverse("desk:today")))


def test_mona_reads_why_and_what_was_opened_and_says_what_she_found(
    as_ben, as_mona, ben, sams_case, page, send, text
):
    opens(send, as_ben, page, sams_case.reference)
    as_ben.get(reverse("desk:case", args=[sams_case.pk]))
    access = EmergencyAccess.objects.get()
    asked = text(as_mona.get(page("review", sams_case, access)))
    assert WHY in asked and "One page of the case was opened" in asked
    refused = send(as_mona, page("review", sams_case, access), finding="wrong", found="")
    assert "Say what was not right" in text(refused)
    send(as_mona, page("review", sams_case, access), finding="right", found="")
    access.refresh_from_db()
    assert (access.finding, access.reviewed_by.name) == ("right", "Mona Farrell")
    assert not Item.objects.open().filter(kind="emergency_review").exists()


def test_ben_does_not_look_at_it_himself(as_ben, ben, sams_case, page, send):
    access = open_in_emergency(sams_case, reason=WHY, by=ben)
    send(as_ben, page("review", sams_case, access), finding="right")
    with pytest.raises(AnotherPersonMust):
        review_emergency(access, finding="right", found="", by=ben)
    assert EmergencyAccess.objects.unanswered().exists()


def test_whoever_made_her_account_is_not_somebody_else(
    signed_in_client, ben, mona, maja, sams_case, page, send, text, in_a_month
):
    Invitation.objects.create(user=ben, made_by=mona.pk, digest="1", expires_at=now())
    allocate(sams_case, worker=maja, by=mona)
    with in_a_month():
        access = open_in_emergency(sams_case, reason=WHY, by=ben)
        look = Item.objects.open().get(kind="emergency_review")
        assert look.owner == maja.pk, "asked of somebody of another hand"
        hand_over(Item.objects.filter(pk=look.pk), to=mona.pk, by=maja)
        sent = {"finding": "wrong", "found": "Kingfisher"}
        client = signed_in_client(mona)
        answer = text(send(client, page("review", sams_case, access), **sent))
        assert "Another person must look at this" in answer and "Kingfisher" in answer
        assert EmergencyAccess.objects.unanswered().exists()
        review_emergency(access, finding="right", found="", by=maja)
    assert not EmergencyAccess.objects.unanswered().exists()


def test_where_one_administrator_invited_all_it_does_not_wait_for_ever(
    ada, ben, mona, otto, sams_case, in_a_month
):
    for n, user in enumerate((ada, ben, mona)):
        Invitation.objects.create(user=user, made_by=otto.pk, digest=str(n), expires_at=now())
    with in_a_month():
        access = open_in_emergency(sams_case, reason=WHY, by=ben)
        review_emergency(access, finding="right", found="", by=mona)
    assert not EmergencyAccess.objects.unanswered().exists()


def test_nobody_lets_herself_in_by_an_account_she_made(
    as_mona, mona, maja, sam, sams_case, page, send, text
):
    raise_wall(sam, user=maja, reason="", by=mona)
    Invitation.objects.create(user=mona, made_by=maja.pk, digest="1", expires_at=now())
    answer = text(send(as_mona, page("open_to", sams_case), user=maja.pk, reason="Kingfisher"))
    assert "Another person must let them in" in answer and "Kingfisher" in answer
    assert not EmergencyAccess.objects.exists()


def test_the_first_finding_stays(ben, mona, maja, sams_case):
    access = open_in_emergency(sams_case, reason=WHY, by=ben)
    review_emergency(access, finding="wrong", found="He was only curious.", by=mona)
    review_emergency(access, finding="right", found="", by=maja)
    access.refresh_from_db()
    assert (access.finding, access.found) == ("wrong", "He was only curious.")


def test_through_a_wall_it_answers_as_for_a_reference_that_never_was(
    as_ben, ben, mona, sam, sams_case, page, send
):
    raise_wall(sam, user=ben, reason="", by=mona)
    walled = opens(send, as_ben, page, sams_case.reference)
    missing = opens(send, as_ben, page, "AAAAAAA")
    assert walled.status_code == missing.status_code == 200
    same = without_tokens(walled).replace(sams_case.reference, "AAAAAAA")
    assert same == without_tokens(missing)
    assert not EmergencyAccess.objects.exists()
    assert Entry.objects.filter(verb="emergency.not_found", actor=ben.pk).count() == 2


def test_two_people_open_it_through_a_wall(as_mona, mona, ben, sam, sams_case, page, send, later):
    raise_wall(sam, user=ben, reason="", by=mona)
    send(as_mona, page("open_to", sams_case), user=ben.pk, reason=WHY)
    access = EmergencyAccess.objects.get()
    assert (access.by, access.second) == (ben, mona)
    assert Case.objects.visible_to(ben).exists()
    with later(minutes=61):
        assert not Case.objects.visible_to(ben).exists()


def test_nobody_lets_herself_in(mona, sams_case):
    with pytest.raises(AnotherPersonMust):
        let_in(sams_case, user=mona, reason=WHY, by=mona)


def test_a_wall_raised_in_the_meantime_ends_the_hour(ben, mona, sam, sams_case):
    open_in_emergency(sams_case, reason=WHY, by=ben)
    raise_wall(sam, user=ben, reason="", by=mona)
    assert not Case.objects.visible_to(ben).exists()


@pytest.mark.parametrize("who", ["as_vera", "as_otto"])
def test_whose_role_reads_no_case_opens_none(request, who, sams_case, page):
    assert request.getfixturevalue(who).get(page("emergency")).status_code == 403


def test_nothing_is_opened_without_a_reason(as_ben, sams_case, page, send, text):
    answer = opens(send, as_ben, page, sams_case.reference, reason="")
    assert "Say why it is needed" in text(answer)
    assert not EmergencyAccess.objects.exists()


def test_an_erased_case_answers_as_a_reference_that_never_was(
    as_ben, sam, mona, sams_case, page, send
):
    Erasure.objects.create(person=sam, ground="asked", ordered_by=mona, destroyed_at=now())
    destroy_keys_of(sams_case.pk)
    ring.clear()
    erased = opens(send, as_ben, page, sams_case.reference)
    missing = opens(send, as_ben, page, "AAAAAAA")
    same = without_tokens(erased).replace(sams_case.reference, "AAAAAAA")
    assert erased.status_code == 200 and same == without_tokens(missing)
