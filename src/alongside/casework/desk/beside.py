"""For Today: what concerns the day besides calls and dates, each in a statement or two."""

from typing import Any

from alongside.casework.desk.dates.queries import difficult_days_of
from alongside.casework.desk.incidents.queries import open_for
from alongside.casework.desk.lone.queries import late_for, own_visit
from alongside.casework.desk.oncall.queries import handed_to
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.organisation.workforce.away.queries import covering


def beside_the_day(user: User) -> dict[str, Any]:
    """Who is late alone, what came in the night, incidents, for whom she stands in, and days
    that are difficult for somebody."""
    reads = holds(user, Permission.CASE_READ)
    handles = holds(user, Permission.INCIDENT_HANDLE)
    stands_in = covering(user) if holds(user, Permission.CASE_CHANGE) else []
    return {
        "late_alone": late_for(user),
        "out_alone": own_visit(user),
        "from_the_night": handed_to(user) if reads else [],
        "incidents": open_for(user) if handles else [],
        "covers": [absence for absence in stands_in if absence.first <= today()],
        "difficult_days": difficult_days_of(user) if reads else [],
    }
