"""When somebody is busy, and nothing of why."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.timezone import get_current_timezone

from alongside.casework.desk.feed.commands import PURPOSE
from alongside.casework.desk.feed.models import Feed
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, today
from alongside.foundation.vault.organisation import token
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.rota.models import Turn

AHEAD, BEHIND, HOUR = timedelta(days=56), timedelta(days=7), timedelta(hours=1)


def feed_at(secret: str) -> Feed | None:
    """The feed of this address, while it stands and its owner works here."""
    standing = Feed.objects.filter(digest=token(PURPOSE, secret), ended_at=None)
    return standing.filter(user__is_active=True).select_related("user").first()


def standing_feed(user: User) -> Feed | None:
    return Feed.objects.filter(user=user, ended_at=None).first()


def busy_times(user: User) -> list[tuple[datetime, datetime, UUID]]:
    """From a week ago to eight weeks ahead: what stands at a time on her day, her turns of duty,
    and whole days away."""
    first, last = today() - BEHIND, today() + AHEAD
    zone = get_current_timezone()
    timed = Item.objects.open().filter(owner=user.pk, due__gte=first, due__lte=last)
    found = []
    for item in timed.exclude(at=None).exclude(kind__startswith="lone_"):
        start = datetime.combine(item.due, item.at, tzinfo=zone)
        found.append((start, start + HOUR, item.pk))
    for turn in Turn.objects.filter(user=user, on__gte=first, on__lte=last):
        found.append((turn.start, turn.end, turn.pk))
    for away in Absence.objects.standing().filter(user=user, last__gte=first, first__lte=last):
        begin = datetime.combine(away.first, datetime.min.time(), tzinfo=zone)
        end = datetime.combine(away.last, datetime.min.time(), tzinfo=zone) + timedelta(days=1)
        found.append((begin, end, away.pk))
    return sorted(found)


def as_calendar(user: User, busy: str) -> str:
    """The calendar as a file; `busy` is the only word in it."""
    stamp = _moment(now())
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//busy//busy//EN"]
    for start, end, which in busy_times(user):
        uid = token("calendar entry", str(which)).hex()[:32]
        lines += ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}"]
        lines += [f"DTSTART:{_moment(start)}", f"DTEND:{_moment(end)}", f"SUMMARY:{busy}"]
        lines += ["TRANSP:OPAQUE", "CLASS:PRIVATE", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _moment(at):
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
