"""With scripts: what is typed is kept by itself, and an empty chair finds a blank screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alongside.foundation.accounts.models import Draft

LOCKED = re.compile("/locked/")
WORDS = "Sam wants to sleep at Rana's until the locks are changed."
with_scripts = pytest.mark.parametrize("screen", ["1280-scripts"], indirect=True)
pytestmark = with_scripts


@pytest.fixture
def desk(page, address, as_ada, sams_case):
    """Ada's window with the form of a contact in it; its clock is wound by hand."""
    cookies = [{"name": c.key, "value": c.value, "url": address} for c in as_ada.cookies.values()]
    page.context.add_cookies(cookies)
    page.clock.install()
    page.goto(address + reverse("contacts:add", args=[sams_case.pk]))
    return page


def types(page, words=WORDS):
    page.get_by_label("Wishes", exact=True).fill(words)


def pass_by(page, minutes):
    page.clock.fast_forward(int(minutes * 60_000))
    page.clock.run_for(6_000)


def test_a_note_is_kept_while_it_is_written(desk):
    types(desk)
    pass_by(desk, 0.2)
    expect(desk.get_by_text("Only you can open it.")).to_be_visible()
    assert Draft.objects.get().words["wishes"] == [WORDS]


def test_a_page_that_is_left_keeps_its_words(desk, address):
    types(desk)
    desk.goto(address + "/today/")
    for _wait in range(20):
        if Draft.objects.exists():
            break
        desk.wait_for_timeout(100)
    assert Draft.objects.get().words["wishes"] == [WORDS]


def test_while_nobody_answers_the_words_stay_and_then_they_are_saved(desk):
    types(desk)
    desk.get_by_label("Yes, we spoke").check(force=True)
    desk.get_by_label("Minutes").fill("12")
    desk.context.set_offline(True)
    pass_by(desk, 0.2)
    expect(desk.get_by_text("Not saved yet. Your words are still on this page.")).to_be_visible()
    desk.get_by_role("button", name="Save the contact").click()
    expect(desk.get_by_label("Wishes", exact=True)).to_have_value(WORDS)
    desk.context.set_offline(False)
    pass_by(desk, 0.1)
    desk.get_by_role("button", name="Save the contact").click()
    expect(desk.get_by_text("The contact is saved")).to_be_visible()
    assert not Draft.objects.exists()


def test_two_minutes_before_the_lock_it_is_said_and_a_press_stays(desk):
    pass_by(desk, 13.2)
    expect(desk.get_by_text("This page locks in 2 minutes.")).to_be_visible()
    with desk.expect_response("**/still-here/"):
        desk.get_by_role("button", name="Stay").click()
    expect(desk.get_by_text("This page locks in 2 minutes.")).not_to_be_visible()
    pass_by(desk, 12)
    expect(desk.get_by_label("Wishes", exact=True)).to_be_visible()


def test_an_empty_chair_finds_a_blank_screen_and_no_way_back(desk):
    types(desk)
    pass_by(desk, 16)
    expect(desk).to_have_url(LOCKED)
    expect(desk).to_have_title("Home")
    assert Draft.objects.get().words["wishes"] == [WORDS]
    desk.go_back()
    assert WORDS not in desk.content() and "Sam" not in desk.content()


def test_whoever_works_in_one_window_is_there_for_the_other(desk, address):
    other = desk.context.new_page()
    other.clock.install()
    other.goto(address + "/today/")
    for _while in range(2):
        pass_by(desk, 10)
        other.clock.run_for(6_000)
        other.mouse.click(5, 5)
        desk.wait_for_timeout(200)
    expect(desk.get_by_label("Wishes", exact=True)).to_be_visible()


def test_a_lock_in_one_window_blanks_the_other_and_keeps_its_words(desk, address):
    other = desk.context.new_page()
    other.clock.install()
    other.goto(address + "/today/")
    types(desk)
    pass_by(other, 16)
    expect(desk).to_have_url(LOCKED)
    assert Draft.objects.get().words["wishes"] == [WORDS]


def test_where_nobody_answers_the_screen_is_blank_all_the_same(desk):
    types(desk)
    desk.context.set_offline(True)
    pass_by(desk, 16)
    expect(desk.get_by_label("Wishes", exact=True)).not_to_be_visible()
    expect(desk.get_by_text("What you typed waits here.")).to_be_visible()
    desk.context.set_offline(False)
    pass_by(desk, 0.1)
    expect(desk).to_have_url(LOCKED)
    assert Draft.objects.get().words["wishes"] == [WORDS]
