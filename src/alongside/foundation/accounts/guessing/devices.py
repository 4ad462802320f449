"""Devices on which somebody has signed in before: their own tries are counted for themselves."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from alongside.foundation.vault.organisation import token

KEPT_FOR = 180 * 24 * 60 * 60
MOST_ACCOUNTS = 12
SALT = "alongside.accounts.device"


def known_device(request: HttpRequest, email: str) -> str | None:
    """The id of this device, if this account was signed in to on it before."""
    device, accounts = _read(request)
    return device if _account(email) in accounts else None


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> str:
    """Told by a signed cookie that no script can read; it lets nobody in by itself. Answers the
    device's id."""
    device, accounts = _read(request)
    mine = _account(email)
    accounts = [mine, *(other for other in accounts if other != mine)][:MOST_ACCOUNTS]
    response.set_cookie(
        _cookie(),
        signing.dumps([device, accounts], salt=SALT),
        max_age=KEPT_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return device


def _read(request):
    try:
        return signing.loads(request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return secrets.token_hex(8), []


def _account(email):
    return token("device", email.lower()).hex()[:16]


def _cookie():
    return "__Host-device" if settings.HTTPS else "device"
