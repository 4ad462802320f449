"""For some days a colleague does what a case's own worker would do, and stands down again."""

from alongside.casework.cases.commands import BehindAWall
from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.moments import happened
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today


@command("case.stood_in")
def stand_in(case: Case, *, worker: User, by: User) -> Allocation:
    """She sees the case from now on; no first contact is asked of her. Raises BehindAWall."""
    if Wall.objects.hide(case.person_id, worker):
        raise BehindAWall
    allocation, new = Allocation.objects.get_or_create(case=case, worker=worker, until=None)
    if new:
        happened(case, "cover_began", on=allocation.since, record=allocation, by=by)
    return allocation


@command("case.stood_down")
def stand_down(allocation: Allocation, *, by: User) -> Allocation:
    """The case's own worker is back."""
    Allocation.objects.filter(pk=allocation.pk, until=None).update(until=today())
    happened(allocation.case, "cover_ended", on=today(), record=allocation, by=by)
    return allocation
