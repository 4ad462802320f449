"""What was seen, said, told and thought stays apart, and none of it is out of reach."""

import pytest
from django.urls import reverse

from alongside.casework.support.commands import log_contact
from alongside.casework.support.models import Contact
from alongside.casework.support.voices import apart
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

SPOKEN = {
    "saw": "She spoke low, and a door shut at 10:31.",
    "said": "“I slept in my bed for the first time.”",
    "told": "PC Marsh, 24 November: he is on bail.",
    "view": "He may be watching the door.",
}


@pytest.fixture
def note(sams_case, ada):
    def write(**voices):
        plain = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 20}
        return log_contact(sams_case, **plain, **voices, by=ada)

    return write


def test_each_voice_can_be_given_without_the_others(note):
    first, second = note(**SPOKEN), note(view="I am less sure now.")
    alone = apart([first, second])
    assert alone["view"] == [(today(), SPOKEN["view"]), (today(), "I am less sure now.")]
    assert alone["said"] == [(today(), SPOKEN["said"])]
    assert [words for voice, notes in alone.items() for _day, words in notes] == [
        *(SPOKEN[name] for name in ("saw", "said", "told")),
        SPOKEN["view"],
        "I am less sure now.",
    ]


def test_a_voice_that_did_not_speak_leaves_no_trace(note):
    assert apart([note()]) == {}


def test_the_page_keeps_them_apart_and_says_that_a_view_can_be_asked_for(as_ada, sams_case, note):
    page = reverse("contacts:show", args=[sams_case.pk, note(**SPOKEN).pk])
    shown = as_ada.get(page).content.decode()
    assert "The voices, kept apart" in shown and "your view as well, can be asked for" in shown
    assert "I slept in my bed" in shown.partition("The voices, kept apart")[2]
    form = as_ada.get(reverse("contacts:add", args=[sams_case.pk])).content.decode()
    assert "Your judgement, and what it rests on. It can be asked for" in form


def test_the_form_keeps_what_was_agreed_and_how_they_were(as_ada, sams_case):
    said = {"channel": "phone", "reached": "yes", "on": "today", "minutes": "18"}
    said |= {"seemed": "steady", "identity": "code_word", "agreed": "I ring on Thursday."}
    as_ada.post(reverse("contacts:add", args=[sams_case.pk]), {**said, "read_back": "yes"})
    kept = Contact.objects.get()
    assert (kept.seemed, kept.identity, kept.read_back) == ("steady", "code_word", "yes")
    assert kept.agreed == "I ring on Thursday."


def test_a_note_from_before_the_voices_reads_as_it_did(as_ada, sams_case, note):
    old = note(purpose="First contact.")
    assert old.view is None
    assert as_ada.get(reverse("contacts:show", args=[sams_case.pk, old.pk])).status_code == 200
    assert as_ada.get(reverse("contacts:correct", args=[sams_case.pk, old.pk])).status_code == 200


def test_could_not_reach_is_undone_on_the_next_page(as_ada, sams_case):
    sent = as_ada.post(reverse("contacts:not-reached", args=[sams_case.pk]), follow=True)
    assert "Was that a slip?" in sent.content.decode()
    contact = Contact.objects.get()
    as_ada.post(reverse("contacts:withdraw", args=[sams_case.pk, contact.pk]))
    assert Contact.objects.get().withdrawn_at


@pytest.mark.parametrize("language", ["en", "es"])
def test_beside_the_form_stands_how_to_listen(as_ada, sams_case, ada, language):
    page = reverse("contacts:add", args=[sams_case.pk])
    shown = as_ada.get(page, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    for words in {"en": ["Sum up", "With an interpreter"], "es": ["Resumir", "Con intérprete"]}[
        language
    ]:
        assert words in shown
    assert list(pack().listening.ways) == [
        *("phone", "room", "arrival", "video", "interpreter", "signed")
    ]
