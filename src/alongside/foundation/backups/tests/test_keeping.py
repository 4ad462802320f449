"""A new backup is read back first; then old ones go, and the newest good one never."""

import fcntl
import os
from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.audit.models import Entry
from alongside.foundation.backups.models import Backup
from alongside.foundation.backups.queries import is_late, last_backup, still_about
from alongside.foundation.backups.taking import throw_old_away
from alongside.foundation.vault.box import BackupRefused, SealingWriter

pytestmark = [pytest.mark.django_db(databases="__all__", transaction=True), pytest.mark.postgres]


def later(**time):
    return clock.stand_at(clock.now() + timedelta(**time))


def names(shelf):
    return sorted(path.name for path in shelf.iterdir())


def test_it_is_read_back_and_kept_in_mind(backup, shelf, operator):
    taken = backup()
    kept = Backup.objects.get()
    assert names(shelf) == [kept.name] == [taken.path.name]
    assert kept.verified_at and kept.size == taken.size == taken.path.stat().st_size
    assert {"backup.taken", "backup.verified"} <= set(Entry.objects.values_list("verb", flat=True))


def test_old_ones_go_when_their_days_are_over_and_a_new_one_is_good(backup, shelf, settings):
    first = backup().path
    with later(days=settings.BACKUPS_KEPT - 1):
        second = backup().path
        assert names(shelf) == [first.name, second.name], "a day is left"
    with later(days=settings.BACKUPS_KEPT):
        taken = backup()
    assert taken.thrown_away == 1 and names(shelf) == [second.name, taken.path.name]
    assert Backup.objects.exclude(thrown_away_at=None).get().name == first.name
    assert Entry.objects.filter(verb="backup.thrown_away").exists()


def flipped_on_the_disk(box, file):
    """As a disk does that says it has written."""
    place = os.fstat(file.fileno()).st_size // 2
    there = os.pread(file.fileno(), 1, place)
    os.pwrite(file.fileno(), bytes([there[0] ^ 1]), place)
    return works(box, file)


works = SealingWriter.read_back


def test_one_that_does_not_read_back_is_not_kept_and_nothing_is_thrown_away(
    backup, shelf, settings, monkeypatch
):
    first = backup().path
    monkeypatch.setattr(SealingWriter, "read_back", flipped_on_the_disk)
    with later(days=settings.BACKUPS_KEPT + 3):
        with pytest.raises(BackupRefused):
            backup()
        assert names(shelf) == [first.name]
        assert last_backup().name == first.name and is_late()


def test_the_newest_good_one_stays_however_old_it_is(backup, shelf, settings, operator):
    first = backup().path
    with later(days=10 * settings.BACKUPS_KEPT):
        assert throw_old_away(by=operator) == []
    assert names(shelf) == [first.name]


def test_what_others_laid_there_is_left_alone(backup, shelf, settings):
    stranger = shelf / "alongside-20200101T000000Z.backup"
    stranger.write_bytes(b"of another house")
    with later(days=settings.BACKUPS_KEPT):
        backup()
    assert stranger.exists()


def test_a_disk_that_was_taken_out_is_looked_at_when_it_is_back(backup, shelf, settings, operator):
    first = backup().path
    away = shelf.rename(shelf.with_name("in the safe"))
    shelf.with_name("other").mkdir()
    with later(days=settings.BACKUPS_KEPT):
        from alongside.foundation.backups.taking import take_backup

        take_backup(shelf.with_name("other"), by=operator)
        assert still_about(clock.now() - timedelta(days=settings.BACKUPS_KEPT - 1))
        away.rename(shelf)
        assert [each.name for each in throw_old_away(by=operator)] == [first.name]
    assert names(shelf) == []


def test_two_are_not_taken_at_once(backup, settings):
    handle = os.open(settings.DATA, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(BackupRefused, match="Another backup"):
            backup()
    finally:
        os.close(handle)
    assert not Backup.objects.exists()


def test_what_a_killed_one_left_is_cleared(backup, shelf, settings):
    for age, name in (
        (3, "alongside-20260101T020000Z.part"),
        (0, "alongside-20260102T020000Z.part"),
    ):
        (shelf / name).write_bytes(b"half")
        moment = clock.now().timestamp() - age * 24 * 3600
        os.utime(shelf / name, (moment, moment))
    backup()
    assert "alongside-20260101T020000Z.part" not in names(shelf)
    assert "alongside-20260102T020000Z.part" in names(shelf), "another machine may be writing it"


def test_after_two_days_it_is_late(backup):
    assert is_late(), "it is switched on, and there is none"
    backup()
    assert not is_late()
    with later(days=2, minutes=1):
        assert is_late()


def test_switched_off_nothing_is_late(shelf, settings):
    assert not is_late(), "no recovery key"
    settings.BACKUPS = ""
    assert not is_late()
