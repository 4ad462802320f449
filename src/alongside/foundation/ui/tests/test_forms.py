"""A form keeps every word, says how to mend what is wrong, and is sent once."""

from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st
from tests.browser.markup import faults

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import stand_at
from alongside.foundation.ui.forms import (
    Choices,
    DayField,
    Form,
    MinutesField,
    RecordForm,
    TimeField24,
    Words,
)

PAGE = """{% extends "ui/page.html" %}
{% from "ui/form.html" import all_fields, bar, begin, error_summary with context %}
{% block main %}{{ error_summary(form) }}<h1>{{ title }}</h1>
<form method="post" novalidate>
{{ begin(form, "") }}{{ all_fields(form) }}{{ bar("Save the contact") }}
</form>
{% endblock %}"""


class ContactForm(Form):
    channel = Choices(label="How did you speak?", choices=[("phone", "Phone"), ("video", "Video")])
    on = DayField(label="Day", help_text="For example: thu")
    at = TimeField24(label="From", required=False)
    minutes = MinutesField(label="Minutes")
    wishes = Words(label="Wishes", required=False, rows=2, max_length=50)
    where = forms.ChoiceField(label="Where", choices=[("", ""), ("clinic", "At the clinic")])
    told = forms.MultipleChoiceField(
        label="Told", required=False, choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    agreed = forms.BooleanField(label="She agrees", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


ANSWERS = {
    "channel": "phone", "on": "thu", "at": "1030", "minutes": "20", "wishes": "  Not at school\n",
    "where": "clinic", "told": ["a"], "agreed": "on", "version": "3", "once": str(uuid4()),
}  # fmt: skip


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))):
        yield


def shown(drawn, form):
    html = drawn(PAGE, form=form, title="Log a contact")
    assert not faults(html), faults(html)
    return html


def test_an_empty_form_is_valid_html_and_draws_a_token(drawn):
    html = shown(drawn, ContactForm())
    assert f'name="once" value="{UUID(ContactForm().token)}"' not in html, "each its own"
    assert 'name="version" value="3"' in html
    assert 'autocomplete="off"' in html and "<title>Log a contact" in html


def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(drawn):
    form = ContactForm({"on": "soon", "wishes": "x" * 60, "version": "3"})
    html = shown(drawn, form)
    assert "<title>Error: Log a contact" in html
    assert "5 things are missing or wrong. Your words are kept." in html
    for link, words in [
        ("id_channel_0", "Choose one of these: How did you speak?"),
        ("id_on", "Enter a day, for example 24 November 2026"),
        ("id_minutes", "Enter how many minutes, for example 15"),
        ("id_wishes", "Shorten this to 50 characters. It has 60."),
        ("id_where", "Choose one of these: Where"),
    ]:
        assert f'<a href="#{link}">{words}</a>' in html
    assert 'aria-describedby="on-hint on-error"' in html


def test_every_word_comes_back(drawn):
    html = shown(
        drawn, ContactForm({**ANSWERS, "minutes": "a while", "wishes": "<b>her</b> words"})
    )
    assert "&lt;b&gt;her&lt;/b&gt; words</textarea>" in html
    for kept in ('value="thu"', 'value="1030"', 'value="a while"', 'value="phone" checked'):
        assert kept in html
    assert html.count(" checked") == 3 and 'value="clinic" selected' in html


def test_a_day_is_read_back_in_words(drawn):
    html = shown(drawn, ContactForm({**ANSWERS, "minutes": ""}))
    assert "Read as Thursday 26 November 2026" in html
    for typed in ("soon", "26 November 2026"):
        assert "Read as" not in shown(drawn, ContactForm({**ANSWERS, "on": typed}))
    assert "Read as" not in shown(drawn, ContactForm(initial={"on": "thu"}))


def test_something_wrong_with_a_hidden_field_is_not_passed_over(drawn):
    html = shown(drawn, ContactForm({**ANSWERS, "version": "x"}))
    assert '<a href="#main">Enter a whole number.</a>' in html


def test_what_was_answered_is_handed_over_as_values():
    form = ContactForm(ANSWERS)
    assert form.is_valid(), form.errors
    said = form.values()
    assert (f"{said['on']}", f"{said['at']:%H:%M}", said["minutes"]) == ("2026-11-26", "10:30", 20)
    assert said["wishes"] == "Not at school"


def test_a_form_that_comes_back_keeps_its_token():
    assert str(ContactForm(ANSWERS).once) == ContactForm(ANSWERS).token == ANSWERS["once"]
    assert ContactForm().once is None and ContactForm().token != ContactForm().token


@given(st.text(max_size=40))
def test_whatever_is_sent_as_a_token_is_one_or_none(sent):
    form = ContactForm({"once": sent})
    assert form.once is None or form.once == UUID(sent)
    assert UUID(form.token)


class NameForm(RecordForm):
    email = Words(label="Address", rows=2)

    class Meta:
        model = User
        fields = ("email", "name")


def test_a_form_over_a_record_leaves_the_row_alone(ada):
    form = NameForm({"email": "ada@example.net", "name": "Someone else"}, instance=ada)
    assert form.is_valid() and form.values()["name"] == "Someone else"
    assert ada.name == "Ada Okafor"
    assert form.fields["email"].widget.attrs["rows"] == 2, "what the form declares stays"


def test_a_long_text_gets_the_room_it_needs(drawn):
    long = ContactForm(initial={"wishes": "word " * 100})
    assert 'name="wishes" rows="10"' in shown(drawn, long)
