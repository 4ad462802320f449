"""Where nobody else leads, the keeper of the machine is the second person."""

import pytest
from click.testing import CliRunner

from alongside.casework.keeping.models import Erasure
from alongside.config import erasing
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(erasing, "_wake", lambda: None)
    return lambda *words: CliRunner().invoke(erasing.erase, words)


def test_it_is_listed_agreed_to_and_done(run, order, sam):
    waiting = order()
    assert f"{waiting.pk}  a person, ordered by Maja Lindqvist" in run("list").output
    done = run("agree", str(waiting.pk))
    assert done.exit_code == 0, done.output
    run("finish")
    assert Erasure.objects.get().completed_at
    ring.clear()
    sam.refresh_from_db(fields=["added_at"])
    with pytest.raises(KeyGone):
        _words = type(sam).objects.get().known_as
    assert "No erasure is under way." in run("list").output


def test_what_does_not_wait_cannot_be_agreed_to(run, sam):
    told = run("agree", str(sam.pk))
    assert told.exit_code == 1 and "waits for a second person" in told.output
