"""The pages speak the language one chose, or else the browser's; looking at them writes nothing."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.foundation.audit.models import Entry

SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9,en;q=0.5"}


def language_of(page):
    return page.content.decode().split('<html lang="')[1].split('"')[0]


def choose(browser, **chosen):
    return browser.post("/account/preferences/", chosen)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [({}, "en-gb"), (SPANISH, "es"), ({"HTTP_ACCEPT_LANGUAGE": "fi, ja"}, "en-gb")],
)
def test_a_stranger_is_spoken_to_as_the_browser_asks(client, asked, spoken):
    page = client.get("/sign-in/", **asked)
    assert language_of(page) == page["Content-Language"] == spoken
    assert "Accept-Language" in page["Vary"]


def test_a_service_may_speak_another_language_by_itself(client, settings):
    settings.LANGUAGE_CODE = "es"
    assert language_of(client.get("/sign-in/")) == "es"


def test_a_stranger_chooses_on_the_sign_in_page_and_stays_there(client):
    answer = client.post("/language/", {"language": "es", "next": "/sign-in/?next=/account/"})
    assert answer.url == "/sign-in/?next=/account/"
    assert language_of(client.get("/sign-in/")) == "es"


@pytest.mark.parametrize("asked", ["", "xx", "../../etc", "es\n"])
def test_a_language_that_is_not_offered_is_not_kept(client, asked):
    assert not client.post("/language/", {"language": asked}).cookies


def test_it_leads_to_no_other_site(client):
    sent = {"language": "es", "next": "https://elsewhere.example/"}
    assert client.post("/language/", sent).url == "/sign-in/"


def test_ada_chooses_for_good_wherever_she_signs_in(as_ada, ada):
    assert choose(as_ada, language="es").url == "/account/"
    assert language_of(as_ada.get("/account/", HTTP_ACCEPT_LANGUAGE="en")) == "es"
    assert Entry.objects.get(verb="user.preferences_changed").actor == ada.pk


def test_ada_goes_back_to_what_the_browser_asks(as_ada, ada):
    choose(as_ada, language="es")
    choose(as_ada, language="")
    assert language_of(as_ada.get("/account/")) == "en-gb"
    assert language_of(as_ada.get("/account/", **SPANISH)) == "es"


def test_a_language_nobody_offers_is_refused_in_words(as_ada, ada):
    page = choose(as_ada, language="tlh")
    ada.refresh_from_db()
    assert page.status_code == 200 and ada.language == ""


def test_keyboard_shortcuts_are_off_until_somebody_wants_them(as_ada, ada):
    assert not ada.shortcuts
    choose(as_ada, language="", shortcuts="on")
    ada.refresh_from_db()
    assert ada.shortcuts


def test_looking_in_another_language_writes_nothing(as_ada):
    as_ada.get("/account/")  # the first look of a minute also stamps that somebody is there
    with CaptureQueriesContext(connections["default"]) as main:
        as_ada.get("/account/", **SPANISH)
    assert not [q for q in main if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_one_answer_does_not_leak_its_language_into_the_next(as_ada, client):
    choose(as_ada, language="es")
    as_ada.get("/account/")
    assert language_of(client.get("/sign-in/")) == "en-gb"
