"""Ada's deed asks for work in the background: it is done once the deed is, and not otherwise."""

from uuid import uuid4

import pytest
from django.db import transaction

from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.jobs.models import Job


def test_it_is_told_ids_who_asked_and_its_token(worker, calls, ada):
    batch = uuid4()
    job = ask_for("call", batch=batch, by=ada)

    assert worker.work_once()

    assert calls == [{"batch": batch, "by": ada, "once": job.token}]
    assert not Job.objects.exists(), "done is gone"
    assert not worker.work_once()
    assert Entry.objects.filter(verb="job.asked_for", actor=ada.pk).count() == 1


def test_undone_with_the_deed_that_asked_for_it(worker, calls, ada):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask_for("call", by=ada)
        raise ZeroDivisionError

    assert not worker.work_once() and calls == []


@pytest.mark.parametrize(
    "value", ["Sam Haddad", 7, {"name": "Sam"}, "9e04da65-9d45-470e-8952-ded8d0a82181"]
)
def test_nothing_but_ids_is_taken(calls, ada, value):
    with pytest.raises(TypeError, match="these are none: person"):
        ask_for("call", person=value, by=ada)


def test_work_that_nobody_knows_is_refused_at_once(ada):
    with pytest.raises(KeyError, match="There is no job brew_tea"):
        ask_for("brew_tea", by=ada)


def test_work_of_a_later_version_waits_for_a_worker_that_knows_it(worker, calls, kinds, ada):
    Job.objects.create(kind="from_next_year", asked_by=ada.pk)

    assert not worker.work_once()
    assert Job.objects.get().tries == 0


def test_the_oldest_comes_first(worker, calls, ada):
    first, second = (ask_for("call", n=uuid4(), by=ada) for _ in range(2))
    worker.work_once()
    assert Job.objects.get() == second
    assert calls[0]["once"] == first.token


def test_no_key_is_lent_to_the_next_job(worker, kinds, ada, sam):
    from alongside.foundation.vault.ring import ring

    held = []

    def opens(**asked):
        held.append(set(ring.keys))
        ring.key(sam.key_id)

    kinds("opens", opens)
    ring.key(sam.key_id)
    for _ in range(2):
        ask_for("opens", by=ada)
        worker.work_once()

    assert held == [set(), set()] and ring.keys == {}
