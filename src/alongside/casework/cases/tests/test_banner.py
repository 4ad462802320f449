"""The banner above every page of a case says in words whether Sam may be rung."""

import html
from datetime import time, timedelta

import pytest

from alongside.casework.cases.commands import end_support
from alongside.casework.cases.tests.conftest import NUMBER, TUESDAY_TEN
from alongside.casework.people.windows import windows_from
from alongside.foundation.clock import stand_at
from alongside.foundation.packs.loader import pack


@pytest.fixture
def banner(request, sams_case, page):
    def read(at=TUESDAY_TEN):
        with stand_at(at):
            as_ada = request.getfixturevalue("as_ada")  # she signs in at that moment
            text = html.unescape(as_ada.get(page("person", sams_case)).content.decode())
        assert NUMBER not in text
        return text[text.index("app-safe__head") : text.index("</section>")]

    return read


@pytest.fixture(autouse=True)
def on_a_tuesday():
    with stand_at(TUESDAY_TEN):
        yield


TUESDAYS = windows_from([1], time(10), time(11, 30))


def test_nothing_known_is_never_safe(banner):
    said = banner()
    assert "We do not know yet what is safe for Sam." in said
    assert "do not call, write or leave a message" in said and "Show the number" not in said


def test_safe_now_says_until_when_and_who_to_be(banner, add_number):
    add_number(windows=TUESDAYS, say="Ada from the library")
    said = banner()
    assert "Safe to call now, until 11:30" in said
    assert "Say you are “Ada from the library”." in said
    assert "Show the number" in said and "Tuesday 10:00 to 11:30" in said


def test_not_now_names_the_next_safe_time(banner, add_number):
    add_number(windows=TUESDAYS)
    said = banner(TUESDAY_TEN + timedelta(hours=3))
    assert "Not safe to call now." in said and "Show the number" not in said
    assert "next safe time is Tuesday 1 December 2026, 10:00 to 11:30" in said


def test_first_contact_comes_with_its_script(banner, add_number):
    add_number(state="first_contact")
    said = banner()
    assert "First contact only, by its script" in said and "3 tries are left." in said
    assert "Hello, may I speak to Sam, please?" in said and "Show the number" in said


def test_first_contact_ends(banner, add_number):
    point = add_number(state="first_contact")
    point.tries = pack().safe_contact.tries
    point.save()
    said = banner()
    assert "Do not go on trying." in said and "Show the number" not in said


def test_an_old_answer_shows_its_age(banner, add_number):
    add_number()
    said = banner(TUESDAY_TEN + timedelta(days=33))
    assert "Sam told us what is safe 33 days ago." in said and "Ask again" in said
    assert "Show the number" not in said


def test_unsafe_is_said(banner, add_number):
    add_number(state="unsafe")
    assert "Not safe to call." in banner()


def test_a_safe_letter_is_no_safe_call(banner, add_number):
    add_number(kind="post", value="1 Mill Lane")
    said = banner()
    assert "We do not know yet what is safe for Sam." in said and "Show the number" not in said


def test_when_support_has_ended_nobody_rings(banner, add_number, sams_case, ada):
    add_number()
    end_support(sams_case, reason="done_together", outcome="better", summary="", by=ada)
    said = banner()
    assert "Nobody calls from this case." in said and "Show the number" not in said
