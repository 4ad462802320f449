"""The machine dies in the middle of an erasure, at whatever moment: it goes on from there."""

import pytest
from django.core.management import call_command

from alongside.casework.erasures import carrying, commands
from alongside.casework.erasures.carrying import carry_on, carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
)
from alongside.casework.keeping.commands import ErasedAlready, set_hold
from alongside.casework.people.models import Person
from alongside.foundation.jobs import queue
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.worker import Worker
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
STEPS = (
    "refuse_on_hold",
    "forget_in_files",
    "_clear_away",
    "destroy_keys_of",
    "ever_backed_up",
    "destroy",
    "write_over",
    "note_written_over",
    "keep_list",
)


@pytest.fixture
def worker(operator):
    """Background work, with a row for each kind that is done again and again."""
    call_command("createcachetable", verbosity=0)
    queue.plant_periodic_work()
    return Worker()


class PowerCut(BaseException):
    """Nothing after this line is done."""


def dies_after(step, monkeypatch):
    where = [module for module in (commands, carrying) if hasattr(module, step)]
    works = getattr(where[0], step)

    def last(*args, **kwargs):
        works(*args, **kwargs)
        raise PowerCut

    for module in where:
        monkeypatch.setattr(module, step, last)


@pytest.mark.parametrize("step", STEPS)
def test_after_each_step_the_same_call_goes_on(step, order, mona, sam, monkeypatch, operator):
    agreed = agree_to_erasure(order(), by=mona)
    with monkeypatch.context() as patched:
        dies_after(step, patched)
        with pytest.raises(PowerCut):
            carry_out(agreed, by=mona)
    agreed.refresh_from_db()
    assert not agreed.completed_at
    assert [each.pk for each in carry_on(by=operator)] == [agreed.pk]
    ring.clear()
    agreed.refresh_from_db()
    assert agreed.completed_at and agreed.keys == 2
    with pytest.raises(KeyGone):
        _ = Person.objects.get(pk=sam.pk).given_names
    assert carry_on(by=operator) == []


@pytest.mark.parametrize("step", ["destroy", "write_over"])
def test_nobody_has_to_press_for_it_to_go_on(step, order, mona, sam, monkeypatch, worker):
    agreed = agree_to_erasure(order(), by=mona)
    with monkeypatch.context() as patched:
        dies_after(step, patched)
        with pytest.raises(PowerCut):
            carry_out(agreed, by=mona)
    while worker.work_once():
        pass
    agreed.refresh_from_db()
    assert agreed.completed_at
    assert not Job.objects.filter(kind="erasures.carry_on").exclude(trouble="").exists()


def test_a_hold_that_comes_after_the_keys_are_gone_is_told_so(
    order, mona, sam, monkeypatch, operator
):
    agreed = agree_to_erasure(order(), by=mona)
    with monkeypatch.context() as patched:
        dies_after("destroy_keys_of", patched)
        with pytest.raises(PowerCut):
            carry_out(agreed, by=mona)
    with pytest.raises(ErasedAlready):
        set_hold(sam, ground="court", reason="", until=None, by=mona)
    assert carry_on(by=operator)
