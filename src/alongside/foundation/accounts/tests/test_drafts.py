"""Words typed and not yet saved: kept sealed, for their writer alone, until they are saved."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory

from alongside.foundation import clock
from alongside.foundation.accounts.commands import DRAFTS_EACH, drop_draft, keep_draft
from alongside.foundation.accounts.drafts import drafted, finish_later, restored
from alongside.foundation.accounts.models import Draft
from alongside.foundation.accounts.queries import draft_for, drafts_of
from alongside.foundation.audit.models import Entry
from alongside.foundation.vault.keys import cut_key_for, destroy_keys_of
from alongside.foundation.vault.ring import ring

PAGE = "/form/"


@pytest.fixture
def request_of():
    def ask(user, posted=None, page=PAGE):
        factory = RequestFactory()
        request = factory.get(page) if posted is None else factory.post(page, posted)
        request.user = user
        request._messages = BaseStorage(request)
        return request

    return ask


def test_kept_and_back_on_return(as_ada, ada, request_of, settings):
    posted = {"draft_page": PAGE, "note": "She sounded tired", "days": ["mon", "thu"], "once": "1"}
    answer = as_ada.post("/draft/keep/", posted)
    assert len(answer.json()["kept"]) == 5
    settings.PACK = "us-federal"  # where the clock has twelve hours
    assert as_ada.post("/draft/keep/", posted).json()["kept"].endswith((" a.m.", " p.m."))
    words, kept_at = restored(request_of(ada))
    assert words == {"note": "She sounded tired", "days": ["mon", "thu"]}
    assert kept_at
    assert [draft.page for draft in drafts_of(ada)] == [PAGE]


def test_nothing_typed_nothing_kept(as_ada):
    answer = as_ada.post("/draft/keep/", {"draft_page": PAGE, "note": "", "once": "1"})
    assert answer.json() == {"kept": None}
    assert not Draft.objects.exists()


@pytest.mark.parametrize("page", ["", "//evil.example/", "/nowhere/", "/" + "a" * 400])
def test_only_a_page_of_ours_can_have_a_draft(as_ada, page):
    assert as_ada.post("/draft/keep/", {"draft_page": page, "note": "x"}).status_code == 400
    assert as_ada.post("/draft/drop/", {"draft_page": page}).url == "/"


def test_one_draft_per_page_the_newest_words_win(ada):
    keep_draft(PAGE, {"note": ["first"]}, subject=None, by=ada)
    keep_draft(PAGE, {"note": ["second"]}, subject=None, by=ada)
    assert Draft.objects.get().words["note"] == ["second"]


def test_a_draft_is_its_writers_alone(ada, ben, request_of):
    keep_draft(PAGE, {"note": ["for Ada's eyes"]}, subject=None, by=ada)
    assert draft_for(ben, PAGE) is None
    assert restored(request_of(ben)) == (None, None)
    drop_draft(PAGE, by=ben)
    assert draft_for(ada, PAGE)


def test_unreadable_in_the_database(ada):
    keep_draft(PAGE, {"note": ["quetzalcoatl"]}, subject=None, by=ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM accounts_draft")
        assert b"quetzalcoatl" not in bytes(cursor.fetchone()[0])


def test_a_draft_about_a_case_dies_with_the_cases_key(ada, request_of):
    case = SimpleNamespace(pk=uuid.uuid4())
    cut_key_for(case)
    draft = keep_draft(PAGE, {"note": ["of the case"]}, subject=case.pk, by=ada)
    assert draft.key_id == case.key_id != ada.key_id
    destroy_keys_of(case.pk)
    ring.clear()
    assert restored(request_of(ada)) == (None, None)


def test_start_empty_instead(as_ada, ada):
    keep_draft(PAGE, {"note": ["no longer wanted"]}, subject=None, by=ada)
    assert as_ada.post("/draft/drop/", {"draft_page": PAGE}).url == PAGE
    assert not Draft.objects.exists()


def test_finish_later_keeps_and_leads_home(ada, request_of):
    leave = request_of(ada, {"note": "half", "leave": "1"})
    assert finish_later(leave).url == "/"
    assert draft_for(ada, PAGE).words["note"] == ["half"]


def test_saving_destroys_the_draft_and_an_error_does_not(ada, request_of):
    @drafted
    def form(request):
        return HttpResponseRedirect("/") if "good" in request.POST else HttpResponse("mend it")

    form(request_of(ada, {"note": "half", "leave": "1"}))
    form(request_of(ada, {"note": "half"}))
    assert draft_for(ada, PAGE)
    form(request_of(ada, {"note": "whole", "good": "1"}))
    assert draft_for(ada, PAGE) is None


def test_strangers_keep_nothing(db):
    assert Client().post("/draft/keep/", {"draft_page": PAGE}).url.startswith("/sign-in/")


def test_a_full_drawer_loses_its_oldest_draft_and_nobody_elses(ada, ben):
    keep_draft(PAGE, {"note": ["Ben's"]}, subject=None, by=ben)
    for minute in range(DRAFTS_EACH + 2):
        with clock.stand_at(clock.now() + timedelta(minutes=minute)):
            keep_draft(f"/page/{minute}/", {"note": ["x"]}, subject=None, by=ada)
    kept = set(Draft.objects.filter(owner=ada).values_list("page", flat=True))
    assert kept == {f"/page/{minute}/" for minute in range(2, DRAFTS_EACH + 2)}
    assert Entry.objects.filter(verb="draft.dropped", actor=ada.pk).count() == 2
    assert draft_for(ben, PAGE)
