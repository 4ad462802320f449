"""Otto sees what the house could not do, and decides; nobody else is asked to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.functional import lazystr

from alongside.foundation import clock
from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.jobs.kinds import KINDS, Kind
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.queue import plant_periodic_work
from alongside.foundation.jobs.worker import Worker

PAGE = "/background-work/"


@pytest.fixture
def letter(monkeypatch, ada):
    """A letter that could not be made, however often it was tried."""

    def run(**asked):
        raise LookupError("Sam Haddad")

    kind = Kind("letter", lazystr("Make a letter"), run, None, 1)
    monkeypatch.setitem(KINDS, "letter", kind)
    job = ask_for("letter", by=ada)
    Worker().work_once()
    return job


def words(client, address=PAGE):
    return client.get(address).content.decode()


def test_otto_sees_what_how_often_and_the_kind_of_trouble_and_no_name(as_otto, letter):
    page = words(as_otto)
    assert "Make a letter" in page and "Tried once." in page and "LookupError" in page
    assert "Haddad" not in page


def test_otto_has_it_tried_again(as_otto, otto, letter):
    answer = as_otto.post(reverse("upkeep:again", args=[letter.pk]), follow=True)
    assert "tried again within a few seconds" in answer.content.decode()
    assert not Job.objects.given_up().exists() and Job.objects.due().get() == letter
    assert Entry.objects.filter(verb="job.asked_for_again", actor=otto.pk).exists()


def test_otto_sets_it_aside_with_a_reason(as_otto, letter):
    address = reverse("upkeep:aside", args=[letter.pk])
    assert "Fill in" in as_otto.post(address, {"reason": ""}).content.decode()

    answer = as_otto.post(address, {"reason": "It was sent by hand."}, follow=True)

    assert "Nothing was left undone" in answer.content.decode()
    assert Job.objects.get().reason == "It was sent by hand."
    assert as_otto.get(address).status_code == 404, "decided already"


def test_what_is_done_again_and_again_has_its_last_and_next_time(as_otto):
    plant_periodic_work()
    Worker().work_once()
    page = words(as_otto)
    assert "Sign the trail" in page and "Next on" in page
    assert "Not yet" in page, "the others have not been done"
    assert reverse("upkeep:aside", args=[Job.objects.first().pk]) not in page


def test_work_that_nobody_does_is_called_so(as_otto):
    plant_periodic_work()
    assert "Nobody does the background work" not in words(as_otto)
    hours_ago = clock.now() - timedelta(hours=2)
    Job.objects.update(due=hours_ago, not_before=hours_ago)
    assert "Nobody does the background work" in words(as_otto)


@pytest.mark.parametrize("who", ["as_ada", "as_mona", "as_maja", "as_vera"])
def test_nobody_else_is_asked(request, who, letter):
    client = request.getfixturevalue(who)
    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("upkeep:again", args=[letter.pk])).status_code == 403
