"""What the house does for itself, again and again, whoever is at work.

Two things are left alone on purpose. Drafts: a note that was never finished may be all there is.
Data keys without a row: they open nothing, and nobody can tell a forgotten one from one whose row
is just being written.
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import User, Window
from alongside.foundation.audit.checkpoints import make_checkpoint
from alongside.foundation.audit.models import Deed
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.verify import problems
from alongside.foundation.clock import now
from alongside.foundation.jobs.kinds import job
from alongside.foundation.jobs.models import Job

VERIFY, VERIFIED_EVERY = "trail.verify", timedelta(hours=24)
OVERLAP = timedelta(hours=1)
DEEDS_KEPT = timedelta(days=30)  # no page is open that long, and no job is tried that long


class TrailBroken(Exception):
    """The trail is not whole: `alongside audit verify` says where."""


@job(
    "trail.checkpoint",
    _("Sign the trail, so that nobody can rewrite who did what"),
    every=timedelta(minutes=10),
)
def sign_the_trail(**asked: object) -> None:
    """The heads of all streams, signed and kept outside."""
    make_checkpoint()


@job(VERIFY, _("Check that nobody has changed the trail"), every=VERIFIED_EVERY, tries=1)
def read_the_tail_again(**asked: object) -> None:
    """A broken line is told the same day, and goes on being told: each time it is read from the
    last time on that all was well. Reading all of it is the operator's to start."""
    since = now() - VERIFIED_EVERY
    well = Job.objects.periodic().filter(kind=VERIFY).values_list("done_at", flat=True).first()
    if next(problems(since=min(since, well or since) - OVERLAP), None):
        raise TrailBroken


@job(
    "sessions.clear",
    _("Clear away what is over, such as sign-ins that have ended"),
    every=timedelta(days=1),
)
def clear_what_is_over(*, by: User, **asked: object) -> None:
    """Sessions past their end, tries that no longer count, tokens of forms sent long ago."""
    forget_sessions(by=by)
    forget_tries(by=by)
    forget_deeds(by=by)


@command("session.forgotten", when_full=True)
def forget_sessions(*, by: User) -> list[Window]:
    """Nobody can use them any more; they leave no line."""
    Window.objects.filter(expire_date__lt=now()).delete()
    return []


@command("tries.forgotten", when_full=True)
def forget_tries(*, by: User) -> list[Window]:
    """Counted tries whose time is over. The cache drops them only where it is full."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    over = connection.ops.adapt_datetimefield_value(now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [over])  # noqa: S608
    return []


@command("deeds.forgotten", when_full=True)
def forget_deeds(*, by: User) -> list[Deed]:
    """What tells a form that is sent twice: nobody sends one again after DEEDS_KEPT."""
    Deed.objects.filter(at__lt=now() - DEEDS_KEPT).delete()
    return []
