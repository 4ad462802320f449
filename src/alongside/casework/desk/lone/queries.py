"""Who is out alone, and who is late."""

from django.db.models import Q

from alongside.casework.desk.lone.models import Visit
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now


def own_visit(user: User) -> Visit | None:
    """Where this user is, if she is out alone."""
    return Visit.objects.out().filter(user=user).select_related("user", "colleague").first()


def watched_by(user: User) -> list[Visit]:
    """Those out alone whom this user would be told of."""
    told = Q(colleague=user) | Q(lead=user)
    out = Visit.objects.out().filter(told)
    return list(out.select_related("user", "colleague", "lead"))


def late_for(user: User) -> list[Visit]:
    """Those who are late, and of whom this user is told by now."""
    late = [visit for visit in watched_by(user) if visit.is_late]
    return [v for v in late if v.colleague_id == user.pk or now() >= v.lead_told_at]
