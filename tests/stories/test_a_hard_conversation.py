"""One hard conversation: whose words are whose, what was agreed and promised, who asks about it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.support.models import Contact
from alongside.foundation.clock import stand_at

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def comes(visitor, signed_in_client):
    """A fresh window, as each day begins with one."""
    return lambda user: visitor(signed_in_client(user))


def test_a_conversation_its_promise_and_a_question_about_it(comes, ada, mona, sams_case):
    case = f"/cases/{sams_case.pk}"
    with stand_at(TUESDAY):
        note = the_note(comes(ada), case)
        asks(comes(mona), note)
        corrects(comes(ada), note)
    with stand_at(TUESDAY + timedelta(days=1)):
        answers(comes(ada), case)
        reads_the_answer(comes(mona))
    with stand_at(TUESDAY + timedelta(days=2)):
        keeps_the_promise(comes(ada), case)


def the_note(ada, case):
    ada.goes_to(f"{case}/contacts/add/").sees("Listening, step by step")
    ada.chooses("How did you meet?", "In person")
    ada.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "45")
    ada.fills("Purpose", "She claims that he came back.")
    ada.opens("Keep voices apart").fills("What I saw or heard", "Her hands shook.")
    ada.fills("Their words", "He stood at the gate.").fills("My view", "She is exhausted.")
    ada.opens("What we agreed").fills("Agreed, in their words", "We change the lock.")
    ada.chooses("Did you read it back?", "Read back, and it is right")
    ada.fills("I promised to", "Ring the council about the gate")
    ada.fills("Promised for", "tomorrow").screenshot("voices")
    ada.presses("Read this as the defence would").sees("Not saved yet", "says, describes")
    assert not Contact.objects.exists(), "to read it is not to save it"
    ada.fills("Purpose", "She told us that he came back.").presses("Save the contact")
    ada.sees("The contact is saved").goes_to(f"{case}/contacts/").follows("Tuesday 24 November")
    ada.sees("The voices, kept apart", "Her hands shook.", "Read back, and it is right")
    ada.screenshot("voices-kept")
    return f"{case}/contacts/{Contact.objects.get().pk}/"


def asks(mona, note):
    mona.goes_to(note).follows("Ask about this note")
    mona.fills("What do you ask?", "Who saw him at the gate?").presses("Ask").sees("Asked.")


def answers(ada, case):
    ada.goes_to("/today/").sees("A question about a note").screenshot("asked")
    with ada.within("A question about a note"):
        ada.follows("Look at it")
    ada.sees("Mona Farrell asks", "Who saw him at the gate?")
    ada.fills("Your answer", "It was the neighbour.").presses("Answer").sees("Answered. Whoever")


def reads_the_answer(mona):
    mona.goes_to("/today/").sees("An answer to read").follows("Look at it")
    mona.sees("It was the neighbour.").presses("I have read it").sees("Read. It is off your day.")


def corrects(ada, note):
    ada.goes_to(note).follows("Correct").fills("Minutes", "50").presses("Save")
    ada.goes_to(note).sees("What it said before", "45").screenshot("corrected")


def keeps_the_promise(ada, case):
    ada.goes_to("/today/").sees("Ring the council about the gate").screenshot("promise-late")
    ada.goes_to(f"{case}/promises/").sees("Late").follows("New date").fills("New date", "mon")
    ada.chooses("Do they know?", "They know").presses("Save the new date")
    ada.sees("The promise has its new date.", "They know").screenshot("promise-moved")
    ada.presses("Kept").sees("It is off your day").goes_to("/today/").sees_not("Ring the council")


def test_an_appointment_with_an_interpreter_and_how_it_went(comes, ada, sams_case):
    case = f"/cases/{sams_case.pk}"
    with stand_at(TUESDAY):
        day = comes(ada).goes_to(f"{case}/appointments/add/").chooses("What for?", "Court")
        day.fills("Day", "thu").fills("Time", "10:30").fills("Room or place", "Court 4, side door")
        day.ticks("Hide the place on every list").chooses("Interpreter", "Still to be booked")
        day.opens("What the interpreter should be").fills("Language and dialect", "Dari")
        day.screenshot("appointment-form").presses("Save the appointment")
        day.sees("Court 4", "Dari", "The place stands on this page alone")
        day.screenshot("appointment")
    with stand_at(TUESDAY + timedelta(days=2)):
        day = comes(ada).goes_to("/today/").sees("10:30", "No interpreter yet")
        day.sees_not("side door").screenshot("today-court").goes_to(f"{case}/appointments/")
        day.sees_not("side door").follows("Court")
        day.chooses("How did it go?", "The interpreter did not come").presses("Save how it went")
        day.sees("Noted.").screenshot("appointments")
