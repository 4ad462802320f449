"""Maja manages and administers a small service: two hats, one at a time."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES, holds
from alongside.foundation.accounts.hats.commands import (
    NoOtherHat,
    NotForOneself,
    change_hat,
    give_second_role,
)
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at


@pytest.fixture
def two_hats(maja, operator):
    return give_second_role(maja, "administrator", by=operator)


def change(client, to="administrator"):
    return client.post(reverse("hat"), {"to": to})


def opens(client, *names):
    return [client.get(reverse(name)).status_code for name in names]


PAGES = ("desk:caseload", "workforce:staff")


def test_one_at_a_time_and_never_more_than_the_hat_worn(two_hats, signed_in_client):
    maja = signed_in_client(two_hats)
    assert opens(maja, *PAGES) == [200, 403]
    assert change(maja).url == reverse("home")
    assert opens(maja, *PAGES) == [403, 200]
    two_hats.refresh_from_db()
    assert (two_hats.role, two_hats.other_role) == ("administrator", "manager")
    held = {permission for permission in Permission if holds(two_hats, permission)}
    assert held == ROLES["administrator"]


def test_it_asks_who_is_there_and_says_which_hat_is_on(two_hats, signed_in_client):
    maja = signed_in_client(two_hats)
    page = html.unescape(maja.get(reverse("desk:today")).content.decode())
    assert "Acting as: Manager" in page
    assert "other: Administrator" in maja.get(reverse("hat")).content.decode()
    with stand_at(now() + timedelta(minutes=12)):
        assert "Is it still you?" in change(maja).content.decode()
        assert opens(maja, *PAGES) == [200, 403]
    maja = signed_in_client(two_hats)
    change(maja)
    assert "Acting as: Administrator" in maja.get(reverse("workforce:staff")).content.decode()


def test_the_trail_says_it(two_hats, signed_in_client):
    change(signed_in_client(two_hats))
    line = Entry.objects.get(verb="user.hat_changed")
    assert line.actor == two_hats.pk and line.subject == f"accounts.user:{two_hats.pk}"


def test_a_page_left_open_elsewhere_gains_nothing(two_hats, signed_in_client):
    here, elsewhere = signed_in_client(two_hats), signed_in_client(two_hats)
    change(here)
    assert elsewhere.get(reverse("workforce:staff")).url.startswith(reverse("sign-in"))


def test_pressed_twice_it_changes_once(two_hats):
    change_hat(two_hats, to="administrator", by=two_hats)
    with pytest.raises(NoOtherHat):
        change_hat(two_hats, to="administrator", by=two_hats)
    assert two_hats.role == "administrator"


def test_whoever_has_one_role_finds_no_page(as_ada, ada):
    assert as_ada.get(reverse("hat")).status_code == 404
    with pytest.raises(NoOtherHat):
        change_hat(ada, to="", by=ada)


def test_one_administrator_alone_gives_nobody_a_role_that_opens_files(as_otto, vera):
    page = reverse("workforce:second-role", args=[vera.pk])
    refused = as_otto.post(page, {"role": "manager", "once": str(uuid4())})
    vera.refresh_from_db()
    assert refused.status_code == 200 and vera.other_role == ""


def test_otto_gives_it_and_nobody_gives_it_to_herself(as_otto, otto, maja):
    page = reverse("workforce:second-role", args=[maja.pk])
    as_otto.post(page, {"role": "administrator", "once": str(uuid4())})
    maja.refresh_from_db()
    assert maja.other_role == "administrator"
    assert "second role: Administrator" in as_otto.get(reverse("workforce:staff")).content.decode()
    own = reverse("workforce:second-role", args=[otto.pk])
    assert as_otto.post(own, {"role": "manager"}).status_code == 404
    with pytest.raises(NotForOneself):
        give_second_role(otto, "manager", by=otto)
    with pytest.raises(NotForOneself):
        give_second_role(maja, "manager", by=otto)
