"""The organisation's key: missing, open to others or wrong, it is refused in one sentence."""

import pytest

from alongside.foundation.vault import organisation
from alongside.foundation.vault.models import KeyCheck
from alongside.foundation.vault.organisation import sign, signed_by_us
from alongside.foundation.vault.providers import KeyFile, KeyTrouble


@pytest.fixture
def key_file(tmp_path):
    file = KeyFile(tmp_path / "keys" / "organisation.key")
    file.make()
    return file


def test_a_key_is_32_bytes_that_only_its_owner_reads(key_file):
    assert [len(key) for key in key_file.read()] == [32]
    assert key_file.path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(key_file):
    with pytest.raises(FileExistsError):
        key_file.make()


def test_a_missing_key_says_what_to_do(tmp_path):
    with pytest.raises(KeyTrouble, match="does not exist"):
        KeyFile(tmp_path / "nowhere").read()


def test_a_key_that_others_can_read_is_refused(key_file):
    key_file.path.chmod(0o640)
    with pytest.raises(KeyTrouble, match="chmod 600"):
        key_file.read()


def test_a_cut_key_is_refused(key_file):
    key_file.path.write_bytes(b"short")
    with pytest.raises(KeyTrouble, match="not a key"):
        key_file.read()


def test_another_key_than_the_one_that_sealed_the_data_is_refused():
    KeyCheck.objects.all().delete()
    organisation.check_key()
    organisation.check_key()
    KeyCheck.objects.update(fingerprint="of another key")
    with pytest.raises(KeyTrouble, match="is not the key that sealed this data"):
        organisation.check_key()


def test_a_signature_is_of_one_message():
    assert signed_by_us(b"whole", sign(b"whole"))
    assert not signed_by_us(b"cut", sign(b"whole"))
