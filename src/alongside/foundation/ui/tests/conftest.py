"""Templates written for a test are drawn by the same engine as those of the product."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines


@pytest.fixture
def request_of(rf):
    """A request by a user, as a view gets it."""

    def ask(user=None, address="/cases/?ended=yes"):
        request = rf.get(address)
        request.user, request.resolver_match = user or AnonymousUser(), None
        return request

    return ask


@pytest.fixture
def drawn(request_of):
    """A template as a page shows it."""

    def draw(template, user=None, **context):
        return engines["jinja2"].from_string(template).render(context, request_of(user))

    return draw
