"""Copies that may still be about: the certificate promises no day that is not so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.cases.models import Case
from alongside.casework.erasures.commands import clear_away_again
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import ContactPoint
from alongside.foundation.backups.models import Backup
from alongside.foundation.clock import now, today
from alongside.foundation.vault.models import DataKey, KeyChange, Restore
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


@pytest.fixture
def certificate(erase, as_maja):
    """Of Sam, a month and more after she was erased; one backup was taken before."""
    Backup.objects.create(folder="/shelf", name="b", at=now(), verified_at=now())
    done = erase()
    moments = {"began_at": now(), "ended_at": now()}
    KeyChange.objects.create(old=done.wrapped_by, new="another", **moments)
    address = reverse("erasures:certificate", args=[done.pk])
    return lambda: as_maja.get(address).content.decode()


def test_while_an_old_backup_lies_there_no_day_is_fixed(certificate):
    assert "No copy opens from" in certificate(), "its day is still to come"
    Erasure.objects.update(gone_from_backups_on=today() - timedelta(days=1))
    page = certificate()
    assert "is not fixed yet" in page and "still lies where it was written" in page
    Backup.objects.update(thrown_away_at=now())
    assert "No copy opens from" in certificate()


def test_a_backup_taken_since_holds_nothing_back(certificate):
    Erasure.objects.update(gone_from_backups_on=today() - timedelta(days=1))
    Backup.objects.update(at=now() + timedelta(hours=1))
    assert "No copy opens from" in certificate()


def test_of_a_machine_that_was_lost_nothing_more_is_known(certificate):
    Erasure.objects.update(gone_from_backups_on=today() - timedelta(days=1))
    moments = {"began_at": now(), "whole_at": now(), "settled_at": now()}
    Restore.objects.create(backup="b", taken_at=now(), **moments)
    assert "No copy opens from" in certificate()


def test_what_a_backup_brings_back_beside_the_keys_is_cleared_again(
    sam, sams_ended_case, ada, operator, mona
):
    DataKey.objects.filter(owner__in=[sam.pk, sams_ended_case.pk]).update(wrapped=None)
    ring.clear()
    assert ContactPoint.objects.filter(person=sam.pk).exists()
    cleared = clear_away_again([sam.pk, sams_ended_case.pk, mona.pk], by=operator)
    assert [each.pk for each in cleared] == [sam.pk]
    assert not ContactPoint.objects.filter(person=sam.pk).exists()
    assert Case.objects.filter(pk=sams_ended_case.pk).exists(), "it stays counted"
