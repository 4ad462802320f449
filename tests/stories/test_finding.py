"""Somebody is on the telephone: Ada finds who it is, and a walled colleague finds nobody."""

import pytest

from alongside.casework.cases.commands import allocate, open_case, tell_safe_contact
from alongside.casework.people.commands import add_person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.audit.models import Entry
from tests.browser.screens import SMALL, WIDE

with_scripts = pytest.mark.parametrize("screen", [WIDE.name], indirect=True)
without = pytest.mark.parametrize("screen", [SMALL.name], indirect=True)
BOX, EVERY_PAGE = "Name, another name, number", "Find a person or case"


@pytest.fixture
def aminas_case(ben, mona):
    """Next door to Ada."""
    names = {"known_as": "Mina", "given_names": "Amina", "family_name": "Haddad"}
    case = open_case(add_person(**names, by=mona), by=mona)
    allocate(case, worker=ben, by=mona)
    return case


@pytest.fixture
def sams_number(sams_case, ada):
    told = {"kind": "mobile", "value": "07700 900142", "state": "safe"}
    return tell_safe_contact(sams_case, by=ada, **told)


def searches():
    return Entry.objects.filter(verb="listed.people_search").count()


def types(walk, words, *, into=EVERY_PAGE):
    """Key by key, as on a keyboard, until the answer has come."""
    with walk.page.expect_response("**/find/as-typed/"):
        walk.page.get_by_label(into).press_sequentially(words, delay=30)
    return walk


def barriers(walk):
    return walk.inspection.barriers(walk.page, "", walk.screen)


def test_by_a_misspelt_name_with_enter(visitor, as_ada, sams_case, aminas_case):
    ada = visitor(as_ada).goes_to("/find/").screenshot("find")
    ada.fills(BOX, "samira hadad").presses("Find").sees("Sam", "a similar name")
    ada.screenshot("found").follows("Sam").sees_title("Overview")
    ada.goes_to("/find/").fills(BOX, "Haddad").presses("Find").sees("2 found", "Mina")
    with ada.within("Mina"):
        ada.sees("Ben Castle", "Not open to you: ask them.", aminas_case.code)
        ada.sees_not("Amina", "Haddad")
    assert ada.path == "/find/" and searches() == 2


@without
def test_from_the_menu_of_any_page_without_scripts(visitor, as_ada, sams_case):
    ada = visitor(as_ada).goes_to("/today/").opens("Menu")
    ada.fills(EVERY_PAGE, "Haddad").presses("Find").sees_title("Find a person or case")
    ada.sees("1 found", "Sam").screenshot("found-from-the-menu")
    assert ada.path == "/find/" and searches() == 1


def test_by_the_end_of_a_number(visitor, as_ada, sams_number):
    ada = visitor(as_ada).goes_to("/find/").fills(BOX, "0142").presses("Find")
    ada.sees("1 found", "Sam", "the end of a number").sees_not("900142")


def test_a_walled_colleague_sees_what_she_sees_for_an_unknown_name(
    visitor, as_ada, ada, mona, sams_case
):
    raise_wall(sams_case.person, user=ada, reason="", by=mona)
    walled, seen = visitor(as_ada), []
    for words in ("Samira Haddad", "Zebedee Quill"):
        walled.goes_to("/find/").fills(BOX, words).presses("Find")
        walled.sees("Nobody found", "Add a referral")
        seen.append(walled.text())
    assert seen[0] == seen[1]
    walled.screenshot("nobody-found")


@with_scripts
def test_as_she_types_it_appears_and_her_keys_lead_through_it(
    visitor, as_ada, sams_case, aminas_case
):
    ada = types(visitor(as_ada).goes_to("/today/"), "haddad").sees("2 found", "Sam", "Mina")
    assert not barriers(ada) and ada.page.get_by_role("status").filter(has_text="2 found").count()
    ada.screenshot("found-as-typed")
    ada.page.keyboard.press("ArrowDown")
    first = ada.page.evaluate("document.activeElement.textContent")
    ada.page.keyboard.press("ArrowDown")
    assert {first, ada.page.evaluate("document.activeElement.textContent")} == {"Sam", "Mina"}
    ada.page.keyboard.press("ArrowUp")
    ada.page.keyboard.press("ArrowUp")
    assert ada.page.get_by_label(EVERY_PAGE).evaluate("box => box === document.activeElement")
    assert ada.path == "/today/" and searches() == 1


@with_scripts
def test_one_search_one_line_until_the_box_is_emptied(visitor, as_ada, sams_case):
    ada = types(visitor(as_ada).goes_to("/today/"), "samira")
    types(ada, " hadad").sees("Sam", "1 found")
    assert searches() == 1
    ada.page.get_by_label(EVERY_PAGE).fill("")
    ada.sees_not("1 found")
    types(ada, "samira").sees("1 found")
    assert searches() == 2


@with_scripts
def test_nothing_of_it_stays_in_the_browser(visitor, as_ada, sams_case):
    ada = types(visitor(as_ada).goes_to("/find/"), "samira", into=BOX).sees("1 found")
    ada.page.keyboard.press("Enter")
    ada.sees("1 found").follows("Sam").goes_back()
    assert "1 found" not in ada.text() and ada.value_of(BOX) == ""
    kept = "JSON.stringify([localStorage, sessionStorage, history.state, document.cookie])"
    assert "samira" not in ada.page.evaluate(kept).lower() and ada.path == "/find/"


@with_scripts
def test_what_was_found_folds_away_when_she_goes_on(visitor, as_ada, sams_case):
    ada = types(visitor(as_ada).goes_to("/account/"), "samira").sees("1 found")
    ada.page.get_by_role("link", name="Change language and keyboard").focus()
    ada.sees_not("1 found")


@with_scripts
def test_while_nobody_answers_it_says_so_and_enter_sends_it_as_without_scripts(
    visitor, as_ada, sams_case
):
    ada = visitor(as_ada).goes_to("/find/")
    ada.page.route("**/find/as-typed/", lambda route: route.abort())
    ada.fills(BOX, "samira")
    ada.page.get_by_text("Nothing could be looked up just now").first.wait_for()
    assert ada.value_of(BOX) == "samira" and ada.watch.new_complaints()
    ada.page.keyboard.press("Enter")
    ada.sees("1 found", "Samira Haddad")
