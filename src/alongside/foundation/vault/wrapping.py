"""The organisation's own keys: they wrap every data key, and nothing else hangs on them.

While one takes the place of another there are two, and both open. Which one wraps is written in
the key database, so that all processes on all machines change at one moment."""

import hmac
from functools import lru_cache
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from alongside.foundation.vault.models import DataKey, KeyCheck
from alongside.foundation.vault.providers import KeyFile, KeyTrouble

Keys = dict[str, bytes]  # by fingerprint


class AnotherKey(KeyTrouble):
    """What wrapped this data key is not in the key file: changed meanwhile, or never here."""


class Memory:
    """The key file as this process read it last, by fingerprint."""

    mark: tuple = ()
    keys: Keys


memory = Memory()


def organisation_keys() -> Keys:
    """By fingerprint. Read again as soon as another file stands there; while none does, what was
    read before goes on. Raises KeyTrouble with a sentence that says what to do."""
    file = KeyFile(settings.KEY_FILE)
    try:
        mark = (settings.KEY_FILE, *file.mark())
    except OSError:
        if memory.mark[:1] == (settings.KEY_FILE,):
            return memory.keys
        mark = ()
    if not mark or mark != memory.mark:
        keys = {fingerprint_of(key): key for key in file.read()}
        memory.keys, memory.mark = keys, mark
        return keys
    return memory.keys


def fingerprint_of(key: bytes) -> str:
    """Which organisation key this is, without telling anything of it."""
    return hmac.digest(derived(key, "fingerprint"), b"organisation key", "sha256").hex()[:32]


def derived(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose (HKDF with SHA-256)."""
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key)


def fingerprint() -> str:
    """The organisation key that wraps at this moment."""
    check = KeyCheck.objects.first()
    return check.fingerprint if check else _the_only_one()


def fingerprint_while_cutting() -> str:
    """The same, and it stays so until the transaction is over: a change of key waits for it."""
    check = KeyCheck.objects.select_for_update().first()
    return check.fingerprint if check else _the_only_one()


def wrap(key: DataKey, secret: bytes, *, by: str) -> None:
    """Shut the secret of a data key with the organisation key of this fingerprint."""
    nonce = urandom(12)
    key.wrapped = nonce + _cipher(by).encrypt(nonce, secret, key.pk.bytes)
    key.wrapped_by = by


def secret_of(key: DataKey) -> bytes:
    """The secret of a data key that was not destroyed. Raises AnotherKey, or KeyTrouble for one
    that was altered."""
    return unwrapped(key.pk, bytes(key.wrapped or b""), key.wrapped_by)


def unwrapped(pk: UUID, wrapped: bytes, by: str, keys: Keys | None = None) -> bytes:
    """The same, of a key of which no more was read than this; `keys` are those of the organisation,
    where they were read a moment ago."""
    try:
        return _cipher(by, keys).decrypt(wrapped[:12], wrapped[12:], pk.bytes)
    except InvalidTag:
        raise KeyTrouble(f"The data key {pk} was altered outside Alongside.") from None


def secret_now(key: DataKey) -> bytes | None:
    """The same, and None for one that was destroyed. A key that was read just before a change of
    key took hold of it is read once more."""
    try:
        return secret_of(key) if key.wrapped else None
    except AnotherKey:
        key.refresh_from_db()
        return secret_of(key) if key.wrapped else None


def _cipher(by, keys=None):
    keys = organisation_keys() if keys is None else keys
    if by not in keys:
        raise AnotherKey(
            f"Some data keys are wrapped by another key than {settings.KEY_FILE} holds. If the "
            "organisation's key was changed on another machine, copy its key file here."
        )
    return _wrapping(keys[by])


@lru_cache(maxsize=4)
def _wrapping(key):
    return AESGCM(derived(key, "wrap"))


def _the_only_one():
    (only, *others) = organisation_keys()
    if others:
        raise KeyTrouble(f"{settings.KEY_FILE} holds two keys, and no data says which one counts.")
    return only
