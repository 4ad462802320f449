"""Wiping between tests empties every database and leaves the trail append-only."""

import pytest
from django.db import DatabaseError

from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.triggers import missing_triggers
from tests.harness.wipe import wipe


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_trail_can_be_wiped_between_tests_and_by_nobody_else(sams_case):
    assert Entry.objects.exists()
    with pytest.raises(DatabaseError):
        Entry.objects.all()._raw_delete("default")

    wipe()

    assert not Entry.objects.exists()
    assert not missing_triggers()
