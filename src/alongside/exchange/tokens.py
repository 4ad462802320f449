"""A machine's token, and the digest by which it is known."""

import secrets

from alongside.foundation.vault.organisation import token


def new_token() -> str:
    """Of 256 bits, by lot."""
    return f"alongside_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> bytes:
    """All that is kept of a token: without our own key nobody can try one against it."""
    return token("feed key", secret)
