"""Ada is called away in the middle of a note. The page locks; not a word is gone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.foundation import clock

WORDS = "Sam wants to sleep at Rana's until the locks are changed."


@pytest.fixture
def at_her_desk(visitor, ada, signed_in_client):
    ada.set_password("seven green umbrellas")
    ada.save()
    return visitor(signed_in_client(ada))


def away_for(minutes):
    return clock.stand_at(clock.now() + timedelta(minutes=minutes))


@pytest.mark.postgres
def test_a_lock_in_the_middle_of_a_note_loses_no_word(at_her_desk, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    at_her_desk.goes_to(page).fills("Wishes", WORDS).fills("Minutes", "12").chooses(
        "Did you reach each other?", "Yes, we spoke"
    )
    with away_for(16):
        at_her_desk.presses("Save the contact").sees_not("Sam").screenshot("locked")
        at_her_desk.fills("Password", "seven green umbrellas").presses("Unlock")
        at_her_desk.sees("is back").screenshot("note-is-back")
        assert at_her_desk.value_of("Wishes") == WORDS
        at_her_desk.presses("Save the contact").sees("The contact is saved")
        at_her_desk.goes_to(reverse("contacts:list", args=[sams_case.pk])).sees("1")


def test_finish_later_keeps_it_for_ada_alone(at_her_desk, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    at_her_desk.goes_to(page).fills("Done", WORDS).presses("Finish later")
    at_her_desk.goes_to("/today/").sees("Kept for you").follows("Unfinished")
    assert at_her_desk.value_of("Done") == WORDS
    at_her_desk.presses("Start empty instead")
    at_her_desk.goes_to(page).sees_not("is back")


def test_what_is_wrong_is_said_and_every_word_stays(at_her_desk, sams_case):
    at_her_desk.goes_to(reverse("contacts:add", args=[sams_case.pk]))
    at_her_desk.fills("Wishes", WORDS).fills("Minutes", "some").presses("Save the contact")
    at_her_desk.sees("Enter how many minutes, for example 15").screenshot("errors")
    assert at_her_desk.value_of("Wishes") == WORDS
