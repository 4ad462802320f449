"""The windows in which somebody is signed in now."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.timezone import get_current_timezone

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.models import DevicePin, User, Window
from alongside.foundation.accounts.windows.device import DEVICE
from alongside.foundation.accounts.windows.pins import digest_of_device
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token


@dataclass(frozen=True)
class Open:
    """One window. Its handle names it on a page, and opens nothing."""

    handle: str
    browser: str
    system: str
    since: datetime
    used: datetime
    shared: bool
    here: bool


def handle_of(session_key: str) -> str:
    """A name for a window that tells nothing of its session's id."""
    return token("window", session_key).hex()[:24]


def windows_of(user: User, here: str | None) -> list[Open]:
    """Those that are open still, this one first, then the latest used."""
    rows = Window.objects.filter(user=user, expire_date__gt=now())
    held = [(row.session_key, row.get_decoded()) for row in rows]
    found = [_open(key, data, here) for key, data in held if _lives(data, user)]
    return sorted(found, key=lambda window: (not window.here, -window.used.timestamp()))


def has_pin(user: User, device: str | None) -> bool:
    """Whether a PIN of hers opens a lock on this device."""
    if device is None:
        return False
    return DevicePin.objects.filter(user=user, device=digest_of_device(device)).exists()


def _lives(data, user):
    return data.get(HASH_SESSION_KEY) == user.get_session_auth_hash() and not shift.is_over(data)


def _open(key, data, here):
    browser, system = data.get(DEVICE) or ("", "")
    since, used = (_moment(data.get(name, 0)) for name in (shift.STARTED, shift.ACTIVE))
    shared = bool(data.get(shift.SHARED))
    return Open(handle_of(key), browser, system, since, used, shared, here=key == here)


def _moment(seconds):
    return datetime.fromtimestamp(seconds, tz=get_current_timezone())
