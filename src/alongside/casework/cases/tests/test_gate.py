"""A number is shown once, behind the gate, and each showing is a line on the trail."""

import html
from datetime import time

import pytest

from alongside.casework.cases.commands import end_support, look_at_override
from alongside.casework.cases.models import Moment, Override
from alongside.casework.cases.second_eyes import NotOwnEyes
from alongside.casework.cases.tests.conftest import NUMBER, TUESDAY_TEN
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.windows import windows_from
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at
from alongside.foundation.packs.loader import pack

SHOWN = "contact_point.shown"


def lines(verb=SHOWN):
    return Entry.objects.filter(verb=verb).count()


def text(answer):
    return html.unescape(answer.content.decode())


def test_ada_is_shown_the_number_with_the_name_to_give(as_ada, sams_case, page, send, mobile, ada):
    answer = send(as_ada, page("number", sams_case, mobile.pk))
    assert NUMBER in text(answer) and "Say you are “Ada from the library”." in text(answer)
    line = Entry.objects.get(verb=SHOWN)
    assert (line.actor, line.subject) == (ada.pk, f"people.contactpoint:{mobile.pk}")


def test_looking_at_the_page_shows_nothing_and_leaves_no_such_line(as_ada, sams_case, page, mobile):
    answer = as_ada.get(page("number", sams_case, mobile.pk), follow=True)
    assert answer.status_code == 200 and NUMBER not in text(answer)
    assert lines() == 0


def test_no_other_page_of_the_case_shows_it(as_ada, sams_case, page, mobile):
    for name in ("safe_contact", "person", "danger", "overrides"):
        assert NUMBER not in text(as_ada.get(page(name, sams_case)))
    assert NUMBER not in text(as_ada.get(page("change_safe_contact", sams_case, mobile.pk)))
    assert NUMBER not in text(as_ada.get(page("withdraw_safe_contact", sams_case, mobile.pk)))


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "unknown"},
        {"state": "unsafe"},
        {"state": "safe", "windows": []},
        {"state": "safe", "windows": windows_from(range(7), time(0), time(0, 1))},
    ],
)
def test_what_is_not_safe_is_not_shown(as_ada, sams_case, page, send, add_number, facts):
    point = add_number(**facts)
    answer = send(as_ada, page("number", sams_case, point.pk))
    assert answer.url == page("override", sams_case, point.pk)
    assert NUMBER not in text(as_ada.get(answer.url)) and lines() == 0


def test_first_contact_counts_its_tries(as_ada, sams_case, page, send, add_number):
    point = add_number(state="first_contact")
    address = page("number", sams_case, point.pk)
    for left in reversed(range(pack().safe_contact.tries)):
        ContactPoint.objects.update(tried_on=None)  # on another day
        answer = text(send(as_ada, address))
        assert NUMBER in answer and "Hello, may I speak to Sam, please?" in answer
        assert ContactPoint.objects.get().tries == pack().safe_contact.tries - left
    assert send(as_ada, address).status_code == 302
    assert lines() == pack().safe_contact.tries


def test_the_looks_of_one_day_are_one_try_and_each_leaves_a_line(
    as_ada, sams_case, page, add_number
):
    point = add_number(state="first_contact")
    sent = {"once": "b1f0c2c8-8f0b-4b53-9d10-111111111111"}
    for _ in range(2):
        as_ada.post(page("number", sams_case, point.pk), sent)
    assert ContactPoint.objects.get().tries == 1 and lines() == 2


def test_first_contact_is_made_by_the_worker_who_has_the_case(
    as_mona, sams_case, page, send, add_number
):
    point = add_number(state="first_contact")
    answer = send(as_mona, page("number", sams_case, point.pk))
    assert answer.url == page("override", sams_case, point.pk)
    assert ContactPoint.objects.get().tries == 0


def test_a_spent_token_opens_no_other_number(as_ada, sams_case, page, add_number):
    point = add_number(state="unsafe")
    token = "b1f0c2c8-8f0b-4b53-9d10-222222222222"
    as_ada.post(page("danger", sams_case), {"level": "high", "reason": "", "once": token})
    why = {"ground": "life", "reason": "He is at the door.", "once": token}
    answer = as_ada.post(page("override", sams_case, point.pk), why)
    assert answer.status_code == 409 and NUMBER not in text(answer)
    assert not Override.objects.exists()


