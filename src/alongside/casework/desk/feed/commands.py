"""A calendar feed is made, and ended."""

import secrets

from alongside.casework.desk.feed.models import Feed
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token

PURPOSE = "calendar feed"


@command("feed.made")
def make_feed(*, by: User) -> Feed:
    """An address of one's own; an earlier one ends. It is on the answer, as `secret`, only now."""
    Feed.objects.filter(user=by, ended_at=None).update(ended_at=now())
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(user=by, digest=token(PURPOSE, secret))
    feed.secret = secret  # type: ignore[attr-defined]
    return feed


@command("feed.ended")
def end_feed(user: User, *, by: User) -> list[Feed]:
    """Whoever has the address finds nothing there any more."""
    standing = list(Feed.objects.filter(user=user, ended_at=None))
    Feed.objects.filter(pk__in=[feed.pk for feed in standing]).update(ended_at=now())
    return standing
