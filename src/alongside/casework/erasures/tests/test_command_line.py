"""Where nobody else leads, the keeper of the machine is the second person."""

import json

import pytest
from click.testing import CliRunner
from django.conf import settings

from alongside.casework.keeping.commands import (
    AnotherPersonMust,
    ask_to_lift_hold,
    lift_hold,
    set_hold,
)
from alongside.casework.keeping.models import Erasure, Hold
from alongside.casework.walls.commands import open_in_emergency
from alongside.config.keyring import erasing, holding
from alongside.foundation.accounts.models import Invitation
from alongside.foundation.clock import now
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(erasing, "_wake", lambda: None)
    return lambda *words: CliRunner().invoke(erasing.erase, words)


@pytest.fixture
def run_hold(monkeypatch):
    monkeypatch.setattr(holding, "_wake_with_key", lambda: None)
    return lambda *words: CliRunner().invoke(holding.hold, words)


def test_a_hold_is_lifted_in_a_house_of_one_hand(run_hold, sam, ada, mona, maja):
    """Mona invited Maja, so no account of the house is a second person for her."""
    Invitation.objects.create(user=maja, made_by=mona.pk, digest="m", expires_at=now())
    set_ = set_hold(sam, ground="claim", reason="Kingfisher", until=None, by=ada)
    assert "Nobody asks to lift a hold." in run_hold("list").output
    told = run_hold("lift", str(set_.pk))
    assert told.exit_code == 1 and "Nothing was lifted" in told.output
    ask_to_lift_hold(set_, by=mona)
    with pytest.raises(AnotherPersonMust):
        lift_hold(set_, by=maja)
    listed = run_hold("list").output
    assert f"{set_.pk}  A claim runs" in listed and "Mona Farrell asks to lift it" in listed
    assert "Kingfisher" not in listed and "Sam" not in listed
    assert "The hold is lifted." in run_hold("lift", str(set_.pk)).output
    assert not Hold.objects.standing().exists()
    assert run_hold("lift", str(set_.pk)).exit_code == 1


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


def test_what_came_up_since_is_looked_at_first(run, order, ada, sams_ended_case):
    waiting = order()
    open_in_emergency(sams_ended_case, reason="She rang.", by=ada)
    told = run("agree", str(waiting.pk))
    assert told.exit_code == 1 and "Nothing was erased" in told.output


def test_an_old_backup_brings_nobody_back(run, erase, sam, tmp_path):
    """The list was kept elsewhere; the keys came back with the backup."""
    before = {key.pk: bytes(key.wrapped) for key in DataKey.objects.filter(owner=sam.pk)}
    erase()
    kept = tmp_path / "erasures.list"
    kept.write_bytes((settings.CHECKPOINTS / "erasures.list").read_bytes())
    for pk, wrapped in before.items():
        DataKey.objects.filter(pk=pk).update(wrapped=wrapped)
    ring.clear()
    assert type(sam).objects.get().given_names == "Samira", "brought back"
    assert run("again", str(kept)).output == f"{len(before)} keys were destroyed again.\n"
    ring.clear()
    with pytest.raises(KeyGone):
        _words = type(sam).objects.get().given_names
    assert run("again", str(kept)).output == "0 keys were destroyed again.\n"


@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"said": "{}"}', "forged"])
def test_a_list_that_is_not_ours_destroys_nothing(run, sam, mona, tmp_path, spoilt):
    kept = tmp_path / "erasures.list"
    if spoilt == "forged":
        key = DataKey.objects.filter(owner=mona.pk).first()
        said = json.dumps({"keys": [[str(key.pk), str(mona.pk)]]})
        spoilt = json.dumps({"said": said, "signature": "00" * 64}).encode()
    kept.write_bytes(spoilt)
    told = run("again", str(kept))
    assert told.exit_code == 1 and "Nothing was destroyed." in told.output
    assert not DataKey.objects.filter(wrapped=None).exists()
