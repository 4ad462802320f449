"""Shortcuts for those who want them, one page that leads anywhere, the gallery of parts."""

import os
import subprocess
import sys

import pytest
from tests.browser.screens import WIDE

from alongside.foundation.accounts.commands import set_preferences

only_wide = pytest.mark.parametrize("screen", [WIDE.name], indirect=True)


@pytest.fixture
def with_keys(ada):
    return set_preferences(ada, language="", shortcuts=True, by=ada)


def test_without_the_wish_no_page_listens_for_keys(as_ada):
    page = as_ada.get("/today/").content.decode()
    assert "data-keys" not in page and "/shortcuts/" not in page
    assert "They are off." in as_ada.get("/shortcuts/").content.decode()


def test_the_list_tells_each_role_its_own_keys(as_ada, as_otto, with_keys):
    hers, his = (browser.get("/shortcuts/").content.decode() for browser in (as_ada, as_otto))
    assert "Log a contact" in hers and "<kbd>c</kbd>" in hers
    assert "Log a contact" not in his and "<kbd>c</kbd>" not in his


def test_one_page_leads_wherever_the_role_may_go(as_ada, as_otto):
    hers, his = (browser.get("/go-to/").content.decode() for browser in (as_ada, as_otto))
    assert 'href="/cases/"' in hers and 'href="/staff/"' not in hers
    assert 'href="/staff/invite/"' in his and 'href="/cases/"' not in his


def test_without_keys_and_scripts_every_page_leads_to_checking_in_alone(as_ada):
    assert 'href="/go-to/"' in as_ada.get("/today/").content.decode()
    page = as_ada.get("/go-to/").content.decode()
    assert "Check in: you work alone" in page and "Tell of an incident" in page


def test_without_scripts_what_is_typed_narrows_it_and_stands_in_no_address(as_ada):
    page = as_ada.post("/go-to/", {"typed": "shortcuts"}).content.decode()
    assert 'href="/shortcuts/"' in page and 'href="/cases/"' not in page.partition("<h1>")[2]
    assert 'method="post" action="/go-to/"' in page
    assert "No page is called that" in as_ada.post("/go-to/", {"typed": "Sam"}).content.decode()


def test_whoever_is_not_signed_in_is_led_nowhere(client):
    assert client.get("/go-to/").url.startswith("/sign-in/")


@only_wide
def test_keys_lead_where_the_links_lead(visitor, as_ada, with_keys, sams_case):
    ada = visitor(as_ada).goes_to("/account/")
    ada.page.keyboard.press("g")
    ada.page.keyboard.press("c")
    ada.page.wait_for_url("**/cases/")
    ada.goes_to(f"/cases/{sams_case.pk}/").page.keyboard.press("l")
    ada.page.wait_for_url("**/contacts/add/")
    ada.sees_title("Log a contact").page.get_by_label("Purpose", exact=True).press_sequentially(
        "gt l/? gc"
    )
    assert ada.value_of("Purpose") == "gt l/? gc" and ada.path.endswith("/contacts/add/")
    ada.page.locator("h1").click()
    ada.page.keyboard.press("?")
    ada.page.wait_for_url("**/shortcuts/")
    ada.sees("never work while you type in a field").screenshot("shortcuts")


@only_wide
def test_where_there_is_a_box_to_find_people_the_slash_leads_into_it(visitor, as_ada, with_keys):
    ada = visitor(as_ada).goes_to("/account/")
    ada.page.keyboard.press("/")
    ada.page.keyboard.type("sam/")
    assert ada.page.get_by_role("searchbox").input_value() == "sam/"
    assert ada.path == "/account/"


@only_wide
def test_elsewhere_it_leads_to_the_page_that_leads_anywhere(visitor, as_otto, otto):
    set_preferences(otto, language="", shortcuts=True, by=otto)
    operator = visitor(as_otto).goes_to("/account/")
    operator.page.keyboard.press("/")
    operator.page.wait_for_url("**/go-to/")


@only_wide
def test_the_list_grows_shorter_while_one_types(visitor, as_ada, with_keys):
    ada = visitor(as_ada).goes_to("/account/").follows("Everything you can do")
    ada.sees("Language and keyboard").fills("The page you look for", "lang")
    ada.sees("Language and keyboard")
    with ada.within("Language and keyboard"):
        ada.sees_not("Today")
    ada.page.keyboard.press("Enter")
    ada.page.wait_for_url("**/account/preferences/")


def test_the_two_pages_on_both_screens(visitor, as_ada, with_keys):
    ada = visitor(as_ada).goes_to("/shortcuts/").goes_to("/go-to/").screenshot("go-to")
    ada.goes_to("/account/").follows("Change language and keyboard").screenshot("preferences")
    ada.chooses("Language of the pages", "Español").presses("Save these settings")
    ada.sees_title("Su cuenta").goes_to("/today/").sees("Hoy").screenshot("today-in-spanish")


def test_there_is_no_gallery(client, as_ada, settings):
    settings.DEMO = True
    assert client.get("/gallery/").status_code == as_ada.get("/gallery/").status_code == 404


@pytest.mark.parametrize(("demo", "shown"), [("yes", "True"), ("no", "False")])
def test_in_production_no_setting_opens_the_gallery(demo, shown):
    asked = "from alongside.config import settings; print(settings.GALLERY)"
    told = {**os.environ, "ALONGSIDE_GALLERY": "yes", "ALONGSIDE_DEMO": demo, "PYTHONPATH": "src"}
    python = [sys.executable, "-c", asked]
    answer = subprocess.run(python, env=told, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == shown


def test_every_part_in_every_state(visitor, settings):
    settings.GALLERY = True
    visitor().goes_to("/gallery/").sees("Parts of the pages").screenshot("gallery")
