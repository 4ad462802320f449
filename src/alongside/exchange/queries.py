"""Which machines are let in."""

from dataclasses import dataclass

from django.db.models import Max

from alongside.exchange.models import FeedKey
from alongside.exchange.tokens import digest_of

LONGEST_TOKEN = 100


@dataclass(frozen=True)
class Known:
    """One line of the page: a machine, and when it last brought something."""

    key: FeedKey
    last: object


def key_for(authorization: str) -> FeedKey | None:
    """Whose token this is; None for one that was revoked, is wrong, or is none at all."""
    scheme, _space, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(secret) <= LONGEST_TOKEN:
        return None
    return FeedKey.objects.standing().filter(digest=digest_of(secret)).first()


def keys_known() -> list[Known]:
    """Those that stand first, by feed."""
    keys = FeedKey.objects.select_related("made_by").annotate(last=Max("receipts__taken_at"))
    found = sorted(keys, key=lambda key: (key.revoked_at is not None, key.feed))
    return [Known(key, key.last) for key in found]
