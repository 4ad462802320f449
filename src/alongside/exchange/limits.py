"""How much a machine may ask in a while and when it hears; guessing is slowed by network."""

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache
from django.http import HttpRequest

from alongside.foundation.accounts.guessing.throttle import client_address, network_of
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token

WHILE = 60  # seconds
BY_KEY, BY_NETWORK = 120, 20
LARGEST = 64_000  # bytes of one referral
BEAT = 0.25  # seconds; ten times what taking one referral lasts, and half of what the limit leaves


def too_many_guesses(request: HttpRequest, *, failed: bool = False) -> bool:
    """Wrong tokens from where this request comes from, in the last while."""
    return _count(f"network {network_of(client_address(request))}", int(failed)) > BY_NETWORK


def too_many_from(key_id: object) -> bool:
    """Whatever this machine sent in the last while, right or wrong."""
    return _count(f"key {key_id}", 1) > BY_KEY


def _count(name, more):
    bucket = "exchange:" + token("exchange", f"{name} {int(now().timestamp()) // WHILE}").hex()
    if not more:
        return cache.get(bucket, 0)
    with cache_lock(bucket):  # of two at once, none writes over what the other counted
        counted = cache.get(bucket, 0) + more
        cache.set(bucket, counted, 2 * WHILE)
    return counted
