"""Some search while others are entered, taken out, folded and built anew: nobody is missed."""

import time
from threading import Event, Thread
from uuid import UUID

import pytest
from django.db import connections

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.models import Folded
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.tests.kit import an_owner, entered, found
from alongside.foundation.vault.index.writing import Entered, enter_many, leave
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
LASTING, TIMES = 300, 3
AT_LAST = 300  # seconds, after which somebody stands in another's way for good
# Folds come minutes apart. Without any pause a search on a busy machine meets one at each try.
PAUSE = 0.05


class Work(Thread):
    """Does the same again and again until it is told to stop; what goes wrong is kept."""

    over: Event

    def __init__(self, deed, over):
        super().__init__()
        self.deed, self.over, self.times, self.trouble = deed, over, 0, None
        self.start()

    def run(self):
        try:
            while not self.over.is_set():
                self.deed()
                ring.clear()
                self.times += 1
        except BaseException as trouble:
            self.trouble = trouble
            self.over.set()
        finally:
            connections.close_all()


@pytest.mark.parametrize("reading", ["standing", "blocks", "owners", "cards"])
@pytest.mark.parametrize("then", ["fold", "rebuild"])
def test_what_comes_between_two_readings_hides_nobody(reading, then, monkeypatch):
    """Whoever leaves a list lets the last of it into the place at its front, read already."""
    owners = [an_owner() for _ in range(70)]
    entries = [Entered(one.pk, ["all"], {}, one.key_id) for one in owners]
    enter_many(entries)
    fold()
    for one in owners[:3]:
        leave(one.pk)
    come = {"fold": [fold], "rebuild": [lambda: rebuild(entries[3:])]}[then]
    read = getattr(tables, reading)

    def and_then(*asked):
        answer = read(*asked)
        while come:
            come.pop()()
        return answer

    monkeypatch.setattr(tables, reading, and_then)
    assert found("all", keep=set) == {one.pk for one in owners[3:]} and not come


def come_and_go():
    owners = [an_owner() for _ in range(12)]
    enter_many(Entered(one.pk, ["all"], {}, one.key_id) for one in owners)
    for owner in owners:
        leave(owner.pk)


def each_has_worked(works, over):
    """Some times more than until now, however busy the machine is."""
    wanted = [work.times + TIMES for work in works]
    ends = time.monotonic() + AT_LAST
    while not over.is_set() and any(w.times < n for w, n in zip(works, wanted, strict=True)):
        assert time.monotonic() < ends, [work.times for work in works]
        time.sleep(PAUSE)


def test_whoever_is_there_all_the_time_is_found_each_time():
    lasting = [an_owner() for _ in range(LASTING)]
    entries = [Entered(one.pk, ["all", "x:haddad"], {}, one.key_id) for one in lasting]
    enter_many(entries)
    fold(batch=LASTING)
    everybody: set[UUID] = {one.pk for one in lasting}
    moved, over = lasting[0], Event()

    def search():
        assert found("all") >= everybody
        assert found(must=[{"x:haddad", "x:vale"}]) == everybody

    def rename():
        entered("all", "x:vale", owner=moved)
        entered("all", "x:haddad", owner=moved)

    def fold_some():
        fold(batch=20)
        time.sleep(PAUSE)

    deeds = [search, search, come_and_go, rename, fold_some]
    works = [Work(deed, over) for deed in deeds]
    each_has_worked(works, over)
    rebuild(entries)
    each_has_worked(works, over)
    over.set()
    for work in works:
        work.join()
    for work in works:
        if work.trouble:
            raise work.trouble
    print([work.times for work in works], "times;", Folded.objects.get().folds, "folds")
    while fold(batch=50):
        pass
    assert found("all") == found("x:haddad") == everybody
