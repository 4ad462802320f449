"""Vera takes up her invitation, sets up her phone, is locked out for a while and comes back."""

from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.accounts.commands import invite_user, the_operator
from alongside.foundation.accounts.tests.conftest import PASSWORD, code_for


@pytest.fixture
def link(transactional_db):
    by = the_operator()
    invited = invite_user(email="vera@example.org", name="Vera", role="volunteer", by=by)
    return f"/invitation/{invited.token}/"


def key_on(walk):
    return walk.page.locator("code").first.inner_text().replace(" ", "")


@pytest.mark.postgres
def test_from_the_invitation_to_the_next_morning(visitor, link):
    vera = visitor()
    vera.goes_to(link).sees_title("Take up your account").screenshot("invitation")
    vera.fills("Choose a password", "short").presses("Go on to the second step")
    vera.sees("too short").fills("Choose a password", PASSWORD)
    vera.presses("Go on to the second step").sees_title("Set up your second step")
    vera.screenshot("second-step")
    secret = key_on(vera)
    vera.fills("The six digits", "123").presses("Finish setting up").sees("did not work")
    vera.fills("The six digits", code_for(secret)).presses("Finish setting up")
    vera.sees_title("Your recovery codes").screenshot("recovery-codes")
    vera.presses("I have kept them").sees("Your second step is ready")

    vera.goes_to("/account/").sees("Volunteer", "10 of yours are unused").screenshot("account")
    with clock.stand_at(clock.now() + timedelta(minutes=16)):
        vera.goes_to("/account/password/").sees_title("Locked").sees_not("Vera", "Alongside")
        vera.screenshot("locked")
        vera.fills("Your password", "wrong").presses("Unlock").sees("did not work")
        vera.fills("Your password", PASSWORD).presses("Unlock").sees_title("Change your password")
        vera.goes_to("/account/recovery-codes/new/").sees_title("New recovery codes")
        vera.goes_to("/account/second-factor/").sees_title("Set up a new phone")
        vera.presses("Sign out").sees("You are signed out").screenshot("sign-in")

    vera.fills("Work e-mail address", "vera@example.org").fills("Password", "guess")
    vera.presses("Continue to your code").sees("That did not work. Check both.")
    vera.fills("Password", PASSWORD).presses("Continue to your code").sees_title("Your code")
    vera.fills("Code", code_for(secret, ahead=1)).presses("Sign in")
    vera.goes_to("/account/").sees("vera@example.org")


def test_whoever_guesses_waits(visitor, link):
    somebody = visitor()
    for _ in range(5):
        somebody.goes_to("/sign-in/").fills("Work e-mail address", "ada@example.org")
        somebody.fills("Password", "guess").presses("Continue to your code")
    somebody.fills("Password", "guess").watch.expected_status = 429
    somebody.page.get_by_role("button", name="Continue to your code").click()
    somebody.page.wait_for_load_state()
    somebody.sees_title("Wait a little").screenshot("wait")


def test_the_demo_asks_who_one_would_like_to_be(visitor, link, ada, settings):
    settings.DEMO = True
    guest = visitor()
    guest.goes_to("/sign-in/").follows("Choose who you are").sees("Ada", "Support worker")
    guest.screenshot("role-chooser").presses("Sign in as Ada")
    guest.goes_to("/account/").sees("ada@example.org").presses("Lock this screen")
    guest.sees_title("Locked").presses("Go on as before").goes_to("/account/").sees("Ada")
