"""The talk between a key and us (WebAuthn), over the fido2 library; challenges open once."""

import struct
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now

CHALLENGE = "passkey_challenge"
LASTS = 5 * 60  # seconds
PREFERRED = UserVerificationRequirement.PREFERRED
# Whatever a hostile browser may send in place of a key's answer ends in one of these.
NONSENSE = (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)


class KeyRefused(Exception):
    """The answer does not fit: another challenge, place or key, or nobody was asked."""


def ask_for_new_key(
    request: HttpRequest, user: User, known: Sequence[AttestedCredentialData]
) -> dict[str, Any]:
    """What the browser needs to make a key here that `user` does not have yet."""
    whose = PublicKeyCredentialUserEntity(id=user.pk.bytes, name=user.email, display_name=user.name)
    options, challenge = _server(request).register_begin(
        whose,
        credentials=known,
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=PREFERRED,
        extensions={"credProps": True},
    )
    _remember(request, challenge, "new key")
    return dict(options)


def ask_for_key(
    request: HttpRequest,
    purpose: str,
    *,
    known: Sequence[AttestedCredentialData] = (),
    verified: bool,
) -> dict[str, Any]:
    """What the browser needs to have a key shown; `verified`: its finger or PIN is asked for."""
    wanted = UserVerificationRequirement.REQUIRED if verified else PREFERRED
    options, challenge = _server(request).authenticate_begin(known, user_verification=wanted)
    _remember(request, challenge, purpose)
    return dict(options)


def new_key_in(request: HttpRequest, answer: Any) -> AuthenticatorData:
    """The key that was just made; raises KeyRefused."""
    challenge = _challenge(request, "new key")
    try:
        made = _server(request).register_complete(challenge, RegistrationResponse.from_dict(answer))
        kind = made.credential_data.public_key[3]
    except (*NONSENSE, struct.error):
        raise KeyRefused from None
    if kind not in CoseKey.supported_algorithms():
        raise KeyRefused
    return made


def key_in(
    request: HttpRequest, answer: Any, purpose: str, *, known: Sequence[AttestedCredentialData]
) -> tuple[bytes, AuthenticatorData]:
    """Which of the known keys was shown, and what it says; raises KeyRefused."""
    challenge = _challenge(request, purpose)
    try:
        told = AuthenticationResponse.from_dict(answer)
        shown = _server(request).authenticate_complete(challenge, known, told)
    except (*NONSENSE, struct.error):
        raise KeyRefused from None
    return shown.credential_id, told.response.authenticator_data


def _server(request):
    place = PublicKeyCredentialRpEntity(id=settings.PASSKEY_HOST, name=settings.SERVICE_NAME)
    ours = f"{'https' if settings.HTTPS else 'http'}://{request.get_host()}"
    return Fido2Server(place, verify_origin=lambda origin: origin == ours)


def _remember(request, challenge, purpose):
    at = int(now().timestamp())
    request.session[CHALLENGE] = {**challenge, "purpose": purpose, "at": at}


def _challenge(request, purpose):
    asked = request.session.pop(CHALLENGE, None)  # before it is looked at: it opens once
    if asked is None or asked["purpose"] != purpose:
        raise KeyRefused
    if int(now().timestamp()) - asked["at"] > LASTS:
        raise KeyRefused
    return asked
