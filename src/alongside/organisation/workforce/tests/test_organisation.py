"""Otto sets the organisation up on its first day."""

from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.urls import reverse

from alongside.config.small_teams import teams
from alongside.organisation.workforce.commands import invite_to_team
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


def test_nobody_opens_the_files_of_others_to_herself_by_supervising_them(add, otto, ada, mona):
    answer = add("team", name="Mine", supervisor=otto.pk)
    assert "You would open the files of others to yourself" in answer.content.decode()
    ottos = Team.objects.create(name="Ottos", supervisor=otto)
    answer = add("member", user=ada.pk, team=ottos.pk)
    assert "You would open the files of others to yourself" in answer.content.decode()
    assert not Team.objects.filter(name="Mine").exists() and not ottos.memberships.exists()
    invited = invite_to_team(
        email="v@example.org", name="Vera", role="support_worker", team=ottos, by=otto
    )
    assert ottos.memberships.get().user == invited.user, "who has no case yet shows her none"


def test_where_one_does_it_all_the_keeper_of_the_machine_says_who_supervises(
    mona, ada, monkeypatch
):
    monkeypatch.setattr(teams, "_wake", lambda: None)
    run = lambda *words: CliRunner().invoke(teams.team, words)  # noqa: E731
    assert "supervised by Mona" in run("add", "Westside", "--supervisor", mona.email).output
    assert "a team Westside already" in run("add", "Westside", "--supervisor", mona.email).output
    assert run("join", ada.email, "Nowhere").exit_code == 1
    assert "Ada Okafor belongs to Westside" in run("join", ada.email, "Westside").output
    assert ada.membership.team.supervisor == mona


def test_a_name_stands_there_once(add):
    assert add("programme", name="Court support").status_code == 302
    again = add("programme", name="Court support")
    assert again.status_code == 200 and "on the list already" in again.content.decode()
    assert Programme.objects.count() == 1


def test_ada_does_not_set_up_the_organisation(as_ada):
    assert as_ada.get(reverse("workforce:organisation")).status_code == 403


def test_the_page_reads_well(visitor, as_otto, northgate):
    visitor(as_otto).goes_to(reverse("workforce:organisation")).sees("Northgate", "Mona Farrell")
