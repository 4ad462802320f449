"""Ten thousand rules and moments: Today, the banner, the gate's button and the proposal of a next
contact say what the one function says, and none of them offers what it does not."""

import html
import re

import pytest
from django.template import engines
from django.utils.timezone import localtime
from hypothesis import given, settings

from alongside.casework.cases.models import Case
from alongside.casework.desk.today import Row
from alongside.casework.people.models import Person
from alongside.casework.people.safe_contact import (
    FIRST_CONTACT,
    NOT_NOW,
    SAFE_NOW,
    best_of,
    standings_of,
)
from alongside.casework.people.tests.rules import rules
from alongside.foundation.agenda.models import Item

HEADLINES = {
    "safe_now": "Safe to call now",
    "not_now": "Not safe to call now.",
    "first_contact": "First contact only, by its script",
    "first_contact_used_up": "First contact was tried as often as it may be.",
    "stale": "told us what is safe",
    "ended": "Not safe to call: ask again first.",
    "doubted": "Not safe to call: ask again first.",
    "child": "Not safe to call: ask first who decides for the child.",
    "unavailable": "Not to be called at present.",
    "unsafe": "Not safe to call.",
    "died": "has died. Nobody gets in touch any more.",
    "unknown": "We do not know yet what is safe for Sam.",
}


def banner_of(case):
    page = engines["jinja2"].env.get_template("cases/banner.html").module
    return html.unescape(re.sub(r"<[^>]*>", " ", str(page.banner(case, "", may_confirm=True))))


def case_with(standings, around):
    case = Case(person=Person(known_as="Sam"), danger=around.danger)
    case.__dict__["standings"] = standings
    return case


@pytest.mark.parametrize("part", range(4))  # ten thousand in all, on as many cores as there are
@settings(max_examples=2_500, deadline=None)
@given(rule=rules())
def test_today_and_the_banner_say_what_the_one_function_says(part, rule):
    point, around, at = rule
    standings = standings_of([point], around, at=at)
    best = best_of(standings)
    case = case_with(standings, around)
    said, row = banner_of(case), Row(Item(due=at.date()), case, best, localtime(at))
    assert HEADLINES[best.code] in said
    assert ("Show the number" in said) == (best.code in (SAFE_NOW, FIRST_CONTACT))
    assert (row.group == "safe_now") == (best.code == SAFE_NOW)
    assert (row.group == "first_contact") == (best.code == FIRST_CONTACT)
    assert (row.group in ("later", "missed")) == (best.code == NOT_NOW)
    assert best.point is None or best.point == point
    if best.code == SAFE_NOW and not point.safe_at_any_time:
        assert f"until {best.until:%H:%M}" in said


def test_the_generated_rules_reach_every_answer():
    """Else the agreement above would be one about nothing."""
    met = set()

    @settings(max_examples=2_000, deadline=None, database=None)
    @given(rules())
    def meet(rule):
        point, around, at = rule
        met.add(best_of(standings_of([point], around, at=at)).code)

    meet()
    assert met == HEADLINES.keys()


def test_no_prompt_to_contact_asks_anything_else():
    """What says whether somebody may be rung comes from safe_contact, in every module; when her
    windows are open, from one place that safe_contact asks."""
    from pathlib import Path

    import alongside

    house = Path(alongside.__file__).parent
    asking = {
        str(page.relative_to(house))
        for page in house.rglob("*.py")
        if "tests" not in page.parts and re.search(r"open_until|next_opening", page.read_text())
    }
    assert asking == {"casework/people/windows.py", "casework/people/times/hours.py"}
    hours = re.compile(r"windows_at|windows_of_all")
    told = {
        str(page.relative_to(house))
        for page in house.rglob("*.py")
        if "tests" not in page.parts and hours.search(page.read_text())
    }
    mine = {"casework/people/times/hours.py", "casework/people/times/planned.py"}
    assert told == {*mine, "casework/people/safe_contact.py"}
