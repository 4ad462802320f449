"""The keys somebody has."""

from allauth.mfa.models import Authenticator

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.kept import Passkey, opened


def passkeys_of(user: User) -> list[Passkey]:
    """The earliest first."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return [opened(row) for row in rows.order_by("created_at", "pk")]


def has_passkey(user: User) -> bool:
    """Whether any key is hers."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
