"""Otto finds what the house could not do by itself, and decides about each."""

import pytest
from django.utils.functional import lazystr

from alongside.foundation.jobs.commands import ask_for
from alongside.foundation.jobs.kinds import KINDS, Kind
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.queue import plant_periodic_work
from alongside.foundation.jobs.worker import Worker


@pytest.fixture
def two_letters(monkeypatch, ada):
    def run(**asked):
        raise ConnectionError

    monkeypatch.setitem(KINDS, "letter", Kind("letter", lazystr("Make a letter"), run, None, 1))
    for _ in range(2):
        ask_for("letter", by=ada)
        Worker().work_once()
    plant_periodic_work()
    Worker().work_once()


def test_one_is_tried_again_and_one_set_aside(visitor, as_otto, two_letters):
    otto = visitor(as_otto).goes_to("/background-work/").sees("Make a letter", "ConnectionError")
    otto.screenshot("background-work")
    otto.page.get_by_role("link", name="Set aside").first.click()
    otto.sees("What it would have done stays undone").screenshot("set-aside")
    otto.presses("Set it aside").sees("Fill in")
    otto.fills("Why will it not be done?", "It was printed by hand.").presses("Set it aside")
    otto.sees("It is set aside").presses("Try again").sees("It is tried again")
    otto.sees("Nothing was left undone").screenshot("background-work-decided")
    assert Job.objects.exclude(set_aside_at=None).count() == 1
    assert Job.objects.due().filter(every=None).count() == 1
