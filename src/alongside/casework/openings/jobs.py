"""Every few minutes the openings of the last hour are counted, and who read much is told."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.casework.openings.budgets import budget_of, budgets
from alongside.casework.openings.commands import ask_for_a_look, keep_mark, tell
from alongside.casework.openings.counting import HOUR, hours_of_all
from alongside.casework.openings.models import Alert, Counted
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.jobs.kinds import job

EVERY = timedelta(minutes=5)


@job("reading.count", _("Count what was opened in the last hour"), every=EVERY)
def count_openings(*, by: User, **asked: object) -> None:
    """From an hour before the last count on, so that no hour is missed, whenever it began and
    however long no worker ran. Counted twice, nothing is told twice."""
    until, mark = now(), Counted.objects.first()
    since = min(mark.until, until) - HOUR if mark else until - HOUR
    standing = budgets()
    least = min(standing.values())
    hours = list(hours_of_all(since, until, least))
    who = {actor for actor, _hour in hours}
    staff = User.objects.select_related("membership__team").in_bulk(who)
    known = told_of(hour.at.date() for _actor, hour in hours)
    for actor, hour in hours:
        user = staff.get(actor)
        if user is None or hour.opened <= known.get((actor, hour.at.date()), 0):
            continue
        if hour.opened > (budget := budget_of(user, standing)):
            tell(user, hour, budget, by=by)
    for alert in unlooked():
        ask_for_a_look(alert, by=by)
    keep_mark(until, by=by)


def told_of(days: Iterable[date]) -> dict[tuple[UUID, date], int]:
    """What is known of these days already, so that nothing is written where nothing is new."""
    alerts = Alert.objects.filter(on__in=set(days)).values_list("user", "on", "files", "lists")
    return {(user, on): files + lists for user, on, files, lists in alerts}


def unlooked() -> list[Alert]:
    """Alerts that stand on nobody's day: there was nobody, or whoever was asked has left."""
    waiting = Alert.objects.waiting().select_related("user__membership__team")
    return list(waiting.exclude(asked__is_active=True))
