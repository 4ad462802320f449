"""Letting a summary leave, and taking a file back that nobody outside has."""

from django.db import connection

from alongside.foundation.accounts.hands import could_hold
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.insight.cut import Cut
from alongside.insight.models import Release
from alongside.insight.tables import Leaving


class AnotherPersonMust(Exception):
    """One person alone could let small numbers out by two cuts, one after the other."""


class Overlaps(Exception):
    """Another file holds some of these days: side by side the two would give small numbers away."""

    def __init__(self, release: Release):
        super().__init__()
        self.release = release


@command("summary.exported")
def let_leave(cut: Cut, tables: Leaving, *, by: User) -> Release:
    """The first file of a cut fixes it: asked again, it is the same one. Raises Overlaps."""
    _one_at_a_time()
    days = {"first__lte": cut.period.last, "last__gte": cut.period.first}
    for release in Release.objects.standing().filter(**days).order_by("at"):
        if release.cut == cut:
            return release
        if release.cut.meets(cut):
            raise Overlaps(release)
    return Release.objects.create(
        first=cut.period.first,
        last=cut.period.last,
        programme_id=cut.programme,
        stream_id=cut.stream,
        tables=tables,
        by=by,
    )


@command("summary.taking_back_asked")
def ask_to_take_back(release: Release, *, by: User) -> Release:
    """She says that it has not been passed on; it stands until somebody else agrees."""
    Release.objects.standing().filter(pk=release.pk).update(taking_back_asked_by=by)
    return release


@command("summary.taken_back")
def take_back(release: Release, *, by: User) -> Release:
    """Two say that it has not been passed on: its days may leave in another cut, or with better
    numbers. Raises AnotherPersonMust for the one who asked, for an account that either made, and
    where nobody has asked."""
    release.refresh_from_db(fields=["taking_back_asked_by"])
    asker = release.taking_back_asked_by_id
    if asker is None or could_hold(asker, by.pk) or could_hold(by.pk, asker):
        raise AnotherPersonMust
    taken = {"taken_back_at": now(), "taken_back_by": by}
    Release.objects.standing().filter(pk=release.pk).update(**taken)
    return release


def _one_at_a_time():
    # Two overlapping cuts could otherwise leave in the same moment; on SQLite writers take turns.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insight_release IN EXCLUSIVE MODE")
