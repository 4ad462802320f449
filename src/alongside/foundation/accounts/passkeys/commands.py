"""Keys are added, used and removed; somebody always keeps one second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from fido2.webauthn import AuthenticatorData

from alongside.foundation.accounts.commands import AlreadySetUp, end_sessions
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.ceremony import KeyRefused
from alongside.foundation.accounts.passkeys.kept import opened, sealed
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now

KEYS_EACH = 20


class LastOne(Exception):
    """Without this key nothing would be left to sign in with."""


class TooManyKeys(Exception):
    """She has KEYS_EACH already."""


@command("passkey.added")
def add_passkey(
    user: User, name: str, made: AuthenticatorData, *, told: dict[str, Any], passed: bool, by: User
) -> User:
    """`told` is what the browser says of the new key. As the first second factor of all it ends
    every other session and brings recovery codes; only a session that `passed` an earlier one
    adds another (AlreadySetUp)."""
    User.objects.select_for_update().get(pk=user.pk)
    hers = Authenticator.objects.filter(user=user)
    first = not hers.exists()
    if not passed and not first:
        raise AlreadySetUp
    if hers.filter(type=Authenticator.Type.WEBAUTHN).count() >= KEYS_EACH:
        raise TooManyKeys
    row = Authenticator(user=user, type=Authenticator.Type.WEBAUTHN, data={}, created_at=now())
    kept = {"name": name, "credential": bytes(made.credential_data or b"").hex()}
    alone = bool(made.is_user_verified() and told.get("alone"))
    kept_also = {"count": made.counter, "alone": alone, "roaming": bool(told.get("roaming"))}
    row.data = sealed(row, **kept, **kept_also)
    row.save(force_insert=True)
    if first:
        end_sessions(user, by=by)
        RecoveryCodes.activate(user)
    return user


@command("passkey.shown", when_full=True)
def use_passkey(row: int, shown: AuthenticatorData, *, by: User) -> User:
    """Noted when and how often. A key that counts, and counts backwards, was copied: KeyRefused."""
    kept = Authenticator.objects.select_for_update().get(pk=row, user=by)
    before = opened(kept).count
    if (shown.counter or before) and shown.counter <= before:
        raise KeyRefused
    kept.data, kept.last_used_at = sealed(kept, count=shown.counter), now()
    kept.save(update_fields=["data", "last_used_at"])
    return by


@command("passkey.removed")
def remove_passkey(row: int, *, by: User) -> User:
    """From now on it opens nothing. May raise LastOne."""
    User.objects.select_for_update().get(pk=by.pk)
    hers = Authenticator.objects.filter(user=by)
    others = hers.exclude(type=Authenticator.Type.RECOVERY_CODES).exclude(pk=row)
    if not others.exists():
        raise LastOne
    hers.filter(pk=row, type=Authenticator.Type.WEBAUTHN).delete()
    return by
