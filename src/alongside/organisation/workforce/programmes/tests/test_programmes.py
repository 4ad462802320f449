"""A programme gets another name, or closes; what was counted for it stays."""

from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.models import Case
from alongside.organisation.workforce.commands import add_programme
from alongside.organisation.workforce.models import Programme


@pytest.fixture
def court(otto):
    return add_programme("Court support", by=otto)


def change(client, programme, **told):
    address = reverse("workforce:programme", args=[programme.pk])
    return client.post(address, {"once": str(uuid4()), **told}, follow=True).content.decode()


def test_renamed_it_has_one_name_everywhere(as_otto, court):
    assert "Court support" in as_otto.get("/organisation/").content.decode()
    assert "At court" in change(as_otto, court, name="At court")
    assert list(Programme.objects.values_list("name", "open")) == [("At court", True)]


def test_closed_it_is_offered_no_more_and_old_cases_keep_it(as_otto, as_ada, court, sams_case):
    Case.objects.update(programme=court)
    page = change(as_otto, court, name="Court support", closed="on")
    assert "Closed" in page
    assert "Court support" not in as_ada.get("/referrals/new/").content.decode()
    assert Case.objects.get().programme == court
    change(as_otto, court, name="Court support")
    assert "Court support" in as_ada.get("/referrals/new/").content.decode()


def test_two_cannot_have_one_name(as_otto, court, otto):
    other = add_programme("Night line", by=otto)
    assert "on the list already" in change(as_otto, other, name="Court support")
    assert Programme.objects.get(pk=other.pk).name == "Night line"


def test_nobody_else_changes_one(as_mona, court):
    assert as_mona.get(reverse("workforce:programme", args=[court.pk])).status_code == 403
