"""Ada and Otto, with passwords, and a phone that shows codes."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from alongside.foundation.accounts.commands import (
    add_user,
    set_up_second_factor,
    the_operator,
)
from alongside.foundation.accounts.tests.software_key import SoftwareKey

PASSWORD = "seven calm otters swim"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_for(secret=SECRET, ahead=0):
    """What the phone shows now, or half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture(autouse=True)
def with_a_form(settings):
    settings.ROOT_URLCONF = "alongside.foundation.accounts.tests.urls"


@pytest.fixture
def ada(db):
    by = the_operator()
    user = add_user(
        email="ada@example.org", name="Ada", role="support_worker", password=PASSWORD, by=by
    )
    return set_up_second_factor(user, SECRET, passed=False, by=by)


@pytest.fixture
def ben(db):
    by = the_operator()
    return add_user(email="ben@example.org", name="Ben", role="support_worker", by=by)


@pytest.fixture
def stranger():
    return Client(REMOTE_ADDR="203.0.113.9")


def give_password(client, password=PASSWORD, email="ada@example.org", **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def give_code(client, code):
    return client.post("/sign-in/code/", {"code": code})


@pytest.fixture
def as_ada(ada):
    """Ada's own browser: she has signed in on it in full."""
    client = browser()
    give_password(client)
    give_code(client, code_for())
    return client


def browser(**more):
    """One under whose name keys are made."""
    return Client(SERVER_NAME="localhost", **more)


@pytest.fixture
def key(as_ada):
    """Ada's key, known to her account."""
    made = SoftwareKey()
    assert add_key(as_ada, made).url == "/account/keys/"
    return made


def add_key(client, key, name="key ring"):
    made = key.made(client.post("/account/keys/options/").json())
    return client.post("/account/keys/add/", {"name": name, "credential": made})
