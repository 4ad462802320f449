"""A window is ended; a PIN is set, tried and forgotten."""

from django.db.models import F

from alongside.foundation.accounts.models import DevicePin, User, Window
from alongside.foundation.accounts.windows.pins import digest_of_device, digest_of_pin, fits
from alongside.foundation.accounts.windows.queries import handle_of
from alongside.foundation.audit.trail import command

TRIES = 5


class NoPin(Exception):
    """None is set on this device, or it was tried too often."""


@command("user.window_ended", when_full=True)
def end_window(handle: str, *, by: User) -> User:
    """One of her own windows is signed out at once, wherever it is."""
    hers = Window.objects.filter(user=by).values_list("session_key", flat=True)
    named = [key for key in hers if handle_of(key) == handle]
    Window.objects.filter(pk__in=named).delete()
    return by


@command("pin.set")
def set_pin(device: str, digits: str, *, by: User) -> User:
    """It opens this user's lock on this device from now on; an earlier one is gone."""
    told = {"digest": digest_of_pin(device, digits), "tries": 0}
    DevicePin.objects.update_or_create(told, user=by, device=digest_of_device(device))
    return by


@command("pin.tried", when_full=True)
def count_try(device: str, *, by: User) -> DevicePin:
    """Counted before it is made, so that many at once gain nothing. May raise NoPin."""
    hers = DevicePin.objects.filter(user=by, device=digest_of_device(device))
    if not hers.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        raise NoPin
    return hers.get()


@command("pin.opened", when_full=True)
def clear_tries(pin: DevicePin, *, by: User) -> DevicePin:
    """It was right: earlier slips count no longer."""
    DevicePin.objects.filter(pk=pin.pk).update(tries=0)
    return pin


@command("pin.forgotten", when_full=True)
def forget_pin(device: str, *, by: User) -> User:
    """No longer wanted, or tried too often."""
    DevicePin.objects.filter(user=by, device=digest_of_device(device)).delete()
    return by


def opens(device: str, digits: str, *, by: User) -> bool:
    """Whether the lock opens. After the last try the PIN is gone, right or wrong."""
    try:
        pin = count_try(device, by=by)
    except NoPin:
        return False
    if fits(device, digits, pin.digest):
        clear_tries(pin, by=by)
        return True
    if pin.tries >= TRIES:
        forget_pin(device, by=by)
    return False
