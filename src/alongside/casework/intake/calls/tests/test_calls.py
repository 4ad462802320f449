"""Somebody calls the line: what to say stands there, and nothing has to be written twice."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.intake.calls.commands import forget_calls, take_call
from alongside.casework.intake.models import Call, Referral
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.clock import now, stand_at
from alongside.foundation.figures import all_figures
from alongside.foundation.packs.loader import pack
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.insight.periods import present_quarter
from alongside.organisation.workforce.models import TimeSpent

PHONE = "/calls/"


@pytest.fixture
def helen(operator):
    who = {"email": "helen@example.org", "name": "Helen Roe", "role": "helpline"}
    return add_user(**who, by=operator)


@pytest.fixture
def as_helen(helen, signed_in_client):
    return signed_in_client(helen)


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, address=PHONE, **answers):
    return client.post(address, {"once": str(uuid4()), **answers})


def take(user, notes="He shouts.", **more):
    return take_call(**{"kind": "anonymous", "minutes": 5, **more}, notes=notes, by=user)


def test_for_each_kind_of_call_the_words_stand_on_the_page(as_helen):
    page = text(as_helen.get(PHONE))
    for lines in pack().phone.kinds.values():
        assert all(line in page for line in lines)
    for line in pack().safe_contact.neither_confirm_nor_deny.values():
        assert line in page


def test_an_anonymous_call_is_counted_and_no_person_with_it(as_helen, helen, as_maja):
    sent = {"kind": "anonymous", "notes": "She wonders about a friend.", "minutes": "12"}
    assert send(as_helen, **sent).url == PHONE
    call = Call.objects.get()
    assert (call.kind, call.taken_by, call.referral) == ("anonymous", helen, None)
    assert not Referral.objects.exists()
    assert TimeSpent.objects.get().minutes == 12
    (calls,) = (figure for figure in all_figures() if figure.name == "calls")
    assert list(calls.queryset(None).values_list("kind", "led_to")) == [("anonymous", "counted")]
    summary = text(as_maja.get(reverse("insight:summary"), {"period": present_quarter().code}))
    assert "Calls to the line" in summary


def test_pressed_twice_a_call_counts_once(as_helen):
    sent = {"kind": "silent", "notes": "", "minutes": "", "once": str(uuid4())}
    for _ in range(2):
        assert as_helen.post(PHONE, sent).status_code == 302
    assert Call.objects.count() == 1


def test_it_becomes_a_referral_without_a_word_typed_again(as_helen, as_mona):
    sent = {"kind": "self", "notes": "He waits at the school.", "minutes": "20", "refer": "1"}
    form = send(as_helen, **sent).url
    page = text(as_helen.get(form))
    assert "He waits at the school." in page and 'value="phone" checked' in page
    told = {"source": "phone", "danger": "raised", "address_class": "not_asked"}
    answer = send(as_helen, form, **told, known_as="Bee", happened="He waits at the school.")
    assert answer.status_code == 302
    referral, call = Referral.objects.get(), Call.objects.get()
    assert (call.referral, call.notes) == (referral, "")
    assert referral.happened == "He waits at the school."
    assert as_helen.get(form).url == PHONE
    assert "A referral came of this call before" in text(as_helen.get(PHONE))
    again = send(as_helen, form, **told, known_as="Bee", happened="He waits at the school.")
    assert again.url == PHONE and Referral.objects.count() == 1
    (calls,) = (figure for figure in all_figures() if figure.name == "calls")
    assert list(calls.queryset(None).values_list("led_to", flat=True)) == ["referral"]


def test_later_it_can_still_become_one(as_helen, helen):
    call = take(helen)
    address = reverse("intake:calls:refer", args=[call.pk])
    page = text(as_helen.get(PHONE))
    assert address in page and "He shouts." in page


def test_nobody_else_reads_what_was_noted(as_mona, as_maja, helen):
    call = take(helen)
    for client in (as_mona, as_maja):
        assert "He shouts." not in text(client.get(PHONE))
        for name in ("refer", "unsafe-call"):
            page = reverse(f"intake:calls:{name}", args=[call.pk])
            assert client.get(page).status_code == 404


def test_when_somebody_is_unsafe_the_words_come_before_any_form(as_helen):
    page = text(as_helen.get("/calls/unsafe/"))
    assert all(line in page for line in pack().phone.unsafe) and "Call 999" in page
    assert "press 55" in page and "<textarea" not in page
    answer = send(as_helen, unsafe="1", notes="He is at the do", minutes="oops")
    call = Call.objects.get()
    assert call.unsafe and call.notes == "He is at the do", "what does not fit stops nothing"
    page = text(as_helen.get(answer.url))
    assert page.index("Call 999") < page.index("He is at the do</textarea>")
    told = {"kind": "self", "notes": "999 called, line kept.", "minutes": "9", "refer": "1"}
    form = send(as_helen, answer.url, **told).url
    assert TimeSpent.objects.get().minutes == 9
    assert 'value="high" checked' in text(as_helen.get(form))


def test_how_to_call_without_a_word_is_told_only_where_somebody_verified_it(as_helen, settings):
    settings.PACK = "us-federal"
    page = text(as_helen.get("/calls/unsafe/"))
    assert "A text to 911" in page and "55" not in pack().silent_ways()[0]
    settings.PACK = "base"
    assert pack().silent_ways() == []
    assert "Calling for help without a word" not in text(as_helen.get("/calls/unsafe/"))


def test_after_a_month_the_notes_are_gone_and_the_call_still_counts(helen, as_helen, operator):
    with stand_at(now() - timedelta(days=31)):
        old = take(helen)
    kept = take(helen, "She will call again.")
    assert forget_calls(by=operator) == [old] and forget_calls(by=operator) == []
    with pytest.raises(KeyGone):
        print(Call.objects.get(pk=old.pk).notes)
    assert "He shouts." not in text(as_helen.get(PHONE))
    assert as_helen.get(reverse("intake:calls:refer", args=[old.pk])).status_code == 404
    ring.clear()
    assert Call.objects.count() == 2 and Call.objects.get(pk=kept.pk).notes


def test_a_volunteer_answers_no_line(as_vera):
    assert as_vera.get(PHONE).status_code == 403


def test_the_page_costs_the_same_for_two_calls_and_for_twelve(as_helen, helen):
    def statements():
        from django.db import connections
        from django.test.utils import CaptureQueriesContext

        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            as_helen.get(PHONE)
        return len(main) + len(keys)

    for _ in range(2):
        take(helen)
    as_helen.get(PHONE)
    few = statements()
    for _ in range(10):
        take(helen)
    assert statements() == few
