"""A note read as the defence would: what it points at, what it leaves alone, and when it is off."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.keeping.commands import set_hold
from alongside.casework.support.commands import log_contact
from alongside.casework.support.lens.reading import flags_in
from alongside.casework.support.models import Contact
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

SAM = ("Sam", "Samira Haddad", "Ada Okafor")


def found(part, words, known=SAM):
    return [flag.found for flag in flags_in({part: words}, known=known)]


@pytest.mark.parametrize(
    ("words", "pointed_at"),
    [
        ("Sam alleges that he came back.", ["alleges"]),
        ("She failed to engage again.", ["failed to engage"]),
        ("He is obviously near.", ["obviously"]),
        ("Apparently he has a key.", ["Apparently"]),
        ("Her sister Rana has the spare key.", ["Rana"]),
        ("We spoke with Peter Marsh-Lowe today.", ["Peter Marsh Lowe"]),
    ],
)
def test_it_points_at_doubt_opinion_hearsay_and_third_names(words, pointed_at):
    assert found("done", words) == pointed_at


@pytest.mark.parametrize(
    "words",
    [
        "Sam told us that he came back on Thursday in November.",
        "Samira and Ada Okafor met. Locks were fitted.",
        "He wrote a seemly letter and left.",
        "She said “he claims that I provoked him”.",
        "",
    ],
)
def test_plain_words_her_own_name_and_what_is_quoted_are_left_alone(words):
    assert found("done", words) == []


def test_whose_voice_it_is_decides_what_counts():
    assert found("view", "I think he is near.") == []
    assert found("said", "I think he is near. He claims I provoked him.") == []
    assert found("told", "I was told that he is near.") == []
    assert found("view", "She is manipulative.") == ["manipulative"]
    assert found("said", "My sister Rana knows.") == ["Rana"]


def test_in_spanish_it_knows_spanish_ways():
    with override("es"):
        assert found("done", "La persona alega que volvió.") == ["alega"]
        assert [flag.use for flag in flags_in({"done": "Al parecer volvió."}, known=SAM)] == [
            pack().wording.hearsay.use
        ]


@settings(max_examples=500, deadline=None)
@given(some.text(max_size=200))
def test_it_reads_anything_and_points_only_at_what_stands_there(words):
    for flag in flags_in({"done": words}, known=SAM):
        assert flag.use and all(part in words for part in flag.found.split(" "))


@pytest.fixture
def note(sams_case, ada):
    plain = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 20}
    return log_contact(sams_case, **plain, done="Sam claims he came.", by=ada)


def typed(**more):
    return {"channel": "phone", "reached": "yes", "on": "today", "minutes": "5", **more}


def test_before_saving_it_saves_nothing_and_keeps_every_word(as_ada, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    words = typed(done="Sam claims he came.", promise="Ring", minutes="", lens="1")
    shown = as_ada.post(page, words).content.decode()
    assert "Not saved yet." in shown and "<strong>claims</strong>" in shown
    assert shown.count("Sam claims he came.") == 1 and "One thing is missing" not in shown
    assert not Contact.objects.exists()


def test_it_never_blocks(as_ada, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    assert as_ada.post(page, typed(done="Sam claims he came.")).status_code == 302


def test_after_saving_it_has_a_page(as_ada, sams_case, note):
    page = reverse("contacts:as-the-defence", args=[sams_case.pk, note.pk])
    assert "<strong>claims</strong>" in as_ada.get(page).content.decode()


def test_while_a_hold_stands_it_is_off(as_ada, sams_case, note, mona):
    set_hold(sams_case.person, ground="records_request", reason="", until=None, by=mona)
    page = reverse("contacts:as-the-defence", args=[sams_case.pk, note.pk])
    off = as_ada.get(page).content.decode()
    assert "A hold stands on this person" in off and "<strong>claims</strong>" not in off
    form = reverse("contacts:add", args=[sams_case.pk])
    assert "as the defence would" not in as_ada.get(form).content.decode()
    sent = as_ada.post(form, typed(done="Sam claims he came.", lens="1")).content.decode()
    assert "<strong>claims</strong>" not in sent and Contact.objects.count() == 1
    shown = as_ada.get(reverse("contacts:show", args=[sams_case.pk, note.pk])).content.decode()
    assert "as the defence would" not in shown
