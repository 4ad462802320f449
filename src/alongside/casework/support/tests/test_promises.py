"""Ada promises Sam something: it stands on her day until it is kept, and first when it is late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.desk.today import today_for
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.windows import ANY_TIME
from alongside.casework.support.commands import log_contact, withdraw_contact
from alongside.casework.support.models import Contact, Promise, Rhythm
from alongside.casework.support.promises.commands import move_promise
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at, today

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
THURSDAY = date(2026, 11, 26)
WORDS = "Send the bail conditions in Arabic"
SPOKE = {"channel": "phone", "reached": "yes", "on": "today", "minutes": "18"}


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def promised(sams_case, ada):
    note = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 20}
    contact = log_contact(sams_case, by=ada, promises=[(WORDS, THURSDAY)], **note)
    return contact, Promise.objects.get()


@pytest.fixture
def log(as_ada, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    return lambda **more: as_ada.post(page, {**SPOKE, **more})


def on_the_agenda(case):
    return list(Item.objects.open().about(case, "promise").values_list("due", flat=True))


def test_two_promises_of_one_contact_are_two_rows_of_the_agenda(log, sams_case):
    first = {"promise": WORDS, "promise_by": "thu"}
    second = {"promise_2": "Ring the council", "promise_2_by": "fri"}
    assert log(**first, **second).status_code == 302
    assert on_the_agenda(sams_case) == [THURSDAY, date(2026, 11, 27)]
    assert [p.words for p in Promise.objects.all()] == [WORDS, "Ring the council"]


@pytest.mark.parametrize(
    ("half", "said"),
    [
        ({"promise": WORDS}, "Enter by when"),
        ({"promise_by": "thu"}, "Enter what you promised"),
        ({"promise": WORDS, "promise_by": "23 November 2026"}, "Enter today or a later day"),
    ],
)
def test_half_a_promise_is_asked_for_and_loses_no_word(log, half, said):
    page = log(**half, wishes="To sleep.").content.decode()
    assert said in page and "To sleep." in page and not Promise.objects.exists()


def test_a_late_promise_comes_first_on_her_day(as_ada, promised, ada):
    assert [row.reason for row in today_for(ada).ahead if row.item.kind == "promise"] == [WORDS]
    with stand_at(TUESDAY + timedelta(days=3)):
        day = today_for(ada)
        assert [row.reason for row in day.promises] == [WORDS] and day.first in day.promises


def test_on_the_page_of_her_day_it_stands_above_the_calls(as_ada, promised, sams_case, ada):
    move_promise(promised[1], due=today(), told="yes", by=ada)
    page = as_ada.get(reverse("desk:today")).content.decode()
    assert page.index(WORDS) < page.index(">Calls<")


def test_kept_in_one_press_it_is_off_her_day_and_in_the_list(as_ada, promised, sams_case):
    as_ada.post(reverse("promises:kept", args=[sams_case.pk, promised[1].pk]))
    assert on_the_agenda(sams_case) == []
    listed = as_ada.get(reverse("promises:list", args=[sams_case.pk])).content.decode()
    assert WORDS in listed.partition(">Kept<")[2]


def test_a_new_date_asks_whether_they_know_and_keeps_the_first(as_ada, promised, sams_case):
    page = reverse("promises:new-date", args=[sams_case.pk, promised[1].pk])
    untold = as_ada.post(page, {"due": "30 November 2026"})
    assert "Choose one of these: Do they know?" in untold.content.decode()
    as_ada.post(page, {"due": "30 November 2026", "told": "not_safe"})
    assert on_the_agenda(sams_case) == [date(2026, 11, 30)]
    listed = as_ada.get(reverse("promises:list", args=[sams_case.pk])).content.decode()
    assert "First for Thursday 26 November 2026." in listed and "not safe to reach them" in listed


def test_a_new_date_leaves_it_with_whoever_has_it_now(promised, ada, ben, sams_case):
    Item.objects.open().about(sams_case, "promise").update(owner=ben.pk)
    move_promise(promised[1], due=date(2026, 11, 30), told="yes", by=ada)
    assert Item.objects.open().about(sams_case, "promise").get().owner == ben.pk


def test_a_contact_that_was_a_slip_promised_nothing(promised, ada, sams_case):
    withdraw_contact(promised[0], by=ada)
    assert on_the_agenda(sams_case) == [] and not Promise.objects.unkept().exists()


def test_a_kept_promise_is_not_kept_again(as_ada, promised, sams_case):
    page = reverse("promises:kept", args=[sams_case.pk, promised[1].pk])
    assert as_ada.post(page).status_code == 302
    assert as_ada.post(page).status_code == 404


def test_the_rhythm_agreed_proposes_the_next_contact(as_ada, log, sams_case, ada):
    safe = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": ANY_TIME}
    add_contact_point(sams_case.person, **safe, by=ada)
    log(rhythm="weekly")
    assert Rhythm.objects.get().every == "weekly"
    page = as_ada.get(reverse("contacts:add", args=[sams_case.pk])).content.decode()
    assert "Tuesday 1 December" in page and "2026-12-01T10:15:00+00:00" in page
    log(proposed="2026-12-01T10:15:00+00:00")
    call = Item.objects.open().about(sams_case, "call").get()
    assert (call.due, f"{call.at:%H:%M}") == (date(2026, 12, 1), "10:15")


def test_a_proposed_time_counts_only_when_they_spoke(log, sams_case, ada):
    safe = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": ANY_TIME}
    add_contact_point(sams_case.person, **safe, by=ada)
    log(rhythm="weekly")
    before = list(Item.objects.open().about(sams_case).values_list("kind", "due"))
    log(proposed="2026-12-01T10:15:00+00:00", reached="no_answer")
    assert list(Item.objects.open().about(sams_case).values_list("kind", "due")) == before
    assert Contact.objects.count() == 2


def test_two_answers_to_when_next_are_asked_about(log, sams_case, ada):
    safe = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": ANY_TIME}
    add_contact_point(sams_case.person, **safe, by=ada)
    log(rhythm="weekly")
    both = log(proposed="2026-12-01T10:15:00+00:00", next_on="fri").content.decode()
    assert "Choose a proposed time or enter another day, not both" in both
    invented = log(proposed="2026-12-01T03:00:00+00:00").content.decode()
    assert "This time is not proposed any more" in invented
