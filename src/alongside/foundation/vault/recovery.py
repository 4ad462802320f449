"""The recovery key: its public half stays here to seal backups, its secret half leaves on paper."""

import json
import os
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings

from alongside.foundation.vault.organisation import public_key, sign, signed_by_us
from alongside.foundation.vault.providers import KeyTrouble
from alongside.foundation.vault.shares import MARK, Share, joined, split

RecoverySecret = X25519PrivateKey


def mark_of(organisation: bytes) -> bytes:
    """Ten bytes that name whose signature a backup must carry."""
    return sha256(b"Alongside recovery\0" + organisation).digest()[:MARK]


def make_recovery_key() -> list[str]:
    """Three shares for paper, shown once; backups are sealed to this key from now on."""
    secret = secrets.token_bytes(32)
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    path = settings.RECOVERY_FILE
    part = path.with_suffix(".part")
    with open(part, "w", encoding="utf-8", opener=_mine_alone) as file:
        file.write(json.dumps({"public": public.hex(), "signature": sign(_said(public)).hex()}))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return split(secret, mark_of(public_key()))


def recovery_key() -> X25519PublicKey:
    """The public half; raises KeyTrouble when no recovery key was made."""
    try:
        told = json.loads(settings.RECOVERY_FILE.read_text())
        public, signature = bytes.fromhex(told["public"]), bytes.fromhex(told["signature"])
        key = X25519PublicKey.from_public_bytes(public)
    except FileNotFoundError:
        raise KeyTrouble(
            "There is no recovery key yet: make one with `alongside recovery-key` first."
        ) from None
    except (ValueError, KeyError):
        raise KeyTrouble(f"{settings.RECOVERY_FILE} cannot be read; make a new one.") from None
    if not signed_by_us(_said(public), signature):
        raise KeyTrouble(f"{settings.RECOVERY_FILE} is not ours; make a new recovery key.")
    return key


def secret_key(first: Share, second: Share) -> X25519PrivateKey:
    """The secret half, from two people's shares."""
    return X25519PrivateKey.from_private_bytes(joined(first, second))


def _said(public):
    return b"Alongside recovery key\0" + public


def _mine_alone(path, flags):
    return os.open(path, flags, 0o600)
