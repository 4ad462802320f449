"""Sam sees the police on Thursday, with an interpreter; where it is, no list tells."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.models import Moment
from alongside.casework.desk.today import today_for
from alongside.casework.keeping.commands import set_hold
from alongside.casework.support.appointments.commands import (
    answer_appointment,
    change_appointment,
    make_appointment,
)
from alongside.casework.support.models import Appointment
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.clock import stand_at, today
from alongside.foundation.packs.models import Fitting
from alongside.foundation.vault.ring import ring

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
WHERE = "Room 3, Rose House"
ASKED = {"kind": "police", "on": "thu", "at": "10:30", "minutes": "60", "place": WHERE}
ASKED |= {"interpreter": "to_book", "interpreter_wants": "Arabic, Levantine"}


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def arranged(sams_case, ada):
    def make(**facts):
        meeting = {"kind": "police", "on": today(), "at": time(14, 0), "place": WHERE}
        return make_appointment(sams_case, **{**meeting, **facts}, by=ada)

    return make


def open_rows(case):
    rows = Item.objects.open().about(case, "appointment")
    return list(rows.values_list("due", "at"))


def test_arranged_it_stands_on_her_agenda_at_its_hour(as_ada, sams_case):
    page = reverse("appointments:add", args=[sams_case.pk])
    assert as_ada.post(page, {**ASKED, "interpreter_cost": "45.50"}).status_code == 302
    assert open_rows(sams_case) == [(date(2026, 11, 26), time(10, 30))]
    assert Appointment.objects.get().interpreter_cost == Decimal("45.50")


def test_whom_she_wants_to_interpret_and_whom_not_is_not_asked_again(as_ada, sams_case):
    page = reverse("appointments:add", args=[sams_case.pk])
    to_book = re.compile(r'value="to_book"[^>]*checked')
    assert not to_book.search(as_ada.get(page).content.decode())
    sam = sams_case.person
    sam.interpreter, sam.languages, sam.interpreter_plan = "yes", "Arabic, Levantine", "A woman"
    sam.interpreter_avoid = "Nobody from the Rose Street circle"
    sam.save()
    shown = as_ada.get(page).content.decode()
    assert to_book.search(shown) and "Arabic, Levantine · A woman" in shown
    assert "Rose Street circle" in shown
    sam.interpreter_plan = "W" * 300
    sam.save()
    form = as_ada.get(page).content.decode()
    assert "W" * 300 in form and "Levantine · W" not in form, "what fits the field can be saved"


def test_what_is_wrong_is_said_and_every_word_stays(as_ada, sams_case):
    wrong = {**ASKED, "on": "23 November 2026", "interpreter_cost": "a lot"}
    page = as_ada.post(reverse("appointments:add", args=[sams_case.pk]), wrong).content.decode()
    assert "Enter today or a later day" in page and "for example 45.50" in page
    assert WHERE in page and "Arabic, Levantine" in page


def test_on_her_day_it_says_who_and_where_and_what_is_missing(as_ada, arranged, ada):
    arranged(interpreter="to_book")
    assert len(today_for(ada).appointments) == 1
    page = as_ada.get(reverse("desk:today")).content.decode()
    assert "Police" in page and WHERE in page and "No interpreter yet" in page


@pytest.mark.parametrize("page", ["desk:today", "appointments:list", "desk:case"])
def test_a_hidden_place_stands_on_its_own_page_alone(as_ada, arranged, sams_case, page):
    hidden = arranged(hidden=True)
    args = [] if page == "desk:today" else [sams_case.pk]
    assert WHERE not in as_ada.get(reverse(page, args=args)).content.decode()
    own = reverse("appointments:show", args=[sams_case.pk, hidden.pk])
    assert WHERE in as_ada.get(own).content.decode()


def test_each_fact_stands_beside_the_word_that_the_organisation_has_for_it(
    as_ada, arranged, sams_case
):
    Fitting.objects.create(of="appointment.place", labels={"en-gb": "Where we meet"})
    own = reverse("appointments:show", args=[sams_case.pk, arranged().pk])
    page = as_ada.get(own).content.decode()
    assert ">Where we meet<" in page and ">What for<" in page and "Room or place" not in page


def test_it_took_place_and_the_note_is_the_next_page(as_ada, arranged, sams_case):
    kept = arranged(interpreter="booked")
    page = reverse("appointments:show", args=[sams_case.pk, kept.pk])
    answer = as_ada.post(page, {"outcome": "attended"})
    assert answer.url == reverse("contacts:add", args=[sams_case.pk])
    assert open_rows(sams_case) == [] and Appointment.objects.get().interpreter == "came"
    assert Moment.objects.get(record=kept.pk).event == "appointment"


def test_what_did_not_happen_is_told_in_her_words_and_blames_nobody(as_ada, arranged, sams_case):
    kept = arranged()
    page = reverse("appointments:show", args=[sams_case.pk, kept.pk])
    as_ada.post(page, {"outcome": "could_not_come", "why": "The bus did not come."})
    shown = as_ada.get(page).content.decode()
    assert "The bus did not come." in shown and "They could not come" in shown
    assert Moment.objects.get(record=kept.pk).event == "appointment_not_held"
    again = as_ada.post(page, {"outcome": "attended"})
    assert again.status_code == 200 and Appointment.objects.get().outcome == "could_not_come"


def test_an_interpreter_who_did_not_come_is_noted_as_that(arranged, ada):
    meeting = arranged(interpreter="booked")
    answer_appointment(meeting, outcome="interpreter_missing", why="", by=ada)
    assert Appointment.objects.get().interpreter == "no_show"


def test_moved_it_takes_its_row_along_and_keeps_the_earlier_day(as_ada, arranged, sams_case, ben):
    meeting = arranged()
    Item.objects.open().about(sams_case, "appointment").update(owner=ben.pk)
    page = reverse("appointments:change", args=[sams_case.pk, meeting.pk])
    assert as_ada.post(page, {**ASKED, "version": "1"}).status_code == 302
    assert open_rows(sams_case) == [(date(2026, 11, 26), time(10, 30))]
    assert Item.objects.open().about(sams_case, "appointment").get().owner == ben.pk
    own = reverse("appointments:show", args=[sams_case.pk, meeting.pk])
    assert "Moved from Tuesday 24 November 2026, 14:00." in as_ada.get(own).content.decode()


def test_what_it_said_before_is_kept_also_while_a_hold_stands(
    as_ada, arranged, sams_case, ada, mona
):
    set_hold(sams_case.person, ground="claim", reason="", until=None, by=mona)
    meeting = arranged(attendees="PC Marsh", interpreter_cost=Decimal("45.50"))
    changed = {"attendees": "PC Low", "interpreter_cost": None, "hidden": True}
    change_appointment(meeting, version=1, **changed, by=ada)
    own = reverse("appointments:show", args=[sams_case.pk, meeting.pk])
    shown = as_ada.get(own).content.decode().partition("What it said before")[2]
    assert "PC Marsh" in shown and "45.50" in shown and "Moved from" not in shown


def test_two_people_change_it_and_nobodys_words_vanish(as_ada, arranged, sams_case, ada):
    meeting = arranged()
    change_appointment(meeting, version=1, place="Room 5", by=ada)
    page = reverse("appointments:change", args=[sams_case.pk, meeting.pk])
    late = as_ada.post(page, {**ASKED, "version": "1"})
    assert late.status_code == 409
    assert "Room 5" in late.content.decode() and WHERE in late.content.decode()
    with pytest.raises(ChangedMeanwhile):
        change_appointment(meeting, version=1, place="Room 7", by=ada)


def test_what_is_over_is_not_changed_any_more(as_ada, arranged, sams_case, ada):
    meeting = arranged()
    answer_appointment(meeting, outcome="attended", why="", by=ada)
    page = reverse("appointments:change", args=[sams_case.pk, meeting.pk])
    assert as_ada.get(page).status_code == 404


def test_the_draft_of_an_appointment_is_kept_and_goes_when_it_is_saved(as_ada, sams_case):
    page = reverse("appointments:add", args=[sams_case.pk])
    as_ada.post(page, {**ASKED, "leave": "1"})
    assert WHERE in as_ada.get(page).content.decode()
    as_ada.post(page, ASKED)
    assert WHERE not in as_ada.get(page).content.decode()


def test_her_day_costs_the_same_for_five_appointments_and_for_fifty(as_ada, arranged, ada):
    assert cost(as_ada, arranged, 5) == cost(as_ada, arranged, 50)


def cost(client, arranged, wanted):
    while Appointment.objects.count() < wanted:
        arranged(on=today() - timedelta(days=1))
    page = reverse("desk:today")
    client.get(page)
    ring.clear()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(page).content.count(b"app-row__who") >= wanted
    return len(main) + len(keys)
