"""Checking in before one works alone, staying longer, and checking out."""

from datetime import datetime

from alongside.casework.desk.lone.models import COLLEAGUE, LATE_KINDS, LEAD, Visit
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.organisation.workforce.away.queries import away_today


@command("visit.checked_in")
def check_in(*, place: str, until: datetime, colleague: User, by: User) -> Visit:
    """From `until` on it stands on the colleague's day, a little later on whoever leads's."""
    for earlier in Visit.objects.out().filter(user=by):
        check_out(earlier, by=by)
    lead = _lead_of(by, colleague)
    visit = Visit(user=by, place=place, until=until, colleague=colleague, lead=lead)
    visit.save(force_insert=True)
    _put_ladder(visit, by)
    return visit


@command("visit.longer")
def stay_longer(visit: Visit, *, until: datetime, by: User) -> Visit:
    """All is well, and it takes longer."""
    Visit.objects.out().filter(pk=visit.pk).update(until=until)
    visit.until = until
    _put_ladder(visit, by)
    return visit


@command("visit.checked_out", when_full=True)
def check_out(visit: Visit, *, by: User) -> Visit:
    """She is back, or somebody has heard her voice."""
    Visit.objects.out().filter(pk=visit.pk).update(back_at=now())
    settle(Item.objects.open().filter(source=visit.pk), outcome="back", by=by)
    return visit


def _put_ladder(visit, by):
    steps = {COLLEAGUE: (visit.colleague, visit.until), LEAD: (visit.lead, visit.lead_told_at)}
    for kind in LATE_KINDS:
        owner, at = steps[kind]
        if owner is not None:
            when = {"due": at.date(), "at": at.time().replace(microsecond=0)}
            put(visit, kind, **when, source=visit.pk, owner=owner.pk, by=by)


def _lead_of(user, colleague):
    """Her supervisor if she is here today, else another who leads; not the colleague again."""
    roles = [role for role, held in ROLES.items() if Permission.CASE_ALLOCATE in held]
    membership = getattr(user, "membership", None)
    own, away = (membership.team.supervisor_id if membership else None), away_today()
    leads = User.objects.who_may_sign_in().filter(role__in=roles)
    others = leads.exclude(pk__in=(user.pk, colleague.pk))
    return min(others, key=lambda one: (one.pk in away, one.pk != own, one.name), default=None)
