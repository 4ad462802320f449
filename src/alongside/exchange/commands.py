"""Letting a machine in, shutting it out, and taking what it brings."""

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.importing import receive
from alongside.exchange.models import FeedKey, Receipt
from alongside.exchange.protocol.fields import REFERENCE, as_told
from alongside.exchange.tokens import digest_of, new_token
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token


class SentOtherwise(Exception):
    """The same key of idempotency came before with other words."""


@command("feed_key.made")
def make_key(feed: str, source: str, *, by: User) -> FeedKey:
    """Its token is the answer's `token`, shown this once and kept nowhere."""
    secret = new_token()
    key = FeedKey.objects.create(feed=feed, source=source, digest=digest_of(secret), made_by=by)
    key.token = secret  # type: ignore[attr-defined]
    return key


@command("feed_key.revoked")
def revoke_key(key: FeedKey, *, by: User) -> FeedKey:
    """From the next request on it opens nothing."""
    FeedKey.objects.standing().filter(pk=key.pk).update(revoked_at=now(), revoked_by=by)
    return key


@command("exchange.received")
def take(
    key: FeedKey, sent: dict[str, str], *, key_of_sending: str, body: bytes, by: User
) -> Receipt:
    """Taken once, however often it is sent; whoever it is about, the receipt is alike. Raises
    SentOtherwise."""
    mark = token("idempotency", f"{key.pk}\0{key_of_sending}")
    fresh = {"key": key, "body": token("exchange body", body.hex())}
    receipt, new = Receipt.objects.get_or_create(once=mark, defaults=fresh)
    if bytes(receipt.body) != fresh["body"]:
        raise SentOtherwise
    if new:
        person, points, referral = as_told(sent)
        referral["token"] = token("referral", f"{key.feed}\0{sent[REFERENCE]}")
        receive(key.feed, [Arrival(person, points, {"source": key.source, **referral})], by=by)
    return receipt
