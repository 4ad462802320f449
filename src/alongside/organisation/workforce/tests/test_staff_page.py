"""Otto invites, helps and lets go; nobody else can."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.config.users import users
from alongside.foundation import clock
from alongside.foundation.accounts import shift
from alongside.foundation.accounts.commands import (
    AnotherMust,
    add_user,
    agree_to_invitation,
    invite_again,
    invite_user,
    reset_second_factor,
)
from alongside.foundation.accounts.models import Invitation, SecondFactorReset, User
from alongside.foundation.audit.models import Entry

VERA = {"name": "Vera Lind", "email": "Vera.Lind@example.org", "role": "volunteer"}


def sign_in(client, user):
    client.force_login(user)
    session = client.session
    shift.begin(session)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def link_on(page):
    return re.search(r"https?://[^/]+(/invitation/[\w-]+/)<", page.content.decode())[1]


def test_everybody_is_listed_with_role_and_team(as_otto, ada, mona, operator):
    page = as_otto.get("/staff/").content.decode()
    for words in ("Ada Okafor", "Northgate", "Mona Farrell", "Has not set up a second step"):
        assert words in page
    assert "Command line" not in page


def test_an_invited_colleague_gets_a_link_and_joins_her_team(as_otto, northgate, otto):
    link = link_on(as_otto.post("/staff/invite/", {**VERA, "team": northgate.pk}))
    vera = User.objects.get(email="vera.lind@example.org")
    assert vera.membership.team == northgate
    assert Client().get(link).status_code == 200
    assert "Invited" in as_otto.get("/staff/").content.decode()
    verbs = set(Entry.objects.filter(actor=otto.pk).values_list("verb", flat=True))
    assert {"user.added", "user.invited", "team.joined", "staff.invited"} <= verbs


def test_a_form_sent_twice_invites_once(as_otto, otto):
    as_otto.post("/staff/invite/", VERA)
    again = as_otto.post("/staff/invite/", VERA)
    assert "has this address already" in again.content.decode()
    assert User.objects.filter(name="Vera Lind").count() == 1


@pytest.mark.parametrize("role", ["operator", "queen", ""])
def test_only_roles_of_the_house_can_be_given(as_otto, role):
    assert as_otto.post("/staff/invite/", {**VERA, "role": role}).status_code == 200
    assert not User.objects.filter(name="Vera Lind").exists()


def test_a_new_link_retires_the_old_one(as_otto, otto):
    first = link_on(as_otto.post("/staff/invite/", VERA))
    vera = User.objects.get(name="Vera Lind")
    assert as_otto.get(f"/staff/{vera.pk}/new-link/").status_code == 200
    second = link_on(as_otto.post(f"/staff/{vera.pk}/new-link/"))
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_ended_access_works_at_once(as_otto, as_ada, ada):
    assert as_otto.get(f"/staff/{ada.pk}/end/").status_code == 200
    assert as_ada.get("/account/").status_code == 200
    assert as_otto.post(f"/staff/{ada.pk}/end/").url == "/staff/"
    assert as_ada.get("/account/").status_code == 302
    assert "Access ended" in as_otto.get("/staff/").content.decode()
    assert as_otto.post(f"/staff/{ada.pk}/end/").status_code == 404


def test_whoever_comes_back_gets_a_link(as_otto, as_mona, ada):
    as_otto.post(f"/staff/{ada.pk}/end/")
    assert "Let back in" in as_otto.get("/staff/").content.decode()
    link = link_on(as_otto.post(f"/staff/{ada.pk}/new-link/"))
    assert Client().get(link).status_code == 410, "she opens files: a second person agrees first"
    agreed_by(as_mona)
    assert Client().get(link).status_code == 200


def agreed_by(client):
    waits = Invitation.objects.waiting().get()
    return client.post("/staff/waiting/", {"invitation": waits.pk})


WORKER = {"name": "Wilma Holt", "email": "wilma@example.org", "role": "support_worker"}


def test_nobody_is_let_in_to_files_by_one_person_alone(as_otto, as_mona, otto, ada):
    said = as_otto.post("/staff/invite/", WORKER)
    link = link_on(said)
    assert "a second person agrees first" in said.content.decode()
    assert Client().get(link).status_code == 410
    taken = Client().post(link, {"name": "W", "new_password": "seven calm otters swim"})
    assert taken.status_code == 410
    assert "1 colleague waits to be let in" in as_mona.get("/today/").content.decode()
    assert "Wilma Holt" in as_mona.get("/staff/waiting/").content.decode()
    wilma = User.objects.get(name="Wilma Holt")
    again = link_on(as_otto.post(f"/staff/{wilma.pk}/new-link/"))
    assert Client().get(again).status_code == 410, "a new link is no way round it"
    agreed_by(as_mona)
    assert Client().get(again).status_code == 200
    assert not Invitation.objects.waiting().exists()


def test_nor_by_an_account_that_the_same_hand_made(as_otto, otto, operator):
    as_otto.post("/staff/invite/", {**WORKER, "role": "manager"})
    puppet = invite_user(email="p@example.org", name="P", role="manager", by=otto).user
    waits = Invitation.objects.waiting().get()
    for by in (otto, puppet, waits.user):
        with pytest.raises(AnotherMust):
            agree_to_invitation(waits, by=by)
    agree_to_invitation(waits, by=operator)
    assert not Invitation.objects.waiting().exists()


def test_whoever_keeps_the_machine_may_be_the_second_person(as_otto, operator):
    link = link_on(as_otto.post("/staff/invite/", WORKER))
    said = CliRunner().invoke(users, ["agree", WORKER["email"]])
    assert said.exit_code == 0, said.output
    assert Client().get(link).status_code == 200
    assert CliRunner().invoke(users, ["agree", WORKER["email"]]).exit_code != 0


def test_a_second_factor_is_reset_with_a_reason(as_otto, as_ada, ada):
    Authenticator.objects.create(user=ada, type="totp", data={})
    page = f"/staff/{ada.pk}/second-step/"
    assert as_otto.post(page, {"reason": ""}).status_code == 200
    assert Authenticator.objects.filter(user=ada).exists()
    assert as_otto.post(page, {"reason": "Came by; the phone is lost"}).url == "/staff/"
    assert not Authenticator.objects.filter(user=ada).exists()
    assert SecondFactorReset.objects.get().reason == "Came by; the phone is lost"
    assert as_ada.get("/account/").status_code == 302


def test_one_administrator_alone_cannot_take_over_an_account(as_otto, ada, operator):
    link = as_otto.post(f"/staff/{ada.pk}/new-link/")
    assert link_on(link)
    answer = as_otto.post(f"/staff/{ada.pk}/second-step/", {"reason": "she says it is lost"})
    assert answer.status_code == 409
    assert not SecondFactorReset.objects.exists()
    reset_second_factor(ada, "seen by the keeper of the machine", by=operator)
    with clock.stand_at(clock.now() + timedelta(days=8)):
        browser = sign_in(Client(), User.objects.get(role="administrator"))
        assert browser.post(f"/staff/{ada.pk}/second-step/", {"reason": "..."}).status_code == 302
        assert browser.post(f"/staff/{ada.pk}/new-link/").status_code == 409


def test_ending_access_and_letting_back_in_is_no_way_round_the_second_step(as_otto, as_mona, ada):
    Authenticator.objects.create(user=ada, type="totp", data={})
    as_otto.post(f"/staff/{ada.pk}/end/")
    link = link_on(as_otto.post(f"/staff/{ada.pk}/new-link/"))
    agreed_by(as_mona)
    taken_up = Client().post(link, {"name": "Ada", "new_password": "seven calm otters swim"})
    assert taken_up.url == "/sign-in/code/"


def test_nobody_ends_their_own_access(as_otto, otto):
    for page in ("end", "new-link", "second-step"):
        assert as_otto.post(f"/staff/{otto.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("who", ["ada", "mona", "maja", "vera"])
def test_it_is_the_administrators_page_alone(request, who, ben):
    browser = request.getfixturevalue(f"as_{who}")
    pages = ["/staff/", "/staff/invite/", f"/staff/{ben.pk}/end/", f"/staff/{ben.pk}/new-link/"]
    for page in pages:
        assert browser.get(page).status_code == 403
        assert browser.post(page).status_code == 403
    assert User.objects.get(pk=ben.pk).is_active


def test_the_list_takes_as_many_statements_for_fifty_as_for_five(as_otto, operator):
    with CaptureQueriesContext(connection) as few:
        as_otto.get("/staff/")
    for at in range(30):
        email = f"worker{at}@example.org"
        add_user(email=email, name=f"Worker {at:02}", role="support_worker", by=operator)
    with CaptureQueriesContext(connection) as many:
        page = as_otto.get("/staff/").content.decode()
    assert len(many) == len(few)
    assert "Show more" in page


def test_whom_one_let_in_is_no_second_person(otto, ada, operator):
    puppet = invite_user(
        email="puppet@example.org", name="Puppet", role="administrator", by=otto
    ).user
    reset_second_factor(ada, reason="Says the phone is lost.", by=puppet)
    with pytest.raises(AnotherMust):
        invite_again(ada, by=otto)
    assert invite_again(ada, by=operator)
