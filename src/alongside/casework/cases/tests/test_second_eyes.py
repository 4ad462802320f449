"""Whose eyes look a second time, where the team is small."""

from uuid import uuid4

from django.urls import reverse

from alongside.casework.cases.commands import (
    allocate,
    hand_case_over,
    judge_danger,
    make_ordinary,
    make_sensitive,
)
from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import second_eyes_on
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.accounts.hats.commands import change_hat, give_second_role
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item


def test_second_eyes_find_her_in_either_hat(maja, operator, eastside, ben, sams_case, mona):
    give_second_role(maja, "administrator", by=operator)
    allocate(sams_case, worker=ben, by=mona)
    assert second_eyes_on(sams_case, ben) == maja
    change_hat(maja, to="administrator", by=maja)
    assert not Case.objects.visible_to(maja).exists()
    assert second_eyes_on(sams_case, ben) == maja


def a_look(case, by):
    """Somebody lowered the danger; whoever looks at it owns the item that comes back."""
    judge_danger(case, level="standard", reason="Quieter.", by=by)
    return Item.objects.open().get(kind="danger_lowered")


def owner_of(look):
    look.refresh_from_db()
    return look.owner


def test_handed_to_another_team_a_look_leaves_the_supervisor_who_sees_the_case_no_more(
    sams_case, ada, mona, maja, ben
):
    look = a_look(sams_case, ada)
    assert look.owner == mona.pk
    hand_case_over(sams_case, to=ben, by=mona)
    assert not Case.objects.visible_to(mona).exists()
    assert owner_of(look) == maja.pk


def test_whoever_answers_to_herself_does_so_until_somebody_else_comes_in(
    sams_case, ada, mona, ben, operator
):
    end_access(mona, by=operator)
    look = a_look(sams_case, ada)
    assert look.owner == ada.pk
    allocate(sams_case, worker=ben, by=ada)
    assert owner_of(look) not in (ada.pk, mona.pk)


def test_made_ordinary_a_look_leaves_whoever_was_only_named(sams_case, ada, mona, maja, operator):
    make_sensitive(sams_case, readers=User.objects.filter(pk=maja.pk), by=mona)
    look = a_look(sams_case, ada)
    assert look.owner == maja.pk
    make_ordinary(sams_case, by=mona)
    assert owner_of(look) == mona.pk


def test_a_handover_that_would_leave_a_look_to_nobody_is_refused_in_words(
    as_mona, sams_case, ada, mona, maja, ben, operator
):
    look = a_look(sams_case, ben)
    end_access(maja, by=operator)
    sent = {"once": str(uuid4()), "worker": ben.pk}
    answer = as_mona.post(reverse("cases:hand_over", args=[sams_case.pk]), sent)
    assert "nobody else could take it" in answer.content.decode()
    assert owner_of(look) in (mona.pk, ada.pk) and Case.objects.visible_to(ada).exists()
