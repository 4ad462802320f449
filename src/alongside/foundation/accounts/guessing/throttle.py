"""Guessing is slowed, and nobody locked out: strangers' failures count apart from known devices."""

import ipaddress
from contextlib import ExitStack
from dataclasses import dataclass

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import cache_lock
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.shortcuts import render

from alongside.foundation.accounts.addresses import carrying, way_back
from alongside.foundation.accounts.guessing.devices import known_device
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token

FORGOTTEN_AFTER = 60 * 60  # seconds without a failure
# Who fails at the code knows the password.
LONGEST_WAIT = {"password": 5 * 60, "code": 15 * 60, "outsider": 15 * 60}


@dataclass(frozen=True)
class Bucket:
    """Tries counted together. After the free ones each failure doubles the wait, up to a limit."""

    name: str
    free: int = 5
    first_wait: int = 10
    longest_wait: int = 5 * 60

    @property
    def key(self) -> str:
        return "tries:" + token("throttle", self.name).hex()

    def wait_after(self, tries: int) -> int:
        if tries < self.free:
            return 0
        doubled = self.first_wait * 2 ** min(tries - self.free, 12)
        return min(doubled, self.longest_wait)


def claim(*buckets: Bucket) -> int:
    """Count one try in each before it is made; or count none and say how many seconds it has to
    wait. Looked at and counted in one: of many at once, each sees those before it."""
    with ExitStack() as locks:
        alone = [locks.enter_context(cache_lock(bucket.key)) for bucket in buckets]
        wait = max(wait_for(bucket) for bucket in buckets) if all(alone) else 1
        for bucket in buckets if not wait else ():
            _change(bucket, +1)
    return wait


def take_back(*buckets: Bucket) -> None:
    """It was no failure after all. The failures before it stand: they may be a stranger's."""
    for bucket in buckets:
        with cache_lock(bucket.key) as alone:
            if alone:
                _change(bucket, -1)


class TooManyTries(ImmediateHttpResponse):
    """Answered by a page that says how long to wait."""

    def __init__(self, request: HttpRequest, seconds: int):
        self.seconds = seconds
        again = carrying(request.path, way_back(request))
        wait = {"seconds": seconds, "minutes": -(-seconds // 60), "again": again}
        response = render(request, "account/wait.html", wait, status=429)
        response.headers["Retry-After"] = str(seconds)
        super().__init__(response)


class Try:
    """One attempt: counted before it is made, so that a hundred at once gain nothing, and taken
    back when it succeeds."""

    def __init__(self, request: HttpRequest, step: str, email: str):
        self.request = request
        self.buckets = _buckets(request, step, email)

    def claim(self) -> None:
        """Raises TooManyTries, and then nothing is counted."""
        if wait := claim(*self.buckets):
            raise TooManyTries(self.request, wait)

    def succeeded(self) -> None:
        """It does not count."""
        take_back(*self.buckets)


def client_address(request: HttpRequest) -> str:
    """Who is asking, as far as can be known; behind our proxy, whom the proxy saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def _buckets(request, step, email):
    email, longest = email.lower(), LONGEST_WAIT[step]
    if device := _own_device(request, email):
        return [Bucket(f"{step}:{email}:{device}", longest_wait=longest)]
    network = network_of(client_address(request))
    return [
        Bucket(f"{step}:{email}:strangers", longest_wait=longest),
        Bucket(f"{step}:{network}", free=30, longest_wait=longest),
    ]


def _own_device(request, email):
    if request.user.is_authenticated and request.user.email == email:
        return f"session {request.session.session_key}"
    return known_device(request, email)


def network_of(address: str) -> str:
    """One household's addresses of the long kind count as one."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return address
    prefix = 64 if given.version == 6 else 32
    return str(ipaddress.ip_network(f"{given}/{prefix}", strict=False))


def wait_for(bucket: Bucket) -> int:
    """How many seconds the next try counted together with these has to wait."""
    tries, last = cache.get(bucket.key, (0, 0))
    if last > _seconds() + LONGEST_WAIT["code"]:  # the clock was put back: begin to wait anew
        return 0
    return max(0, last + bucket.wait_after(tries) - _seconds())


def _change(bucket, change):
    tries, last = cache.get(bucket.key, (0, 0))
    counted = (max(0, tries + change), _seconds() if change > 0 else last)
    cache.set(bucket.key, counted, FORGOTTEN_AFTER)


def _seconds():
    return int(now().timestamp())
