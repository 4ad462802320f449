"""The demo's one-press sign-in exists in the demo only."""

import pytest
from django.test import Client

from alongside.foundation.accounts.commands import add_user, end_access, the_operator


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def choose(client, **more):
    return client.post("/demo/", {"user": "ada@example.org"}, **more)


def test_closed_outside_the_demo(ada, client):
    assert client.get("/demo/").status_code == 404
    assert choose(client).status_code == 404
    assert "/demo/" not in client.get("/sign-in/").content.decode()


def test_one_press_signs_in_without_a_second_factor(demo, ada, client):
    assert "/demo/" in client.get("/sign-in/").content.decode()
    assert "Ada" in client.get("/demo/").content.decode()
    assert choose(client).url == "/"
    assert client.get("/account/").status_code == 200


def test_a_second_person_of_the_same_role_can_be_chosen(demo, ada, client):
    add_user(email="zoe@example.org", name="Zoe", role=ada.role, by=the_operator())
    page = client.get("/demo/").content.decode()
    assert "Others who work here" not in page.split("Sign in as Ada")[0]
    assert "Sign in as Zoe" in page.split("Others who work here")[1]


def test_where_everybody_has_another_role_nobody_else_is_named(demo, ada, client):
    assert "Others who work here" not in client.get("/demo/").content.decode()


def test_the_mark_is_worth_nothing_outside_the_demo(demo, ada, client, settings):
    choose(client)
    settings.DEMO = False
    assert client.get("/account/").url == "/sign-in/"


@pytest.mark.parametrize(
    "header",
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Server",
        "X-Real-IP",
    ],
)
def test_a_proxy_in_front_is_refused(demo, ada, client, header):
    assert client.get("/demo/", headers={header: "198.51.100.7"}).status_code == 403
    assert choose(client, headers={header: "198.51.100.7"}).status_code == 403


def test_at_the_lock_one_press_goes_on(demo, ada, client):
    choose(client)
    client.post("/locked/now/")
    assert "Go on as before" in client.get("/locked/").content.decode()
    assert client.post("/locked/", {"next": "/account/"}).url == "/account/"


def test_whose_access_ended_cannot_be_chosen(demo, ada, client):
    end_access(ada, by=the_operator())
    assert choose(client).status_code == 404
    assert Client().post("/demo/").status_code == 404
