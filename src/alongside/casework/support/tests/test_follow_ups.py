"""Mona asks about one note; Ada answers beside it, and the note stays as it was."""

import pytest
from django.urls import reverse

from alongside.casework.desk.today import today_for
from alongside.casework.support.commands import log_contact
from alongside.casework.support.followups.commands import ask_about
from alongside.casework.support.models import Contact, FollowUp
from alongside.foundation.clock import today


@pytest.fixture
def note(sams_case, ada):
    plain = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 20}
    return log_contact(sams_case, **plain, done="The door was mended.", by=ada)


@pytest.fixture
def asked(sams_case, note, ada, mona):
    of = {"contact": note.pk, "question": "Both doors?", "of": ada.pk}
    return ask_about(sams_case, **of, by=mona)


def kinds_on_the_day_of(user):
    day = today_for(user)
    return [row.item.kind for row in [*day.due, *day.ahead] if "follow_up" in row.item.kind]


def test_mona_asks_and_it_stands_on_adas_day(as_mona, sams_case, note, ada):
    page = reverse("contacts:ask", args=[sams_case.pk, note.pk])
    assert as_mona.post(page, {"question": "Both doors?"}).status_code == 302
    assert kinds_on_the_day_of(ada) == ["follow_up"]
    shown = as_mona.get(reverse("contacts:show", args=[sams_case.pk, note.pk])).content.decode()
    assert "Mona Farrell asks" in shown and "Both doors?" in shown


def test_ada_answers_and_mona_reads(as_ada, as_mona, sams_case, asked, ada, mona, note):
    page = reverse("contacts:follow-up", args=[sams_case.pk, asked.pk])
    as_ada.post(page, {"words": "The back door is next week."})
    assert kinds_on_the_day_of(ada) == []
    assert kinds_on_the_day_of(mona) == ["follow_up_answered"]
    assert "I have read it" not in as_ada.get(page).content.decode()
    read = as_mona.get(page).content.decode()
    assert "The back door is next week." in read and "I have read it" in read
    as_mona.post(page)
    assert kinds_on_the_day_of(mona) == []
    assert Contact.objects.get() == note and Contact.objects.get().earlier == []


def test_an_answer_is_given_once(as_ada, sams_case, asked):
    page = reverse("contacts:follow-up", args=[sams_case.pk, asked.pk])
    as_ada.post(page, {"words": "Next week."})
    as_ada.post(page, {"words": "Never."})
    assert FollowUp.objects.get().answer == "Next week."


def test_an_empty_question_is_asked_about(as_mona, sams_case, note):
    page = reverse("contacts:ask", args=[sams_case.pk, note.pk])
    assert "Fill in: What do you ask?" in as_mona.post(page, {"question": ""}).content.decode()


def test_only_who_leads_asks(as_ada, sams_case, note):
    assert as_ada.get(reverse("contacts:ask", args=[sams_case.pk, note.pk])).status_code == 403


def test_a_question_does_not_open_through_another_case(as_ada, sams_case, asked, ada):
    from alongside.casework.cases.commands import allocate, open_case

    other = open_case(sams_case.person, by=ada)
    allocate(other, worker=ada, by=ada)
    page = reverse("contacts:follow-up", args=[other.pk, asked.pk])
    assert as_ada.get(page).status_code == 404


def test_the_draft_of_an_answer_is_hers_alone_and_goes_with_it(as_ada, as_mona, sams_case, asked):
    page = reverse("contacts:follow-up", args=[sams_case.pk, asked.pk])
    as_ada.post(page, {"words": "I will look.", "leave": "1"})
    assert "I will look." in as_ada.get(page).content.decode()
    assert "I will look." not in as_mona.get(page).content.decode()
