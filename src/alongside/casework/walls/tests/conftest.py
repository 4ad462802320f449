"""Pages of walls and of emergency access, and Ben, who works next door."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.foundation.clock import now, stand_at


@pytest.fixture
def page():
    return lambda name, *args: reverse(f"walls:{name}", args=[getattr(a, "pk", a) for a in args])


@pytest.fixture
def send():
    """Post as a browser does: with the form's own one-use token."""
    return lambda client, address, **answers: client.post(
        address, {"once": str(uuid4()), **answers}
    )


@pytest.fixture
def text():
    return lambda answer: html.unescape(answer.content.decode())


@pytest.fixture
def later():
    return lambda **passed: stand_at(now() + timedelta(**passed))


@pytest.fixture
def in_a_month():
    """When nobody's account is new any more."""
    return lambda: stand_at(now() + timedelta(days=30))
