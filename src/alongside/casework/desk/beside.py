"""For Today: what concerns the day besides calls and dates, each in a statement or two."""

from typing import Any

from alongside.casework.desk.incidents.queries import open_for
from alongside.casework.desk.lone.queries import late_for, own_visit
from alongside.casework.desk.oncall.queries import handed_to
from alongside.casework.desk.rare import COVERS, LOOSE_NIGHT, NIGHT, OUT, WATCHES
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.organisation.workforce.away.queries import covering


def beside_the_day(user: User, there: set[str]) -> dict[str, Any]:
    """Of what there is: who is late alone, what came in the night, incidents, for whom she stands
    in."""
    leads = holds(user, Permission.CASE_ALLOCATE)
    night = (LOOSE_NIGHT if leads else NIGHT) in there
    stands_in = holds(user, Permission.CASE_CHANGE) and COVERS in there
    covers = covering(user) if stands_in else []
    return {
        "late_alone": late_for(user) if WATCHES in there else [],
        "out_alone": own_visit(user) if OUT in there else None,
        "from_the_night": handed_to(user) if holds(user, Permission.CASE_READ) and night else [],
        "incidents": open_for(user) if holds(user, Permission.INCIDENT_HANDLE) else [],
        "covers": [absence for absence in covers if absence.first <= today()],
    }
