"""An invitation is a link that works once, for seven days, and is used up by pressing only."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.foundation import clock
from alongside.foundation.accounts.commands import (
    InvitationOver,
    end_access,
    invite_again,
    invite_user,
    reset_second_factor,
    take_up_invitation,
    the_operator,
)
from alongside.foundation.accounts.models import Invitation
from alongside.foundation.accounts.tests.conftest import PASSWORD, give_password
from alongside.foundation.accounts.windows.commands import opens, set_pin

GIVEN = {"name": "Vera Lind", "new_password": PASSWORD}


@pytest.fixture
def invitation(db):
    by = the_operator()
    return invite_user(email="Vera@example.org", name="Vera", role="volunteer", by=by)


def test_only_a_digest_of_the_link_is_kept(invitation):
    kept = Invitation.objects.get()
    assert invitation.token not in (kept.digest, str(kept.pk))
    assert not hasattr(kept, "token")


def test_looking_uses_nothing_up_and_pressing_signs_in(invitation, client):
    page = f"/invitation/{invitation.token}/"
    for _ in range(3):
        assert client.get(page).status_code == 200
    assert not Invitation.objects.get().used_at
    assert client.post(page, {**GIVEN, "new_password": "short"}).status_code == 200
    assert client.post(page, GIVEN).status_code == 302
    assert client.get("/account/").url == "/account/second-factor/"
    assert Client().get(page).status_code == 410
    assert Client().post(page, GIVEN).status_code == 410
    assert give_password(Client(), email="vera@example.org").status_code == 302


def test_of_two_who_press_one_wins(invitation):
    user = invitation.user
    take_up_invitation(invitation.token, name="Vera", password=PASSWORD, by=user)
    with pytest.raises(InvitationOver):
        take_up_invitation(invitation.token, name="Eve", password="x" * 12, by=user)


def test_it_runs_out_and_a_new_one_retires_it(invitation, client):
    page = f"/invitation/{invitation.token}/"
    with clock.stand_at(clock.now() + timedelta(days=7, seconds=1)):
        assert client.get(page).status_code == 410
    again = invite_again(invitation.user, by=the_operator())
    assert client.get(page).status_code == 410
    assert client.get(f"/invitation/{again.token}/").status_code == 200


def test_ended_access_takes_the_invitation_along(invitation, client):
    end_access(invitation.user, by=the_operator())
    assert client.get(f"/invitation/{invitation.token}/").status_code == 410


def test_a_guess_is_answered_like_an_old_link(db, client):
    assert client.get("/invitation/guess/").status_code == 410


def test_whoever_was_signed_in_on_this_browser_is_not_any_more(invitation, as_ada):
    as_ada.post(f"/invitation/{invitation.token}/", GIVEN)
    assert as_ada.get("/account/").url == "/account/second-factor/"


def test_a_new_link_for_a_lost_password_still_asks_for_the_phone(ada, client):
    again = invite_again(ada, by=the_operator())
    answer = client.post(f"/invitation/{again.token}/", GIVEN)
    assert answer.url == "/sign-in/code/"


def test_a_pin_that_was_set_before_opens_nothing_afterwards(ada):
    set_pin("this device", "918273", by=ada)
    again = invite_again(ada, by=the_operator())
    take_up_invitation(again.token, name="Ada", password=PASSWORD, by=ada)
    assert not opens("this device", "918273", by=ada)


def test_a_second_factor_reset_in_person_ends_sessions_and_keeps_its_reason(ada, as_ada, ben):
    reset = reset_second_factor(ada, "Phone stolen; seen in person with her badge", by=ben)
    assert reset.reason.startswith("Phone stolen")
    assert as_ada.get("/account/").url.startswith("/sign-in/")
    client = Client()
    give_password(client)
    assert client.get("/account/").url == "/account/second-factor/"
