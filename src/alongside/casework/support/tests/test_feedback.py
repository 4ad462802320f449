"""Support has ended; somebody who did not give it asks how it was."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import end_support
from alongside.casework.cases.death.commands import record_death
from alongside.casework.cases.reopening.commands import reopen_support
from alongside.casework.support.feedback.commands import NotNow, OwnWork, note_wish, tell_feedback
from alongside.casework.support.feedback.models import FEEDBACK
from alongside.casework.support.models import Feedback
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at, today

TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
SAID = {"came": "told", "helped": "partly", "words": "Ada listened. The waiting was long."}
WHY = {"reason": "done_together", "outcome": "better", "summary": ""}


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def ended(sams_case, ada):
    return end_support(sams_case, **WHY, by=ada)


@pytest.fixture
def page(sams_case):
    return reverse("feedback:page", args=[sams_case.pk])


def test_the_end_leads_to_the_question_and_a_yes_stands_on_somebody_elses_day(
    as_ada, as_mona, ended, page, mona
):
    assert "May somebody else ask" in as_ada.get(page).content.decode()
    assert as_ada.post(page, {"may_ask": "yes"}).status_code == 302
    row = Item.objects.open().get(kind=FEEDBACK)
    assert (row.owner, (row.due - today()).days) == (mona.pk, 14)
    assert "Somebody else asks them" in as_ada.get(page).content.decode()
    assert as_mona.post(page, SAID).status_code == 302
    assert not Item.objects.open().filter(kind=FEEDBACK).exists()
    shown = as_ada.get(page).content.decode()
    assert "The waiting was long." in shown and "Mona Farrell" in shown


@pytest.mark.parametrize("answer", ["no", "not_safe", "not_asked"])
def test_without_a_yes_nobody_is_asked(as_ada, as_mona, ended, page, answer):
    as_ada.post(page, {"may_ask": answer})
    assert not Item.objects.open().filter(kind=FEEDBACK).exists()
    as_mona.post(page, SAID)
    assert Feedback.objects.get().told_at is None


def test_whoever_stood_beside_her_does_not_ask(ended, ada, mona):
    wish = note_wish(ended, may_ask="yes", by=ada)
    with pytest.raises(OwnWork):
        tell_feedback(wish, **SAID, by=ada)
    tell_feedback(wish, **SAID, by=mona)
    with pytest.raises(NotNow):
        tell_feedback(wish, **SAID, by=mona)


def test_of_two_who_asked_the_second_keeps_her_words(as_ada, as_mona, ended, page, mona):
    as_ada.post(page, {"may_ask": "yes"})
    tell_feedback(Feedback.objects.get(), **SAID, by=mona)
    answer = as_mona.post(page, {**SAID, "words": "She told me as well: too long a wait."})
    assert answer.status_code == 409
    assert "She told me as well: too long a wait." in answer.content.decode()
    assert Feedback.objects.get().words == SAID["words"]


def test_what_was_said_and_that_nothing_was_do_not_stand_together(as_ada, as_mona, ended, page):
    as_ada.post(page, {"may_ask": "yes"})
    answer = as_mona.post(page, {**SAID, "came": "not_reached"})
    assert "Something was said" in answer.content.decode()
    assert "The waiting was long." in answer.content.decode(), "and no word is lost"


def test_it_is_not_asked_while_support_goes_on(as_ada, ada, sams_case, page):
    assert as_ada.get(page).url == reverse("desk:case", args=[sams_case.pk])
    with pytest.raises(NotNow):
        note_wish(sams_case, may_ask="yes", by=ada)


def test_nor_any_more_when_it_was_taken_up_again(ended, ada, mona):
    note_wish(ended, may_ask="yes", by=ada)
    reopen_support(ended, worker=ada, why="new_incident", changed="He rang.", by=mona)
    assert not Item.objects.open().filter(kind=FEEDBACK).exists()


def test_the_family_of_somebody_who_died_is_not_rung_about_it(as_mona, ended, page, ada):
    note_wish(ended, may_ask="yes", by=ada)
    record_death(ended, day=None, told_by="family", words="", by=ada)
    assert not Item.objects.open().filter(kind=FEEDBACK).exists()
    assert as_mona.get(page).status_code == 302
