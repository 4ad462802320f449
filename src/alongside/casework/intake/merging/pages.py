"""The doors to a page that shows two records: a visit to each is noted, and only then it opens."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.cases.pages import case_page
from alongside.casework.intake.merging.sight import records_in_sight
from alongside.casework.intake.models import Double
from alongside.casework.people.models import Merge
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import note


def merge_page(permission: Permission) -> Callable[[Callable], Callable]:
    """As `case_page`; where both records are in sight the other one's case is visited too."""

    def decorate(view):
        behind = case_page(permission)(view)

        @wraps(view)
        def page(request, case_id, merge_id):
            pair = Merge.objects.select_related("person", "other").filter(pk=merge_id).first()
            _note_both(pair, permission, request.user, but=case_id)
            return behind(request, case_id=case_id, merge_id=merge_id)

        page.door = permission
        return page

    return decorate


def double_page(permission: Permission) -> Callable[[Callable], Callable]:
    """As `staff_page`, for two who may be one: a visit to both."""

    def decorate(view):
        behind = staff_page(permission)(view)

        @wraps(view)
        def page(request, double_id):
            pair = Double.objects.select_related("person", "other").filter(pk=double_id).first()
            _note_both(pair, permission, request.user)
            return behind(request, double_id=double_id)

        page.door = permission
        return page

    return decorate


def _note_both(
    pair: Merge | Double | None, permission: Permission, user: User, but: UUID | None = None
) -> None:
    if pair is None or not holds(user, permission):
        return
    for record in records_in_sight([pair.person, pair.other], reader=user) or []:
        shown: Case = record.case
        if but is None or but not in {case.pk for case in record.cases}:
            note(f"visited.{permission}", subject=shown, by=user)
