"""Work that cannot be done is tried again, ever more rarely, and then somebody has to look."""

from datetime import timedelta
from itertools import pairwise

import pytest

from alongside.foundation import clock
from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.commands import ask_for, set_aside, try_again
from alongside.foundation.jobs.kinds import LONGEST_WAIT, Kind
from alongside.foundation.jobs.models import Job


def until_given_up(worker):
    """Lets time pass until no further try comes; answers the waits between the tries."""
    tried = []
    began = clock.now()
    for minutes in range(120):
        with clock.stand_at(began + timedelta(minutes=minutes)):
            if worker.work_once():
                tried.append(minutes)
    return [later - earlier for earlier, later in pairwise(tried)]


def test_it_is_tried_three_times_and_then_given_up(worker, fails, ada):
    job = ask_for("fails", by=ada)

    assert len(until_given_up(worker)) == 2

    job.refresh_from_db()
    assert job.tries == 3 and job.given_up_at and job in Job.objects.given_up()
    assert Entry.objects.filter(verb="job.given_up", subject=f"jobs.job:{job.pk}").exists()


def test_what_is_kept_of_the_error_quotes_nobody(worker, fails, ada):
    ask_for("fails", by=ada)
    worker.work_once()
    trouble = Job.objects.get().trouble
    assert trouble.startswith("ValueError, conftest.py, line ") and "Sam" not in trouble


def test_each_wait_is_twice_the_one_before_up_to_a_limit():
    kind = Kind("call", "", print, None, 10)
    waits = [kind.wait_after(n) for n in range(1, 40)]
    assert waits[0] == timedelta(seconds=30) and waits[-1] == LONGEST_WAIT
    assert all(b in (2 * a, LONGEST_WAIT) for a, b in pairwise(waits))


def test_nobody_tries_before_the_wait_is_over(worker, fails, ada):
    ask_for("fails", by=ada)
    assert worker.work_once()
    with clock.stand_at(clock.now() + timedelta(seconds=25)):
        assert not worker.work_once()
    with clock.stand_at(clock.now() + timedelta(seconds=35)):
        assert worker.work_once()


def test_otto_has_it_tried_again(worker, fails, kinds, ada, otto):
    job = ask_for("fails", by=ada)
    until_given_up(worker)
    job.refresh_from_db()
    assert not worker.work_once()

    try_again(job, by=otto)
    kinds("fails", lambda **asked: None)

    assert worker.work_once() and not Job.objects.exists()
    assert Entry.objects.filter(verb="job.asked_for_again", actor=otto.pk).exists()


def test_otto_sets_it_aside_and_says_why(worker, fails, ada, otto):
    job = ask_for("fails", by=ada)
    until_given_up(worker)
    job.refresh_from_db()

    set_aside(job, "The feed was withdrawn.", by=otto)

    job = Job.objects.get()
    assert job.reason == "The feed was withdrawn."
    assert not Job.objects.given_up().exists() and not worker.work_once()
    assert Entry.objects.filter(verb="job.set_aside", actor=otto.pk).exists()


def test_periodic_work_cannot_be_set_aside_and_never_stops_being_tried(worker, kinds, otto):
    from alongside.foundation.jobs.queue import plant_periodic_work

    def run(**asked):
        raise OSError

    kinds("trail", run, every=600)
    plant_periodic_work()
    assert len(until_given_up(worker)) > 10
    job = Job.objects.given_up().get()
    with pytest.raises(ValueError, match="again and again"):
        set_aside(job, "No more.", by=otto)

    kinds("trail", lambda **asked: None, every=600)
    with clock.stand_at(clock.now() + timedelta(hours=3)):
        assert worker.work_once()
    job.refresh_from_db()
    assert not job.given_up_at and not job.trouble and job.done_at
