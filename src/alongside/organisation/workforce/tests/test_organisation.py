"""Otto sets the organisation up on its first day."""

from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.organisation.workforce.models import FundingStream, Programme, Team


@pytest.fixture
def add(as_otto):
    def send(kind, **answers):
        sent = {f"{kind}-{name}": value for name, value in answers.items()}
        page = reverse("workforce:organisation")
        return as_otto.post(page, {**sent, kind: "1", "once": str(uuid4())})

    return send


def test_programmes_streams_and_teams_are_added(add, mona, ben):
    add("programme", name="Court support")
    add("stream", name="City grant")
    add("team", name="Northgate", supervisor=mona.pk)
    team = Team.objects.get(name="Northgate")
    add("member", user=ben.pk, team=team.pk)
    assert Programme.objects.get().name == "Court support"
    assert FundingStream.objects.get().name == "City grant"
    assert team.supervisor == mona and team.memberships.get().user == ben


def test_a_name_stands_there_once(add):
    assert add("programme", name="Court support").status_code == 302
    again = add("programme", name="Court support")
    assert again.status_code == 200 and "on the list already" in again.content.decode()
    assert Programme.objects.count() == 1


def test_ada_does_not_set_up_the_organisation(as_ada):
    assert as_ada.get(reverse("workforce:organisation")).status_code == 403


def test_the_page_reads_well(visitor, as_otto, northgate):
    visitor(as_otto).goes_to(reverse("workforce:organisation")).sees("Northgate", "Mona Farrell")
