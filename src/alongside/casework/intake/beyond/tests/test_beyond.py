"""Everybody who triages is related to Gwen. Her referral reaches the outsider, and nobody walled
can tell."""

import html
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.desk.nights import after_the_night
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.beyond.commands import HersAlready, take_by_code
from alongside.casework.intake.beyond.queries import beyond_everybody, told_to
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Decider, Referral
from alongside.casework.people.models import Wall
from alongside.config.outsiders import outsiders
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.accounts.hats.commands import give_second_role
from alongside.organisation.workforce.models import PASS_ON, NightCode
from alongside.organisation.workforce.outsiders.commands import appoint_outsider
from alongside.organisation.workforce.outsiders.queries import code_read_out, outsiders_to_ring

PAGE, BY_CODE = "/triage/outsider/", "/referrals/by-code/"


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, address, **answers):
    return client.post(address, {"once": str(uuid4()), **answers})


@pytest.fixture
def gwen(mona, maja, ben, ada):
    """Mona and Maja triage; a wall stands before each of them, and before Ben."""
    told = Arrival({"known_as": "Gwen"}, [], {"source": "self", "danger": "high"})
    referral = receive_referral(told, by=ada)
    for user in (mona, maja, ben):
        Wall.objects.create(person=referral.person, user=user, raised_by=ada)
    return referral


def types(client, code):
    return send(client, BY_CODE, code=code)


def test_the_administrator_is_told_a_number_and_the_walled_are_told_nothing(
    as_otto, as_mona, as_maja, gwen
):
    assert "1 referral waits for the outsider" in text(as_otto.get("/staff/"))
    page = text(as_otto.get(PAGE))
    assert "1 referral waits, and nobody who triages may know of it" in page
    assert "Gwen" not in page
    for walled in (as_mona, as_maja):
        assert "Nobody is waiting" in text(walled.get(reverse("intake:triage")))
        assert walled.get(PAGE).status_code == 403


def test_an_administrator_behind_the_wall_sees_the_page_of_any_other_day(as_otto, otto, gwen, ada):
    Wall.objects.create(person=gwen.person, user=otto, raised_by=ada)
    pages = [without_tokens(as_otto.get(page)) for page in ("/staff/", PAGE)]
    gwen.delete()
    assert pages == [without_tokens(as_otto.get(page)) for page in ("/staff/", PAGE)]
    assert "Nothing waits" in pages[1]


def test_the_outsider_chooses_ada_and_she_alone_decides(
    as_otto, as_ada, as_mona, as_ben, nadia, gwen, ada
):
    address = reverse("intake:decide", args=[gwen.pk])
    assert as_ada.get(address).status_code == 403
    assert types(as_ada, nadia.sheet["pass_on"][0]).url == address
    assert "Nothing waits" in text(as_otto.get(PAGE))
    today = text(as_ada.get("/today/"))
    assert "A referral waits for you alone" in today and address in today
    assert "Gwen" in text(as_ada.get(address))
    assert as_mona.get(address).status_code == 404 and as_ben.get(address).status_code == 403
    answer = send(as_ada, f"{address}accept/", worker=ada.pk, client_kind="harmed")
    gwen.refresh_from_db()
    assert answer.url == reverse("desk:case", args=[gwen.case_id])
    assert "waits for you alone" not in text(as_ada.get("/today/"))


def test_she_may_decline_it_too(as_ada, nadia, gwen):
    types(as_ada, nadia.sheet["pass_on"][0])
    address = reverse("intake:decline", args=[gwen.pk])
    declined = {"decline-reason": "other", "decline-signposted_to": "Next Door"}
    assert send(as_ada, address, **declined).url == reverse("home")
    late = text(as_ada.get(reverse("intake:decide", args=[gwen.pk])))
    assert "Back to triage" not in late and "Next Door" in late


def test_to_whoever_is_walled_it_answers_as_if_nothing_waited_and_the_code_is_not_spent(
    as_ben, as_ada, nadia, gwen
):
    code = nadia.sheet["pass_on"][0]
    walled = types(as_ben, code)
    Referral.objects.update(state="declined")
    assert without_tokens(walled) == without_tokens(types(as_ben, code))
    assert "Nothing waits for you" in text(walled) and not Decider.objects.exists()
    Referral.objects.update(state="waiting")
    assert types(as_ada, code).status_code == 302


@pytest.mark.parametrize("what", ["wrong", "let_in", "spent"])
def test_a_code_that_is_not_right_opens_no_referral(what, as_ada, nadia, gwen, ben):
    codes = {"wrong": "ACDE FGHJ", "let_in": nadia.sheet["let_in"][0]}
    codes["spent"] = nadia.sheet["pass_on"][0]
    if what == "spent":
        spent = NightCode.objects.filter(purpose="pass_on")
        spent.update(used_by=ben, used_at=nadia.appointed_at)
    assert "This code opens nothing" in text(types(as_ada, codes[what]))
    assert not Decider.objects.exists()


def test_when_she_leaves_or_a_wall_rises_it_is_beyond_everybody_again(
    as_ada, nadia, gwen, ada, operator
):
    types(as_ada, nadia.sheet["pass_on"][0])
    assert not beyond_everybody().exists()
    wall = Wall.objects.create(person=gwen.person, user=ada)
    assert beyond_everybody().get() == gwen
    wall.delete()
    end_access(ada, by=operator)
    assert beyond_everybody().get() == gwen


def test_of_two_whom_the_outsider_rang_at_once_only_the_first_gets_it(nadia, gwen, ada, otto):
    first, second = (
        code_read_out(read_out, PASS_ON, to=ada) for read_out in nadia.sheet[PASS_ON][:2]
    )
    take_by_code(gwen, code=first, by=ada)
    with pytest.raises(HersAlready):
        take_by_code(gwen, code=second, by=otto)
    assert Decider.objects.get().user == ada and not NightCode.objects.get(pk=second.pk).used_at


def test_somebody_who_triages_and_is_not_walled_finds_it_by_herself(gwen, maja, otto):
    assert told_to(otto).exists()
    Wall.objects.filter(user=maja).delete()
    assert not told_to(otto).exists()


def test_whoever_keeps_the_machine_hears_of_it_where_no_administrator_may(gwen, otto, ada):
    Wall.objects.create(person=gwen.person, user=otto, raised_by=ada)
    said = CliRunner().invoke(outsiders, ["waiting"])
    assert "1 referral waits" in said.output and said.exit_code == 0
    gwen.delete()
    assert "No referral" in CliRunner().invoke(outsiders, ["waiting"]).output


def test_whoever_keeps_the_machine_may_agree_to_an_outsider(otto):
    told = {"name": "Nadia Rossi", "organisation": "Next Door", "phone": "020 7946 0000"}
    appoint_outsider(**told, by=otto)
    said = CliRunner().invoke(outsiders, ["agree"], input="y\n")
    assert "Nadia Rossi" in said.output and "Agreed" in said.output
    assert outsiders_to_ring()
    assert CliRunner().invoke(outsiders, ["agree"]).exit_code != 0


def test_the_other_hat_of_an_administrator_hears_of_it_on_today(as_ada, ada, gwen, operator):
    give_second_role(ada, "administrator", by=operator)
    ada.refresh_from_db()
    assert after_the_night(ada, set())["beyond"] == 1
    Wall.objects.create(person=gwen.person, user=ada)
    assert after_the_night(ada, set())["beyond"] == 0
