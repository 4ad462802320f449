"""Sam's numbers, and how a page is asked for."""

import re
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.windows import ANY_TIME

NUMBER = "07700 900142"
TUESDAY_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def page():
    def address(name, case, *more):
        return reverse(f"cases:{name}", args=[getattr(case, "pk", case), *more])

    return address


@pytest.fixture
def add_number(sam, ada):
    def add(**facts):
        told = {"kind": "mobile", "value": NUMBER, "state": "safe", "windows": ANY_TIME}
        return add_contact_point(sam, **{**told, **facts}, by=ada)

    return add


@pytest.fixture
def mobile(add_number):
    return add_number(say="Ada from the library", whose="hers")


@pytest.fixture
def send():
    """Post as a browser does: with the form's own one-use token."""

    def post(client, address, /, **answers):
        return client.post(address, {"once": str(uuid4()), **answers})

    return post


@pytest.fixture
def same_page():
    """Two answers are the same but for what the reader asked with: the address, and the tokens
    against forgery and of the search box, which are new each time."""

    def plain(answer):
        asked = answer.request["PATH_INFO"].encode()
        drawn = rb'value="[A-Za-z0-9]{64}"|name="box" value="[0-9a-f-]{36}"'
        return re.sub(drawn, b"", answer.content.replace(asked, b""))

    def compare(one, other):
        return one.status_code == other.status_code and plain(one) == plain(other)

    return compare
