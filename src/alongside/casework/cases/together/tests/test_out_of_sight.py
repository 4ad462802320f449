"""Ada sees one of Sam's two records: what counts shows to her, and never that there is another."""

import html
import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import (
    change_safe_contact,
    tell_safe_contact,
)
from alongside.casework.cases.death.commands import record_death
from alongside.casework.cases.models import Case
from alongside.casework.keeping.commands import set_hold
from alongside.casework.people.commands import add_contact_point, doubt_contact_points
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.audit.checkpoints import meter

NUMBER = "07700 900142"
SAFE = {"kind": "mobile", "value": NUMBER, "state": "safe", "windows": ANY_TIME, "voicemail": "yes"}
PAGES = ("desk:case", "cases:safe_contact", "cases:death", "erasures:order", "erasures:holds")
TELL = (
    "nother record",
    "other record",
    "All records of this person",
    "says so",
    "It can be used.",
)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def read(client, name, case, *more):
    address = reverse(name, args=[case.pk, *more])
    return html.unescape(client.get(address).content.decode())


def tells(page):
    return [words for words in TELL if words in page]


@pytest.fixture
def both(one_person, ada, ben):
    sam, sam_again = one_person
    return add_contact_point(sam, **SAFE, by=ada), add_contact_point(sam_again, **SAFE, by=ben)


def says(point, **facts):
    ContactPoint.objects.filter(pk=point.pk).update(**facts)


def elsewhere(verdict, point, sam_again, ada, ben):
    """At the record out of sight something is said of the number."""
    if verdict == "doubted":
        doubt_contact_points(sam_again, by=ben)
        ContactPoint.objects.exclude(pk=point.pk).update(doubted_at=None)
    elif verdict == "unavailable":
        says(point, availability="phone_taken")
    else:
        says(point, state=verdict)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("unsafe", "Not safe to call."),
        ("unknown", "We do not know yet what is safe for"),
        ("unavailable", "Not to be called at present."),
        ("doubted", "Not safe to call: ask again first."),
    ],
)
def test_she_reads_the_verdict_and_not_where_it_comes_from(
    as_ada, both, one_person, sams_case, ada, ben, verdict, said
):
    elsewhere(verdict, both[1], one_person[1], ada, ben)
    for name in ("desk:case", "cases:safe_contact", "cases:death", "erasures:holds"):
        shown = read(as_ada, name, sams_case)
        assert said in shown and not tells(shown), name
    gate = read(as_ada, "cases:override", sams_case, both[0].pk)
    assert "Make contact all the same" in gate and not tells(gate)


def test_before_an_old_answer_elsewhere_no_days_are_told(as_ada, both, sams_case):
    """Here nobody has asked yet; there she was asked so long ago that it holds no more."""
    says(both[0], state="first_contact", confirmed_on=None)
    says(both[1], confirmed_on="2020-01-01")
    shown = read(as_ada, "desk:case", sams_case)
    assert "Not safe to call: ask again first." in shown and "days ago" not in shown
    assert not tells(shown)


def test_nothing_is_told_of_one_that_allows_more(as_ada, both, sams_case):
    says(both[0], voicemail="no")
    for name in PAGES[:2]:
        assert not tells(read(as_ada, name, sams_case)), name
    says(both[0], voicemail="yes")
    says(both[1], voicemail="no")
    shown = read(as_ada, "cases:safe_contact", sams_case)
    assert "<dt>A message on voicemail</dt><dd>Not known, so no</dd>" in shown and not tells(shown)


def test_that_she_has_died_is_all_that_shows_of_it(
    as_ada, both, one_person, other_case, sams_case, ben
):
    record_death(other_case, day=None, told_by="family", words="Kingfisher", by=ben)
    for name in PAGES[:3]:
        shown = read(as_ada, name, sams_case)
        assert "has died. Nobody gets in touch any more." in shown and not tells(shown), name


def test_that_a_hold_stands_is_all_that_shows_of_it(
    as_mona, one_person, sams_case, ben, maja, mona
):
    held = {"ground": "claim", "reason": "Kingfisher asked.", "until": None}
    set_hold(one_person[1], **held, by=ben)
    for name in ("erasures:holds", "erasures:order"):
        shown = read(as_mona, name, sams_case)
        assert "A hold " in shown and not tells(shown), name
        assert "Kingfisher" not in shown and "Ask to lift it" not in shown
    set_hold(one_person[0], **{**held, "reason": "A heron."}, by=mona)
    shown = read(as_mona, "erasures:holds", sams_case)
    assert "A heron." in shown and not tells(shown)


def asked(client, case):
    """The words of the page of safe contact, with the shapes of its statements."""
    meter.lines = 0
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        shown = read(client, "cases:safe_contact", case)
    shapes = [each["sql"].split(" WHERE ")[0] for each in (*main, *keys)]
    return shown, [re.sub(r'"s\d+_x\d+"', "", shape.split(" VALUES ")[0]) for shape in shapes]


def card_of(page):
    """The facts of the one number, without what names it on the page."""
    return page.split('<dl class="app-safe__facts app-facts">')[1].split("</dl>")[0]


def test_a_number_that_is_tried_out_shows_as_one_that_is_not_safe_for_any_reason(
    as_ada, one_person, sams_case, ada, ben
):
    """Ada guesses at the number of the record that she does not see."""
    sam, sam_again = one_person
    add_contact_point(sam_again, **{**SAFE, "state": "unsafe"}, by=ben)
    told = {**SAFE, "preview": "unknown"}
    guess = tell_safe_contact(fresh(sams_case), **told, by=ada)
    asked(as_ada, sams_case)
    shown, statements = asked(as_ada, sams_case)
    assert "Not safe" in card_of(shown) and not tells(shown)
    version = ContactPoint.objects.get(pk=guess.pk).version
    plain = {**told, "value": "07700 900999", "state": "unsafe", "windows": []}
    change_safe_contact(fresh(sams_case), guess, **plain, version=version, by=ada)
    asked(as_ada, sams_case)
    ordinary, as_many = asked(as_ada, sams_case)
    assert card_of(shown) == card_of(ordinary)
    assert statements == as_many


def test_a_guess_that_nothing_speaks_against_says_nothing_at_all(
    as_ada, one_person, sams_case, ada, ben
):
    add_contact_point(one_person[1], kind="email", value="sam@example.org", state="safe", by=ben)
    told = {"kind": "email", "value": "sam@example.org", "state": "safe", "windows": ANY_TIME}
    add_contact_point(one_person[0], **told, by=ada)
    shown, statements = asked(as_ada, sams_case)
    assert not tells(shown)
    ContactPoint.objects.filter(person=one_person[0]).delete()
    add_contact_point(one_person[0], **{**told, "value": "no@example.org"}, by=ada)
    asked(as_ada, sams_case)
    assert asked(as_ada, sams_case)[1] == statements


def test_safe_for_both_it_says_so(as_ada, both, sams_case):
    assert "Safe to call now" in read(as_ada, "desk:case", sams_case)
