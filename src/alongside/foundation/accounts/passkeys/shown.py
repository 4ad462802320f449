"""Who shows a key: found by the key alone, or one of hers whom we know already."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from fido2.utils import websafe_decode

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.ceremony import (
    NONSENSE,
    KeyRefused,
    ask_for_key,
    key_in,
)
from alongside.foundation.accounts.passkeys.commands import use_passkey
from alongside.foundation.accounts.passkeys.kept import Passkey
from alongside.foundation.accounts.passkeys.queries import passkeys_of

SIGN_IN = "sign-in"


@dataclass(frozen=True)
class Shown:
    """A key that was shown just now: whose, which, and whether it was its carrier's finger."""

    user: User
    key: Passkey
    verified: bool


def options(
    request: HttpRequest, purpose: str, user: User | None, *, verified: bool, roaming: bool = False
) -> dict[str, Any]:
    """For the browser: any key that knows whose it is, or one of this user's."""
    hers = [key for key in passkeys_of(user) if key.roaming or not roaming] if user else []
    known = [key.credential for key in hers]
    return ask_for_key(request, purpose, known=known, verified=verified)


def shown_by_somebody(request: HttpRequest, answer: Any) -> Shown:
    """Signing in: the key says whose it is, and that its carrier was verified. KeyRefused else."""
    try:
        handle = UUID(bytes=websafe_decode(answer["response"]["userHandle"]))
    except NONSENSE:
        raise KeyRefused from None
    user = User.objects.who_may_sign_in().filter(pk=handle).first()
    if user is None:
        raise KeyRefused
    return shown_by(request, answer, SIGN_IN, user)


def shown_by(request: HttpRequest, answer: Any, purpose: str, user: User) -> Shown:
    """One of her keys, for what it was asked for; raises KeyRefused."""
    hers = passkeys_of(user)
    known = [key.credential for key in hers]
    credential_id, said = key_in(request, answer, purpose, known=known)
    key = next(key for key in hers if key.credential.credential_id == credential_id)
    use_passkey(key.row, said, by=user)
    return Shown(user, key, said.is_user_verified())


def answer_in(request: HttpRequest, name: str = "credential") -> Any:
    """What the page's script put into the form; raises KeyRefused."""
    try:
        return json.loads(request.POST.get(name, ""))
    except (ValueError, RecursionError):
        raise KeyRefused from None
