"""The organisation's lasting secret, and the keys for single purposes derived from it.

It is a data key like any other, wrapped by the organisation's own key: when that one changes, the
trail, the signatures, sessions, tokens and second factors go on as before."""

import hmac
from functools import cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.db import IntegrityError

from alongside.foundation.vault.brought_back.shut import refuse_while_shut
from alongside.foundation.vault.models import DataKey, KeyCheck
from alongside.foundation.vault.providers import KeyTrouble
from alongside.foundation.vault.wrapping import (
    derived,
    fingerprint,
    organisation_keys,
    secret_now,
    wrap,
)

HOUSE = UUID("5e1f0000-0000-4000-8000-000000000001")  # owner and id of the lasting secret's key


@cache
def lasting_secret() -> bytes:
    """Derived from the first organisation key, and kept as a data key before there is a second."""
    keys = organisation_keys()  # before the table is read: a second key comes after the row
    kept = DataKey.objects.filter(pk=HOUSE).first()
    if kept and (secret := secret_now(kept)):
        return secret
    if len(keys) > 1:
        raise KeyTrouble(f"{settings.KEY_FILE} holds two keys, and the data does not know them.")
    return derived(next(iter(keys.values())), "house")


@cache
def subkey(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose; it outlives every change of the organisation's key."""
    return derived(lasting_secret(), purpose)


def token(purpose: str, words: str) -> bytes:
    """A keyed digest of 32 bytes: equal words give equal tokens, and only here can one be made."""
    return hmac.digest(subkey(purpose), words.encode(), "sha256")


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
    """Whether the key that this database counts on is here."""
    return KeyCheck.objects.filter(fingerprint__in=organisation_keys()).exists()


def check_key() -> None:
    """Refuses a key that is not the one this key database was made with, and a restore that is
    not finished; at the very first start there is no key yet, and this one is remembered."""
    refuse_while_shut()
    known = KeyCheck.objects.values_list("fingerprint", flat=True).first()
    if known is None:
        _remember_key()
    elif known not in organisation_keys():
        raise KeyTrouble(
            f"{settings.KEY_FILE} is not the key that sealed this data. "
            "Put the right key file back; nothing was changed."
        )
    _keep_lasting_secret()


def _remember_key():
    try:
        KeyCheck.objects.create(id=1, fingerprint=fingerprint())
    except IntegrityError:  # another process was first, with the same key or a wrong one
        check_key()


def _keep_lasting_secret():
    if not DataKey.objects.filter(pk=HOUSE).exists():
        key = DataKey(pk=HOUSE, owner=HOUSE)
        wrap(key, lasting_secret(), by=fingerprint())
        DataKey.objects.bulk_create([key], ignore_conflicts=True)
