"""Whoever sees one record is told on no page that there is another: the verdict, not its source."""

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, make_sensitive
from alongside.casework.keeping.commands import set_hold
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.models import Person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User

PAGES = ["desk:case", "cases:safe_contact", "erasures:order", "erasures:holds", "cases:death"]


def fresh(case):
    return Person.objects.get(pk=case.person_id)


@pytest.fixture
def hidden(merged, twice, ada, ben, maja):
    """Ben works with the one; of the other Ada alone may know."""
    allocate(twice[0], worker=ben, by=maja)
    make_sensitive(twice[1], readers=User.objects.filter(pk=ada.pk), by=ada)
    return twice[1]


@pytest.mark.parametrize("page", [*PAGES, "walls:walls"])
def test_on_no_page(hidden, twice, ada, ben, maja, cora, as_ben, as_mona, page):
    told = {"kind": "mobile", "value": "07700 900142"}
    for case, state in ((twice[0], "safe"), (hidden, "unsafe")):
        add_contact_point(fresh(case), **told, state=state, by=ada)
    set_hold(fresh(hidden), ground="claim", reason="x", until=None, by=ada)
    raise_wall(fresh(hidden), user=cora, reason="Her sister.", by=ada)
    for client in (as_ben, as_mona):
        said = client.get(reverse(page, args=[twice[0].pk])).content.decode()
        for words in ("nother record", "All records of this person", "Also theirs", hidden.code):
            assert words not in said
        assert page != "walls:walls" or "Cora" not in said
