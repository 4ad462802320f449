"""What Sam says is safe: told, changed, confirmed in one tap, withdrawn."""

import html
from datetime import timedelta

import pytest

from alongside.casework.cases.models import Moment
from alongside.casework.cases.tests.conftest import NUMBER, TUESDAY_TEN
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at, today

TOLD = {
    "kind": "mobile",
    "value": NUMBER,
    "state": "safe",
    "when": "times",
    "days_1": ["1", "3"],
    "from_1": "10:00",
    "to_1": "11.30",
    "days_2": ["4"],
    "from_2": "14",
    "to_2": "16",
    "voicemail": "no",
    "say": "Ada from the library",
}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def tell(as_ada, sams_case, page, send):
    def post(**answers):
        return send(as_ada, page("add_safe_contact", sams_case), **{**TOLD, **answers})

    return post


def test_ada_writes_down_what_sam_said(tell, as_ada, sams_case, page):
    assert tell().url == page("safe_contact", sams_case)
    point = ContactPoint.objects.get()
    assert point.value == NUMBER and point.confirmed_on == today()
    assert point.safe_times == "Tue and Thu 10:00 to 11:30, Friday 14:00 to 16:00"
    listed = text(as_ada.get(page("safe_contact", sams_case)))
    assert point.safe_times in listed and NUMBER not in listed
    assert Moment.objects.get(event="safe_contact_changed").record == point.pk


def test_any_time_is_a_choice_that_has_to_be_made(tell):
    assert "Say when it is safe" in text(tell(when=""))
    tell(when="any")
    point = ContactPoint.objects.get()
    assert list(map(dict, point.windows)) == ANY_TIME and point.safe_at_any_time


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"value": ""}, "Enter the number or address"),
        ({"state": ""}, "Choose whether it is safe"),
        ({"from_1": "12:00"}, "The first time must be earlier"),
        ({"from_1": "half ten"}, "Enter a time, for example 10:30"),
        ({"to_2": ""}, "Enter both times"),
        ({"days_1": []}, "Choose the days for these times"),
        ({"kind": "post", "state": "first_contact"}, "Only a telephone number"),
    ],
)
def test_what_is_missing_is_said_and_every_word_is_kept(tell, answers, said):
    answer = tell(**answers)
    assert answer.status_code == 200 and said in text(answer)
    assert "Ada from the library" in text(answer)
    assert not ContactPoint.objects.exists()


def test_no_time_at_all_is_no_safe_time(tell):
    none = {"days_1": [], "from_1": "", "to_1": "", "days_2": [], "from_2": "", "to_2": ""}
    assert "Choose at least one day" in text(tell(**none))


def test_an_email_that_was_not_asked_about_is_unknown(tell):
    tell(kind="email", value="sam@example.org", state="unknown", when="")
    point = ContactPoint.objects.get()
    assert point.confirmed_on is None and point.windows == []


def test_the_number_stays_when_it_is_not_typed_again(as_ada, sams_case, page, send, tell, mobile):
    address = page("change_safe_contact", sams_case, mobile.pk)
    assert NUMBER not in text(as_ada.get(address))
    changed = {**TOLD, "value": "", "say": "Ada from the clinic", "version": "1"}
    assert send(as_ada, address, **changed).status_code == 302
    point = ContactPoint.objects.get()
    assert (point.value, point.say, point.version) == (NUMBER, "Ada from the clinic", 2)


def test_the_form_begins_with_what_was_told(as_ada, sams_case, page, tell):
    tell()
    point = ContactPoint.objects.get()
    form = text(as_ada.get(page("change_safe_contact", sams_case, point.pk)))
    assert (
        form.count(" checked") == 11
    )  # kind, state, when, three days, four of the phone, at present
    for words in ('value="10:00"', 'value="11:30"', 'value="14:00"', "Ada from the library"):
        assert words in form


def test_of_two_who_change_it_the_second_sees_the_first(
    as_ada, as_mona, sams_case, page, send, mobile
):
    address = page("change_safe_contact", sams_case, mobile.pk)
    send(as_mona, address, **{**TOLD, "say": "Mona from the clinic", "version": "1"})
    late = send(as_ada, address, **{**TOLD, "say": "Ada from the shop", "version": "1"})
    assert late.status_code == 409
    assert "Mona from the clinic" in text(late) and "Ada from the shop" in text(late)
    assert ContactPoint.objects.get().say == "Mona from the clinic"
    again = {**TOLD, "say": "Ada from the shop", "version": "2"}
    assert 'name="version" value="2"' in text(late)
    assert send(as_ada, address, **again).status_code == 302


def test_still_safe_like_this_is_one_tap(request, sams_case, page, send, add_number):
    with stand_at(TUESDAY_TEN - timedelta(days=10)):
        point = add_number()
    with stand_at(TUESDAY_TEN):
        as_ada = request.getfixturevalue("as_ada")
        assert "Still safe like this" in text(as_ada.get(page("safe_contact", sams_case)))
        send(as_ada, page("confirm_safe_contact", sams_case, point.pk))
    point.refresh_from_db()
    assert point.confirmed_on == TUESDAY_TEN.date()


def test_what_was_never_safe_cannot_be_confirmed(as_ada, sams_case, page, send, add_number):
    point = add_number(state="unsafe")
    send(as_ada, page("confirm_safe_contact", sams_case, point.pk))
    point.refresh_from_db()
    assert point.state == "unsafe" and point.confirmed_on is None


def test_looking_at_the_tap_confirms_nothing(as_ada, sams_case, page, add_number):
    point = add_number()
    as_ada.get(page("confirm_safe_contact", sams_case, point.pk))
    assert not Entry.objects.filter(verb="contact_point.confirmed").exists()


def test_withdrawn_it_is_gone_from_every_page(as_ada, sams_case, page, send, mobile):
    send(as_ada, page("withdraw_safe_contact", sams_case, mobile.pk))
    assert "No number or address yet" in text(as_ada.get(page("safe_contact", sams_case)))
    assert send(as_ada, page("number", sams_case, mobile.pk)).status_code == 404
    assert as_ada.get(page("change_safe_contact", sams_case, mobile.pk)).status_code == 404


def test_sent_twice_it_is_written_once(as_ada, sams_case, page):
    sent = {**TOLD, "once": "b1f0c2c8-8f0b-4b53-9d10-222222222222"}
    for _ in range(2):
        as_ada.post(page("add_safe_contact", sams_case), sent)
    assert ContactPoint.objects.count() == 1


def test_words_typed_and_left_are_there_again(as_ada, sams_case, page, send):
    address = page("add_safe_contact", sams_case)
    send(as_ada, address, **{**TOLD, "leave": "1"})
    back = text(as_ada.get(address))
    assert "Ada from the library" in back and "is back." in back
    assert not ContactPoint.objects.exists()
