"""Support ends with a reason and an outcome, and what stood on the agenda is settled."""

import html

import pytest

from alongside.casework.cases.commands import judge_danger
from alongside.casework.cases.models import Case, Moment
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today

ENDING = {"reason": "done_together", "outcome": "better", "summary": "The locks are changed."}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def end(as_ada, sams_case, page, send):
    def post(**answers):
        return send(as_ada, page("end", sams_case), **{**ENDING, **answers})

    return post


def test_the_page_says_what_will_happen(as_ada, sams_case, page):
    shown = text(as_ada.get(page("end", sams_case)))
    assert "1 date on the agenda is settled: first contact" in shown


def test_support_ends_and_the_case_says_so(end, as_ada, sams_case, page):
    assert end().status_code == 302
    case = Case.objects.get()
    assert (case.ended_on, case.outcome) == (today(), "better")
    assert case.ending_summary == "The locks are changed."
    assert not Item.objects.open().about(sams_case).exists()
    assert Moment.objects.filter(event="support_ended").exists()
    shown = text(as_ada.get(page("person", sams_case)))
    assert "Support ended on" in shown and page("end", sams_case) not in shown


def test_nobody_escapes_second_eyes_by_ending_support(end, ada, sams_case):
    judge_danger(sams_case, level="standard", reason="He moved away.", by=ada)
    answer = end()
    assert answer.status_code == 200 and "nobody else has looked" in text(answer)
    assert Case.objects.get().is_open
    assert Item.objects.open().about(sams_case, "danger_lowered").exists()


def test_without_reason_or_outcome_nothing_ends(end):
    for missing in ("reason", "outcome"):
        answer = end(**{missing: ""})
        assert "One thing is missing or wrong." in text(answer)
        assert "The locks are changed." in text(answer)
    assert Case.objects.get().is_open


def test_support_that_has_ended_does_not_end_again(end, as_ada, sams_case, page):
    end()
    assert as_ada.get(page("end", sams_case)).status_code == 302
    assert end(outcome="worse").status_code == 302
    assert Case.objects.get().outcome == "better"
