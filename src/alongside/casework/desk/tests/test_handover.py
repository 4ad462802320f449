"""Ada hands Sam's case to Cora, who reads one page and says that she has."""

import html
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import hand_case_over, tell_safe_contact
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.cases.models import Handover
from alongside.casework.desk.conference.commands import agree_action, hold_conference
from alongside.casework.people.commands import tell_what_helps
from alongside.casework.people.windows import ANY_TIME
from alongside.casework.support.appointments.commands import make_appointment
from alongside.casework.support.promises.commands import make_promise
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import OWN_CASES, ROLES
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.clock import now, stand_at, today

HELPS = {"not_again": "The night itself.", "good": "A walk.", "harder": "Closed doors."}


def text(answer):
    return html.unescape(answer.content.decode())


def page(case):
    return reverse("desk:handover", args=[case.pk])


@pytest.fixture
def fill(sams_case, ada):
    def more():
        of = {"contact": uuid4(), "words": "Ring the council, 020 7946 0018."}
        make_promise(sams_case, **of, due=today() + timedelta(days=3), by=ada)
        met = hold_conference(sams_case, on=today(), why="safety", decided="", by=ada)
        asked = {"words": "Ask for a marker on the flat.", "partner": "Sergeant Bell"}
        agree_action(met, **asked, owner=ada, due=today() + timedelta(days=4), by=ada)
        to_court = {"kind": "court", "on": today() + timedelta(days=5), "at": time(10, 30)}
        to_court |= {"minutes": 60, "place": "Side door", "interpreter": "to_book"}
        make_appointment(sams_case, **to_court, by=ada)
        add_party(sams_case, kind="family", name="Rana", relation="sister", by=ada)
        add_party(sams_case, kind="suspect", name="Karl", phone="07700 900999", by=ada)
        point = {"kind": "mobile", "value": f"07700 {900142 + Item.objects.count()}"}
        tell_safe_contact(sams_case, **point, state="safe", windows=ANY_TIME, by=ada)

    return more


@pytest.fixture
def written(sams_case, ada, fill):
    tell_what_helps(sams_case.person, version=0, **HELPS, by=ada)
    fill()


def test_the_page_says_what_not_to_ask_again_and_all_else_on_one_sheet(as_ada, sams_case, written):
    shown = text(as_ada.get(page(sams_case)))
    for said in (*HELPS.values(), "Ring the council", "Rana", "sister", "Karl", "Safe now"):
        assert said in shown
    assert shown.index("The night itself.") < shown.index("A walk.")
    assert "7946" not in shown and "07700" not in shown and "Show the number" not in shown


def test_dates_ahead_say_what_is_to_be_done_and_never_where_they_will_be(
    as_ada, sams_case, written
):
    shown = text(as_ada.get(page(sams_case)))
    assert "Ask for a marker on the flat." in shown and "Sergeant Bell" in shown
    assert "Appointment, court" in shown and "No interpreter yet" in shown
    assert "Side door" not in shown


def test_whoever_reads_no_notes_sees_the_dates_without_their_words(
    as_ada, sams_case, written, monkeypatch
):
    monkeypatch.setitem(ROLES, "support_worker", OWN_CASES - {Permission.CONTACT_READ})
    shown = text(as_ada.get(page(sams_case)))
    assert "Agreed in a case conference" in shown and ": Appointment</li>" in shown
    assert "marker on the flat" not in shown and "court" not in shown


def test_many_promises_crowd_out_no_court_day(as_ada, ada, sams_case, written):
    for number in range(12):
        of = {"contact": uuid4(), "words": f"Promise {number}"}
        make_promise(sams_case, **of, due=today() + timedelta(days=1), by=ada)
    assert "Appointment, court" in text(as_ada.get(page(sams_case)))


def test_mona_hands_it_over_with_a_word_and_cora_confirms(
    as_mona, as_cora, cora, sams_case, written
):
    told = {"worker": cora.pk, "words": "She likes to walk.", "once": str(uuid4())}
    answer = as_mona.post(reverse("cases:hand_over", args=[sams_case.pk]), told)
    assert answer.status_code == 302
    row = Item.objects.open().about(sams_case, "handover").get()
    assert row.owner == cora.pk
    assert "Read what was handed over" in text(as_cora.get(reverse("desk:today")))
    shown = text(as_cora.get(page(sams_case)))
    assert "She likes to walk." in shown and "I have read it" in shown
    assert "Cora Vance has not confirmed yet" in text(as_mona.get(page(sams_case)))
    as_cora.post(reverse("desk:handover-read", args=[sams_case.pk]), {"once": str(uuid4())})
    assert Handover.objects.get().read_at
    assert not Item.objects.open().about(sams_case, "handover").exists()
    assert "Cora Vance has read it on" in text(as_mona.get(page(sams_case)))


def test_a_first_contact_that_nobody_made_moves_along_and_is_no_second_one(mona, cora, sams_case):
    due = Item.objects.open().about(sams_case, "first_contact").get().due
    with stand_at(now() + timedelta(days=1)):
        hand_case_over(sams_case, to=cora, by=mona)
    item = Item.objects.open().about(sams_case, "first_contact").get()
    assert item.owner == cora.pk and item.due == due


def test_nobody_confirms_for_her(as_mona, mona, cora, sams_case):
    hand_case_over(sams_case, to=cora, by=mona)
    assert "I have read it" not in text(as_mona.get(page(sams_case)))
    as_mona.post(reverse("desk:handover-read", args=[sams_case.pk]), {"once": str(uuid4())})
    assert Handover.objects.get().read_at is None


def test_handed_on_before_it_was_read_only_the_last_is_asked(mona, ada, cora, sams_case):
    hand_case_over(sams_case, to=cora, by=mona)
    hand_case_over(sams_case, to=ada, by=mona)
    assert Item.objects.open().about(sams_case, "handover").get().owner == ada.pk


def test_a_longer_file_costs_what_a_short_one_costs(as_ada, sams_case, written, fill):
    def statements():
        meter.lines = 0
        with CaptureQueriesContext(connections["default"]) as met:
            assert as_ada.get(page(sams_case)).status_code == 200
        return len(met)

    one = statements()
    for _ in range(6):
        fill()
    assert statements() == one <= 30
