"""Somebody is marked away, and comes back."""

from datetime import date

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.organisation.workforce.away.models import Absence


class AwayThen(Exception):
    """She is marked away on one of these days already, or her cover is."""


@command("absence.marked")
def mark_absence(user: User, *, cover: User, first: date, last: date, by: User) -> Absence:
    """Raises AwayThen."""
    among = Absence.objects.standing().filter(first__lte=last, last__gte=first)
    if among.filter(user__in=(user, cover)).exists():
        raise AwayThen
    return Absence.objects.create(user=user, cover=cover, first=first, last=last, marked_by=by)


@command("absence.began")
def begin_absence(absence: Absence, *, by: User) -> Absence:
    """Her first day away has come."""
    Absence.objects.filter(pk=absence.pk, began_at=None).update(began_at=now())
    return absence


@command("absence.ended")
def end_absence(absence: Absence, *, by: User) -> Absence:
    """She is back, or will not be away after all."""
    Absence.objects.filter(pk=absence.pk, ended_at=None).update(ended_at=now())
    return absence
