"""One backup every night, once there is a recovery key and a folder; Otto sees how old it is."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from alongside.foundation import clock
from alongside.foundation.backups.models import Backup
from alongside.foundation.vault.organisation import check_key
from alongside.organisation.upkeep import jobs

MIDNIGHT = datetime(2026, 11, 2, 0, 30)  # noqa: DTZ001 - the service's wall clock


@pytest.fixture
def taken(monkeypatch, settings, operator):
    """The moments at which one was taken; each is good."""
    moments = []

    def take(folder, *, by):
        moments.append(clock.now().strftime("%d %H"))
        Backup.objects.create(
            folder=str(folder), name="b", at=clock.now(), verified_at=clock.now(), size=1
        )

    monkeypatch.setattr(jobs, "take_backup", take)
    return moments


@pytest.fixture
def switched_on(monkeypatch, settings, tmp_path):
    from alongside.foundation.vault.recovery import make_recovery_key

    settings.RECOVERY_FILE = tmp_path / "recovery.json"
    settings.BACKUPS = str(tmp_path)
    make_recovery_key()


def hour_after_hour(hours, by, start=MIDNIGHT):
    for hour in range(hours):
        moment = start.replace(tzinfo=get_current_timezone()) + timedelta(hours=hour)
        with clock.stand_at(moment):
            jobs.back_up_at_night(by=by)


def test_the_first_at_once_and_then_one_each_night(taken, switched_on, operator):
    hour_after_hour(72, operator)
    assert taken == ["02 00", "03 01", "04 01"]


def test_a_machine_that_was_off_at_night_does_it_when_it_is_on_again(taken, switched_on, operator):
    hour_after_hour(1, operator)
    hour_after_hour(1, operator, start=MIDNIGHT + timedelta(days=1, hours=9))
    assert taken == ["02 00", "03 09"]


@pytest.mark.parametrize("missing", ["folder", "key"])
def test_without_a_folder_or_a_recovery_key_none_is_taken(
    missing, taken, switched_on, settings, operator, as_otto
):
    if missing == "folder":
        settings.BACKUPS = ""
    else:
        settings.RECOVERY_FILE.unlink()
    hour_after_hour(2, operator)
    assert taken == []
    said = "ALONGSIDE_BACKUPS" if missing == "folder" else "alongside recovery-key"
    assert said in as_otto.get("/background-work/").content.decode()


def test_otto_sees_how_old_the_last_good_one_is(taken, switched_on, operator, as_otto, client):
    check_key()
    page = as_otto.get("/background-work/").content.decode()
    assert "There is no good backup yet" in page
    assert client.get("/health/ready/").json() == {"ready": True, "backed_up": False}
    jobs.back_up_at_night(by=operator)
    page = as_otto.get("/background-work/").content.decode()
    assert "less than a day ago" in page and "One is taken every night" in page
    assert client.get("/health/ready/").json() == {"ready": True}
    Backup.objects.update(at=clock.now() - timedelta(days=3))
    page = as_otto.get("/background-work/").content.decode()
    assert "more than two days old" in page and "3 days ago" in page
    assert client.get("/health/ready/").json() == {"ready": True, "backed_up": False}
