"""From Today to a saved contact: three clicks, and half a minute at a writer's pace."""

from datetime import datetime
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.windows import ANY_TIME
from alongside.casework.support.models import Contact
from alongside.foundation.agenda.commands import put
from alongside.foundation.clock import stand_at, today

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
A_WRITERS_PACE = 120  # milliseconds from key to key, which is 100 words in two minutes
NOTE = "Locks are fitted. She slept. I ring the council about the gate."


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def adas_day(visitor, as_ada, ada, sams_case):
    mobile = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": ANY_TIME}
    add_contact_point(sams_case.person, **mobile, by=ada)
    put(sams_case, "call", due=today(), source=sams_case.pk, owner=ada.pk, by=ada)
    return visitor(as_ada).goes_to(reverse("desk:today"))


def test_a_plain_contact_takes_three_clicks_and_half_a_minute(adas_day):
    page, clicks, began = adas_day.page, 0, monotonic()

    def click(thing):
        nonlocal clicks
        clicks += 1
        thing.check() if thing.get_attribute("type") == "radio" else thing.click()

    click(page.locator(".app-first").get_by_role("link", name="Log a contact"))
    click(page.get_by_role("radio", name="Yes, we spoke"))
    page.get_by_label("Minutes", exact=True).fill("12")
    page.get_by_label("Done", exact=True).press_sequentially(
        NOTE, delay=A_WRITERS_PACE, timeout=30_000
    )
    click(page.get_by_role("button", name="Save the contact"))
    page.wait_for_url("**/cases/*/")
    took = monotonic() - began
    assert clicks <= 3 and took < 30, f"{clicks} clicks, {took:.1f} seconds"
    print(f"\n{clicks} clicks, {took:.1f} seconds with {len(NOTE)} letters")
    assert Contact.objects.get().done == NOTE
    adas_day.sees("The contact is saved")


def test_could_not_reach_is_one_press_and_its_undo_another(adas_day):
    with adas_day.within("Do this first"):
        adas_day.presses("Could not reach")
    adas_day.sees("Could not reach is in the file", "Was that a slip?").screenshot("not-reached")
    adas_day.presses("Undo").sees("The entry is withdrawn")
    adas_day.goes_to(reverse("desk:today")).sees("Do this first").sees_not("Tried today")


def test_the_whole_form_by_hand(adas_day, sams_case):
    adas_day.goes_to(reverse("contacts:add", args=[sams_case.pk])).screenshot("log-contact")
    adas_day.opens("Keep voices apart").opens("How you knew who it was").opens("On the phone")
    adas_day.opens("What we agreed")
    adas_day.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "20")
    adas_day.chooses("How were they?", "Steady")
    adas_day.chooses("How did you know who it was?", "Code word")
    adas_day.fills("Their words", "“I slept in my bed.”").fills("My view", "He may be near.")
    adas_day.fills("Agreed, in their words", "Ada rings on Thursday.")
    adas_day.chooses("Did you read it back?", "Read back, and it is right")
    adas_day.screenshot("log-contact-open").presses("Save the contact").sees("is saved")
    adas_day.goes_to(reverse("contacts:show", args=[sams_case.pk, Contact.objects.get().pk]))
    adas_day.sees("The voices, kept apart", "My view")
    adas_day.screenshot("contact")


def test_a_promise_is_kept_from_today(adas_day, sams_case):
    adas_day.goes_to(reverse("contacts:add", args=[sams_case.pk]))
    adas_day.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "20")
    adas_day.opens("What we agreed").fills("I promised to", "Send the bail conditions").fills(
        "Promised for", "today"
    )
    adas_day.opens("How often you speak").chooses("How often do you speak?", "Every week").presses(
        "Save the contact"
    )
    adas_day.goes_to(reverse("desk:today")).screenshot("today-promise")
    with adas_day.within("Do this first"):
        adas_day.sees("Send the bail conditions").follows("New date")
    adas_day.screenshot("promise").goes_to(reverse("contacts:add", args=[sams_case.pk]))
    adas_day.sees("Tuesday 1 December").screenshot("log-contact-proposed")
    adas_day.goes_to(reverse("desk:today"))
    with adas_day.within("Do this first"):
        adas_day.presses("Kept")
    adas_day.sees("Kept. It is off your day").screenshot("promises")


def test_an_appointment_from_arranging_to_its_end(adas_day, sams_case):
    adas_day.goes_to(reverse("appointments:list", args=[sams_case.pk]))
    adas_day.follows("Arrange an appointment").chooses("What for?", "Police")
    adas_day.fills("Day", "today").fills("Time", "14:00").fills("Room or place", "Rose House")
    adas_day.ticks("Hide the place on every list").chooses("Interpreter", "Still to be booked")
    adas_day.opens("What the interpreter should be").screenshot("appointment-form")
    adas_day.presses("Save the appointment").sees("Rose House").screenshot("appointment")
    adas_day.goes_to(reverse("desk:today")).sees("The place is hidden here", "No interpreter yet")
    adas_day.sees_not("Rose House").screenshot("today-appointment")
    adas_day.goes_to(reverse("appointments:list", args=[sams_case.pk])).follows("Police")
    adas_day.chooses("How did it go?", "It took place").presses("Save how it went")
    adas_day.sees("Write the note now", "Log a contact with Sam")


def test_the_note_is_read_as_the_defence_would_and_asked_about(
    adas_day, visitor, as_mona, sams_case
):
    adas_day.goes_to(reverse("contacts:add", args=[sams_case.pk]))
    adas_day.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "20")
    adas_day.fills("Done", "Her sister Rana claims he came.")
    adas_day.presses("Read this as the defence would").sees("Not saved yet", "claims", "Rana")
    adas_day.screenshot("lens")
    assert adas_day.value_of("Done") == "Her sister Rana claims he came."
    adas_day.presses("Save the contact").sees("The contact is saved")
    mona = visitor(as_mona)
    mona.goes_to(reverse("contacts:show", args=[sams_case.pk, Contact.objects.get().pk]))
    mona.follows("Ask about this note").fills("What do you ask?", "When?").presses("Ask")
    mona.sees("Mona Farrell asks").screenshot("asked")
    adas_day.goes_to(reverse("contacts:show", args=[sams_case.pk, Contact.objects.get().pk]))
    adas_day.follows("Answer").fills("Your answer", "On Sunday.").screenshot("answer")
    adas_day.presses("Answer").sees("Ada Okafor answers", "On Sunday.")
