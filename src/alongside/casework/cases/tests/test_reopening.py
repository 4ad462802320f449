"""Support is taken up again: asked anew, explained again, with somebody beside Sam."""

import html
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from alongside.casework.cases.commands import end_support, make_sensitive
from alongside.casework.cases.death.commands import record_death, take_death_back
from alongside.casework.cases.models import Allocation, Case, Moment, Reopening
from alongside.casework.cases.reopening.commands import (
    HasDied,
    NotEnded,
    ReasonFirst,
    reopen_support,
)
from alongside.casework.cases.reopening.returning import months_after
from alongside.casework.people.models import Wall
from alongside.casework.records.commands import add_record
from alongside.casework.support.record import LIMITS
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today

ENDING = {"reason": "done_together", "outcome": "better", "summary": "The locks are changed."}
BACK = {"why": "new_incident", "changed": "He has rung her at work."}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def ended(sams_case, ada):
    """Some days ago."""

    def end(days=10):
        end_support(sams_case, **ENDING, by=ada)
        Case.objects.update(ended_on=today() - timedelta(days=days))
        sams_case.refresh_from_db()
        return sams_case

    return end


def kinds_of(case):
    return set(Item.objects.open().about(case).values_list("kind", flat=True))


def test_ada_takes_it_up_again_from_the_ended_page(as_ada, ada, ended, mobile, page, send):
    case = ended()
    assert page("reopen", case) in text(as_ada.get(reverse("desk:case", args=[case.pk])))
    shown = text(as_ada.get(page("reopen", case)))
    assert "The locks are changed." in shown and "Why is this no new case?" not in shown
    answer = send(as_ada, page("reopen", case), **BACK, worker=ada.pk)
    assert answer.url == reverse("desk:case", args=[case.pk])
    again = Case.objects.get()
    assert again.is_open and (again.ending_reason, again.ending_summary) == ("", "")
    assert kinds_of(case) == {"first_contact", "ask_safe", "explain_limits"}
    assert Moment.objects.filter(event="support_reopened").exists()
    overview = text(as_ada.get(reverse("desk:case", args=[case.pk])))
    assert "Not safe to call: ask again first." in overview and "Taken up again once" in overview


def test_how_it_had_ended_stays_readable(as_ada, ada, ended, page):
    case = ended()
    reopen_support(case, worker=ada, **BACK, by=ada)
    shown = text(as_ada.get(page("endings", case)))
    for said in ("The locks are changed.", "He has rung her at work.", "Something new", "Better"):
        assert said in shown
    end_support(case, **ENDING, by=ada)
    assert Case.objects.get().reopened == 1 and not Case.objects.get().is_open


def test_once_the_limits_are_explained_nobody_is_asked_to(ada, ended):
    case = ended()
    reopen_support(case, worker=ada, **BACK, by=ada)
    said = {"on": today(), "mode": "spoken", "understood": "", "wishes": ""}
    add_record(LIMITS, case, **said, by=ada)
    assert "explain_limits" not in kinds_of(case)


def test_mona_gives_it_to_another_worker_in_the_place_of_the_first(
    as_mona, mona, ada, cora, ended, page, send
):
    case = ended()
    send(as_mona, page("reopen", case), **BACK, worker=cora.pk)
    assert list(Allocation.objects.filter(until=None).values_list("worker", flat=True)) == [cora.pk]
    assert set(Item.objects.open().values_list("owner", flat=True)) == {cora.pk}


def test_what_was_to_be_asked_after_the_end_is_asked_no_more(ada, ended):
    case = ended()
    after = {"due": today(), "source": case.pk, "owner": ada.pk}
    asked = put(case, "call", **after, by=ada)
    reopen_support(case, worker=ada, **BACK, by=ada)
    asked.refresh_from_db()
    assert asked.outcome == "support_reopened"


def test_ada_alone_takes_it_on_herself_and_nobody_else(as_ada, ben, cora, ended, page, send):
    case = ended()
    shown = text(as_ada.get(page("reopen", case)))
    assert "Ada Okafor" in shown and "Cora Vance" not in shown
    assert send(as_ada, page("reopen", case), **BACK, worker=cora.pk).status_code == 200
    assert not Case.objects.get().is_open


def test_behind_a_wall_nobody_is_offered_it(as_mona, ada, mona, cora, ended, page, send):
    case = ended()
    Wall.objects.create(person=case.person, user=cora)
    assert "Cora Vance" not in text(as_mona.get(page("reopen", case)))
    assert send(as_mona, page("reopen", case), **BACK, worker=cora.pk).status_code == 200
    assert not Case.objects.get().is_open


def test_of_a_sensitive_case_whoever_leaves_is_named_no_more(ada, mona, cora, sams_case, ended):
    make_sensitive(sams_case, readers=User.objects.filter(pk=mona.pk), by=mona)
    case = ended()
    reopen_support(case, worker=cora, **BACK, by=mona)
    assert set(case.named_readers.values_list("user", flat=True)) == {mona.pk, cora.pk}


def test_after_long_a_reason_is_asked_for_and_what_was_typed_stays(as_ada, ada, ended, page, send):
    case = ended(days=181)
    with pytest.raises(ReasonFirst):
        reopen_support(case, worker=ada, **BACK, by=ada)
    shown = text(send(as_ada, page("reopen", case), **BACK, worker=ada.pk))
    assert "Say why it is no new case" in shown and "He has rung her at work." in shown
    why = {"reason": "The same trial goes on."}
    assert send(as_ada, page("reopen", case), **BACK, **why, worker=ada.pk).status_code == 302
    assert Reopening.objects.get().reason == "The same trial goes on."


def test_what_goes_on_is_not_taken_up_again(as_ada, ada, sams_case, page):
    with pytest.raises(NotEnded):
        reopen_support(sams_case, worker=ada, **BACK, by=ada)
    assert as_ada.get(page("reopen", sams_case)).status_code == 302


def test_whoever_has_died_is_supported_no_more(as_ada, ada, ended, page):
    case = ended()
    record_death(case, day=None, told_by="family", words="", by=ada)
    with pytest.raises(HasDied):
        reopen_support(case, worker=ada, **BACK, by=ada)
    overview = text(as_ada.get(reverse("desk:case", args=[case.pk])))
    assert page("reopen", case) not in overview


def test_support_that_ended_with_a_death_that_was_none_goes_on(ada, sams_case):
    death = record_death(sams_case, day=None, told_by="family", words="", by=ada)
    end_support(sams_case, **{**ENDING, "reason": "died"}, by=ada)
    take_death_back(sams_case, death, why="She rang.", looked="Mona.", by=ada)
    case = Case.objects.get()
    assert case.is_open and case.ending_reason == "" and kinds_of(case) == {"first_contact"}
    assert Reopening.objects.get().ending_reason == "died"


@pytest.mark.parametrize(
    ("place", "why", "days", "counted"),
    [
        ("england-wales", "new_incident", 300, "repeat"),
        ("england-wales", "new_incident", 400, "no_repeat"),
        ("england-wales", "court", 300, "no_repeat"),
        ("base", "new_incident", 300, "not_counted"),
    ],
)
def test_something_new_within_the_months_of_the_place_is_a_repeat(
    settings, ada, ended, place, why, days, counted
):
    settings.PACK = place
    told = {"why": why, "changed": "He is back.", "reason": "The same man."}
    assert reopen_support(ended(days), worker=ada, **told, by=ada).repeat == counted


@given(day=some.dates(date(2000, 1, 1), date(2100, 1, 1)), months=some.integers(1, 36))
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day, months):
    assert months_after(day, months) == day + relativedelta(months=months)
