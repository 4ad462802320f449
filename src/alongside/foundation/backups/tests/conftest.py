"""A shelf for backups, and a recovery key whose shares lie elsewhere."""

import pytest

from alongside.foundation.backups.taking import take_backup
from alongside.foundation.vault.recovery import make_recovery_key


@pytest.fixture
def shelf(tmp_path, settings):
    settings.SIGNING_FILE = tmp_path / "signing.key"
    settings.SIGNING_FILE.write_text("signs cookies")
    settings.RECOVERY_FILE = tmp_path / "recovery.json"
    settings.BACKUPS = str(tmp_path / "shelf")
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


@pytest.fixture
def recovery(shelf):
    return make_recovery_key()


@pytest.fixture
def backup(shelf, recovery, operator):
    return lambda: take_backup(shelf, by=operator)
