"""The organisation's own key, and the keys for single purposes derived from it."""

import hmac
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import IntegrityError

from alongside.foundation.vault.models import KeyCheck
from alongside.foundation.vault.providers import KeyFile, KeyTrouble


@cache
def organisation_key() -> bytes:
    """Read once a process; raises KeyTrouble with a sentence that says what to do."""
    return KeyFile(settings.KEY_FILE).organisation_key()


@cache
def subkey(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, derived from the organisation's (HKDF with SHA-256)."""
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(organisation_key())


def token(purpose: str, words: str) -> bytes:
    """A keyed digest of 32 bytes: equal words give equal tokens, and only here can one be made."""
    return hmac.digest(subkey(purpose), words.encode(), "sha256")


def fingerprint() -> str:
    """Which organisation key this is, without telling anything of it."""
    return hmac.digest(subkey("fingerprint"), b"organisation key", "sha256").hex()[:32]


@cache
def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(subkey("checkpoint signature"))


def sign(message: bytes) -> bytes:
    """An Ed25519 signature of the organisation."""
    return _signing_key().sign(message)


def public_key() -> bytes:
    """With these 32 bytes anyone can check what the organisation signed."""
    return _signing_key().public_key().public_bytes_raw()


def signed_by_us(message: bytes, signature: bytes) -> bool:
    """Whether the organisation signed exactly this."""
    return signed_by(public_key(), message, signature)


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether whoever owns this public key of 32 bytes signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def key_fits() -> bool:
    """Whether this is the key that the key database was made with."""
    return KeyCheck.objects.filter(fingerprint=fingerprint()).exists()


def check_key() -> None:
    """Refuses a key that is not the one this key database was made with; at the very first
    start there is none yet, and this one is remembered."""
    known = KeyCheck.objects.values_list("fingerprint", flat=True).first()
    if known is None:
        _remember_key()
    elif known != fingerprint():
        raise KeyTrouble(
            f"{settings.KEY_FILE} is not the key that sealed this data. "
            "Put the right key file back; nothing was changed."
        )


def _remember_key():
    try:
        KeyCheck.objects.create(id=1, fingerprint=fingerprint())
    except IntegrityError:  # another process was first, with the same key or a wrong one
        check_key()
