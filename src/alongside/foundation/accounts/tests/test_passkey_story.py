"""Ada makes a passkey in a real browser, signs out, and signs in with nothing else."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from alongside.foundation.accounts.tests.conftest import PASSWORD, code_for


@contextmanager
def virtual_key(walk, *, transport="internal", verified=True):
    """Chromium's own virtual authenticator, plugged into one window."""
    devtools = walk.page.context.new_cdp_session(walk.page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": transport, "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": verified}
    options |= {"automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield devtools
    devtools.send("WebAuthn.disable")


def signs_in(walk, code):
    walk.goes_to("/sign-in/").fills("Work e-mail address", "ada@example.org")
    walk.fills("Password", PASSWORD).presses("Continue to your code")
    return walk.fills("Code", code).presses("Sign in")


@pytest.mark.postgres
@pytest.mark.parametrize("screen", ["1280-scripts"], indirect=True)
@pytest.mark.parametrize("transport", ["internal", "usb"])
def test_a_passkey_from_making_it_to_signing_in_with_it(visitor, transactional_db, ada, transport):
    walk = visitor()
    with virtual_key(walk, transport=transport):
        signs_in(walk, code_for())
        walk.goes_to("/account/keys/").sees("No key yet").follows("Add a key")
        walk.screenshot("passkey-add").fills("What do you call this key?", "my own")
        walk.presses("Make the key").sees_title("Passkeys and security keys")
        walk.sees("my own", "Signs you in by itself", "opens your account too")
        walk.sees("You carry it" if transport == "usb" else "Built into one device")
        walk.screenshot("passkeys").presses("Sign out")
        walk.screenshot("sign-in-with-key").presses("Sign in with a passkey or security key")
        expect(walk.page).not_to_have_url(re.compile("/sign-in/"))
        walk.goes_to("/account/keys/").sees("Last used")
        walk.presses("Sign out").fills("Work e-mail address", "ada@example.org")
        walk.fills("Password", PASSWORD).presses("Continue to your code")
        walk.screenshot("code-or-key").presses("Use your passkey or security key")
        expect(walk.page).not_to_have_url(re.compile("/sign-in/"))
        walk.goes_to("/account/").sees("ada@example.org")


@pytest.mark.parametrize("screen", ["1280-scripts"], indirect=True)
def test_a_refusing_browser_is_told_of_in_words(visitor, transactional_db, ada):
    walk = visitor()
    with virtual_key(walk, verified=False):
        walk.goes_to("/sign-in/").presses("Sign in with a passkey or security key")
        walk.sees("got no answer from a key")


@pytest.mark.parametrize("screen", ["320-no-scripts"], indirect=True)
def test_without_scripts_no_dead_button_is_shown(visitor, transactional_db, ada):
    walk = visitor()
    walk.goes_to("/sign-in/").sees_not("passkey or security key")
    signs_in(walk, code_for()).goes_to("/account/keys/add/").screenshot("passkey-add")
    walk.sees("This one page needs scripts").sees_not("Make the key")
