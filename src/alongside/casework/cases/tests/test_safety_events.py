"""Something happens, and what was safe yesterday is not safe today."""

import html
from datetime import timedelta

import pytest

from alongside.casework.cases.models import Moment
from alongside.casework.cases.telling.commands import tell_safety_event
from alongside.casework.cases.tests.conftest import NUMBER, TUESDAY_TEN
from alongside.casework.people.models import ContactPoint
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at, today


def text(answer):
    return html.unescape(answer.content.decode())


def test_after_a_release_ada_asks_again(as_ada, ada, sams_case, page, send, mobile):
    sent = send(as_ada, page("safety_event", sams_case), event="released", on="today")
    assert sent.url == page("safe_contact", sams_case)
    said = text(as_ada.get(page("person", sams_case)))
    assert "Not safe to call: ask again first." in said
    assert "Something has changed since Sam told us what is safe." in said
    assert "Show the number" not in said
    asked = Item.objects.open().get(kind="ask_safe")
    assert (asked.owner, asked.due) == (ada.pk, today())
    assert Moment.objects.filter(event="released", on=today()).exists()


def test_one_tap_in_the_banner_and_it_is_safe_again(as_ada, ada, sams_case, page, send, mobile):
    tell_safety_event(sams_case, event="moved", on=today(), by=ada)
    said = text(as_ada.get(page("person", sams_case)))
    banner = said[said.index("app-safe__head") : said.index("</section>")]
    assert page("confirm_safe_contact", sams_case, mobile.pk) in banner
    send(as_ada, page("confirm_safe_contact", sams_case, mobile.pk))
    assert "Safe to call now" in text(as_ada.get(page("person", sams_case)))
    assert not Item.objects.open().filter(kind="ask_safe").exists()


def test_what_she_confirmed_after_the_event_stands(ada, sams_case, add_number):
    with stand_at(TUESDAY_TEN):
        point = add_number()
        tell_safety_event(sams_case, event="moved", on=today() - timedelta(days=3), by=ada)
    point.refresh_from_db()
    assert point.ended_on is None


def test_a_day_to_come_has_not_happened(as_ada, sams_case, page, send):
    answer = send(as_ada, page("safety_event", sams_case), event="moved", on="tomorrow")
    assert "not in the future" in text(answer) and not Moment.objects.filter(event="moved")


def test_a_letter_that_came_back(as_ada, sams_case, page, send, add_number, mobile):
    letter = add_number(kind="post", value="1 Mill Lane")
    assert "It came back" in text(as_ada.get(page("came_back", sams_case, letter.pk)))
    send(as_ada, page("came_back", sams_case, letter.pk))
    letter.refresh_from_db()
    mobile.refresh_from_db()
    assert (letter.state, letter.confirmed_on) == ("unknown", None)
    assert mobile.ended_on == today()
    nothing_sent = send(as_ada, page("came_back", sams_case, mobile.pk))
    assert nothing_sent.url == page("safe_contact", sams_case)


IN_FULL = {
    "kind": "mobile",
    "value": NUMBER,
    "state": "safe",
    "availability": "can_be_used",
    "when": "times",
    "days_1": ["1"],
    "from_1": "08:00",
    "to_1": "10:00",
    "zone": "new york",
    "use": "both",
    "voicemail": "no",
    "preview": "no",
    "shows": "ours",
    "our_number": "0191 496 0100",
    "sender": "Nina",
    "who_may_answer": "Her sister",
    "say_to_others": "I am from the library",
    "code_question": "Is the book in?",
    "code_reply": "The blue one",
}


def test_everything_that_was_agreed_stands_beside_the_number(as_ada, sams_case, page, send):
    send(as_ada, page("add_safe_contact", sams_case), **IN_FULL)
    point = ContactPoint.objects.get()
    assert point.zone == "America/New_York"
    listed = text(as_ada.get(page("safe_contact", sams_case)))
    for said in ("(time in New York)", "Call from 0191 496 0100.", "“Is the book in?”", "Nina"):
        assert said in listed
    assert "I am from the library" in listed and NUMBER not in listed
    form = text(as_ada.get(page("change_safe_contact", sams_case, point.pk)))
    assert 'value="New York"' in form and 'value="The blue one"' in form


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"zone": "Atlantis"}, "Enter a larger city in the same time zone"),
        ({"our_number": ""}, "Say which of our numbers shows"),
        ({"code_reply": ""}, "A code needs both"),
    ],
)
def test_half_a_rule_is_none(as_ada, sams_case, page, send, answers, said):
    answer = send(as_ada, page("add_safe_contact", sams_case), **{**IN_FULL, **answers})
    assert said in text(answer) and not ContactPoint.objects.exists()


def test_a_phone_with_the_police_is_not_rung(as_ada, sams_case, page, send, add_number):
    point = add_number(availability="phone_taken")
    said = text(as_ada.get(page("person", sams_case)))
    assert "Not to be called at present." in said and "with the police" in said
    shown = send(as_ada, page("number", sams_case, point.pk))
    assert shown.url == page("override", sams_case, point.pk)


def test_a_mobile_for_messages_alone_says_so(as_ada, sams_case, page, send, add_number):
    point = add_number(use="texts", preview="unknown", sender="Nina")
    assert "We do not know yet what is safe for Sam" in text(as_ada.get(page("person", sams_case)))
    shown = text(send(as_ada, page("number", sams_case, point.pk)))
    assert "Only a text message, never a call." in shown and "Sign as “Nina”." in shown
