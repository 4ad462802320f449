"""Words without a row of their own (a secret, a session): sealed for a purpose."""

from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.foundation.vault.organisation import subkey
from alongside.foundation.vault.sealed import Tampered


def seal_bytes(words: bytes, *, purpose: str) -> bytes:
    """Sealed by the organisation; opens for the same purpose only."""
    nonce = urandom(12)
    return nonce + AESGCM(subkey(f"words:{purpose}")).encrypt(nonce, words, purpose.encode())


def open_bytes(sealed: bytes, *, purpose: str) -> bytes:
    """What was sealed for this purpose; raises Tampered."""
    cipher = AESGCM(subkey(f"words:{purpose}"))
    try:
        return cipher.decrypt(sealed[:12], sealed[12:], purpose.encode())
    except InvalidTag:
        raise Tampered(purpose) from None


def seal_words(words: str, *, purpose: str) -> str:
    """As `seal_bytes`, for text columns that others own."""
    return seal_bytes(words.encode(), purpose=purpose).hex()


def open_words(sealed: str, *, purpose: str) -> str:
    """As `open_bytes`, for text columns that others own."""
    return open_bytes(bytes.fromhex(sealed), purpose=purpose).decode()