def test_first_contact_cannot_be_begun_anew_with_the_same_number(
    as_ada, sams_case, page, send, add_number
):
    point = add_number(state="first_contact")
    send(as_ada, page("number", sams_case, point.pk))
    again = {"kind": "mobile", "state": "first_contact", "voicemail": "unknown", "version": "1"}
    send(as_ada, page("change_safe_contact", sams_case, point.pk), **again)
    assert ContactPoint.objects.get().tries == 1
    other = {**again, "version": "2", "value": "07700 900999"}
    send(as_ada, page("change_safe_contact", sams_case, point.pk), **other)
    assert ContactPoint.objects.get().tries == 0


def test_another_persons_number_is_missing(as_ada, ada, sams_case, page, send):
    from alongside.casework.people.commands import add_contact_point, add_person

    someone = add_contact_point(
        add_person(known_as="Chidi", by=ada), kind="mobile", value=NUMBER, by=ada
    )
    assert send(as_ada, page("number", sams_case, someone.pk)).status_code == 404
    assert send(as_ada, page("override", sams_case, someone.pk)).status_code == 404


def test_ben_is_shown_nothing(as_ben, sams_case, page, send, mobile):
    assert send(as_ben, page("number", sams_case, mobile.pk)).status_code == 404
    assert lines() == 0


def test_after_the_end_of_support_the_gate_stays_shut(as_ada, ada, sams_case, page, send, mobile):
    end_support(sams_case, reason="done_together", outcome="better", summary="", by=ada)
    answer = send(as_ada, page("number", sams_case, mobile.pk))
    assert answer.url == page("override", sams_case, mobile.pk) and lines() == 0


@pytest.fixture(autouse=True)
def a_tuesday_morning():
    """Whether a time is safe must not hang on when the tests are run."""
    with stand_at(TUESDAY_TEN):
        yield


@pytest.fixture
def overridden(as_ada, sams_case, page, send, add_number):
    point = add_number(state="unsafe")
    why = {"ground": "life", "reason": "She rang and was screaming."}
    return send(as_ada, page("override", sams_case, point.pk), **why)


def test_life_in_danger_one_person_decides_and_a_second_one_is_told(
    overridden, as_mona, mona, ada, sams_case, page
):
    assert NUMBER in text(overridden) and lines() == lines("safe_contact.overridden") == 1
    override = Override.objects.get()
    asked = Item.objects.get(kind="override_review")
    assert (asked.owner, asked.source) == (mona.pk, override.pk)
    assert Moment.objects.filter(event="override_used", record=override.pk).exists()
    look = page("look_at_override", sams_case, override.pk)
    assert "She rang and was screaming." in text(as_mona.get(look))
    as_mona.post(look)
    override.refresh_from_db()
    asked.refresh_from_db()
    assert override.seen_by == mona and asked.outcome == "seen"


def test_who_overrode_does_not_look_at_it_herself(overridden, as_ada, sams_case, page):
    look = page("look_at_override", sams_case, Override.objects.get().pk)
    as_ada.post(look)
    assert Override.objects.get().seen_at is None
    assert Item.objects.open().filter(kind="override_review").exists()


def test_without_a_reason_nothing_is_shown(as_ada, sams_case, page, send, add_number):
    point = add_number(state="unsafe")
    answer = send(as_ada, page("override", sams_case, point.pk), ground="life", reason=" ")
    assert "Say what has happened" in text(answer) and NUMBER not in text(answer)
    assert not Override.objects.exists()


def test_where_nobody_leads_the_colleague_on_the_case_looks(
    as_mona, mona, ada, sams_case, page, send, add_number
):
    point = add_number(state="unsafe")
    why = {"ground": "reached_out", "reason": "He wrote to us a minute ago."}
    send(as_mona, page("override", sams_case, point.pk), **why)
    assert Item.objects.get(kind="override_review").owner == ada.pk


def test_where_nobody_else_is_there_nobody_looks_at_her_own_override(
    as_ada, ada, mona, northgate, sams_case, page, send, add_number
):
    User.objects.filter(pk=mona.pk).update(is_active=False)
    point = add_number(state="unsafe")
    why = {"ground": "reached_out", "reason": "He wrote to us a minute ago."}
    send(as_ada, page("override", sams_case, point.pk), **why)
    override = Override.objects.get()
    send(as_ada, page("look_at_override", sams_case, override.pk))
    assert Item.objects.open().filter(kind="override_review").exists()
    with pytest.raises(NotOwnEyes):
        look_at_override(override, by=ada)
