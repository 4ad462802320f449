"""The doors to a page that shows two records: a visit to each is noted, and only then it opens."""

from collections.abc import Callable, Iterable
from functools import wraps
from uuid import UUID

from alongside.casework.cases.pages import case_page
from alongside.casework.intake.merging.queries import merge_of, pair_in_sight
from alongside.casework.intake.merging.sight import Record, records_in_sight
from alongside.casework.intake.models import Double
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import note


def merge_page(permission: Permission) -> Callable[[Callable], Callable]:
    """As `case_page`, and 404 unless both records are in sight; the other one's case is visited
    too. The page is given what was found."""

    def decorate(view):
        behind = case_page(permission)(_or_missing(view))

        @wraps(view)
        def page(request, case_id, merge_id):
            pair = pair_in_sight(merge_id, reader=request.user)
            if pair is not None and holds(request.user, permission):
                _note_both(pair.records, permission, request.user, but=case_id)
            return behind(request, case_id=case_id, pair=pair)

        page.door = permission
        return page

    return decorate


def _or_missing(view):
    @wraps(view)
    def page(request, case, pair):
        return view(request, case, merge_of(case, pair))

    return page


def double_page(permission: Permission) -> Callable[[Callable], Callable]:
    """As `staff_page`, for two who may be one: a visit to both."""

    def decorate(view):
        behind = staff_page(permission)(view)

        @wraps(view)
        def page(request, double_id):
            if holds(request.user, permission):
                pair = Double.objects.select_related("person", "other").filter(pk=double_id)
                people = [one for double in pair for one in (double.person, double.other)]
                records = records_in_sight(people, reader=request.user) or []
                _note_both(records, permission, request.user)
            return behind(request, double_id=double_id)

        page.door = permission
        return page

    return decorate


def _note_both(
    records: Iterable[Record], permission: Permission, user: User, but: UUID | None = None
) -> None:
    for record in records:
        if but is None or but not in {case.pk for case in record.cases}:
            note(f"visited.{permission}", subject=record.case, by=user)
