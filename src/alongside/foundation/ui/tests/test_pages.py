"""The frame of every page is valid, neutral where it must be, and tells the truth about errors."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import get_template
from tests.browser.markup import faults

from alongside.foundation.clock import stand_at
from alongside.foundation.ui.errors import (
    InWords,
    bad_request,
    csrf_failure,
    forbidden,
    not_found,
    server_error,
)
from alongside.foundation.ui.jinja import (
    clock_time,
    day,
    number,
    paragraphs,
    relative_day,
    short_day,
)

PAGE = '{% extends "ui/page.html" %}{% block main %}<h1>{{ title }}</h1>{% endblock %}'


def test_a_page_is_valid_for_a_stranger_and_for_staff(drawn, ada):
    for user in (None, ada):
        html = drawn(PAGE, user, title="Today")
        assert not faults(html), faults(html)
        assert "<title>Today – Alongside</title>" in html


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_a_name_turns_nothing_that_stands_behind_it(drawn, ada, sign):
    """By such a sign 07700 900142 would be read out as 241009 00770."""
    name = f"Sam{sign}<b>"
    shown = '{{ name }} {{ _("Next: %(who)s", who=name) }} {{ name|paragraphs }}'
    html = drawn(PAGE.replace("{{ title }}", shown), ada, title="Today", name=name)
    assert sign not in html and html.count("Sam&lt;b&gt;") == 3 and "<b>" not in html


def test_the_menu_shows_what_the_role_opens(drawn, ada, otto):
    hers, his = drawn(PAGE, ada, title="Today"), drawn(PAGE, otto, title="Staff")
    assert "Ada Okafor" in hers and ">Triage<" not in hers
    assert ">Staff<" in his and ">Today<" not in his


def test_the_page_marks_where_the_reader_is(drawn, ada):
    inside = PAGE.replace("%}{% block", '%}{% set within = "desk:caseload" %}{% block', 1)
    assert drawn(inside, ada, title="A case").count('aria-current="true"') == 1


def test_a_case_is_named_by_its_code_and_a_lock_by_nothing(drawn, ada, sams_case):
    assert f"<title>Overview, {sams_case.code} – Alongside</title>" in drawn(
        PAGE, ada, title="Overview", case=sams_case
    )
    blank = '{% extends "ui/blank.html" %}{% block main %}<h1>Locked</h1>{% endblock %}'
    html = drawn(blank, ada)
    assert "<title>Home</title>" in html and not faults(html)
    assert "Alongside" not in html and "Ada" not in html


def test_a_page_of_a_list_keeps_what_else_was_asked_for(drawn):
    pager = '{% from "ui/parts.html" import pager CONTEXT %}{{ pager(page) }}'
    page = {"next_after": "a:b/c"}
    kept = drawn(pager.replace("CONTEXT", "with context"), page=page)
    assert 'href="?ended=yes&amp;after=a%3Ab%2Fc"' in kept
    assert 'href="?after=a%3Ab%2Fc"' in drawn(pager.replace("CONTEXT", ""), page=page)


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (not_found, 404),
        (forbidden, 403),
        (csrf_failure, 403),
        (bad_request, 400),
        (server_error, 500),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(request_of, ada, view, status):
    answer = view(request_of(ada))
    html = answer.content.decode()
    assert answer.status_code == status and not faults(html), faults(html)


def test_a_fault_of_ours_needs_no_database(django_assert_num_queries, request_of):
    with django_assert_num_queries(0):
        server_error(request_of())


def test_when_the_database_is_away_it_is_said(request_of):
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = server_error(request_of())
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "locked" not in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so(request_of):
    empty = InWords(lambda request: HttpResponseNotAllowed(["POST"]))(request_of())
    assert (empty.status_code, empty["Allow"]) == (405, "POST")
    assert not faults(empty.content.decode())
    assert InWords(lambda request: HttpResponse("yes"))(request_of()).content == b"yes"


def test_plain_errors_are_drawn_without_a_request():
    context = {"title": "Sorry", "said": "It broke.", "what_to_do": "Go back."}
    assert "It broke." in get_template("ui/plain_error.html").render(context)


def test_what_a_person_typed_is_shown_as_it_was_typed():
    typed = "First <line>\r\nsecond\n \nنص"
    assert paragraphs(typed) == (
        '<p dir="auto">First &lt;line&gt;<br>second</p><p dir="auto">نص</p>'
    )


def test_days_times_and_numbers_in_the_words_of_the_house():
    moment = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
    assert (day(moment), short_day(moment)) == ("Tuesday 24 November 2026", "Tue 24 Nov")
    assert (clock_time(moment), number(1240), number(7)) == ("10:20", "1,240", "7")
    with stand_at(moment):
        assert relative_day(date(2026, 11, 25)) == "tomorrow"
        assert relative_day(date(2026, 11, 26)) == "Thu 26 Nov"
