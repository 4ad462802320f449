"""The only door into a case."""

from collections.abc import Callable
from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.casework.cases.at_hand.opening import case_in_sight
from alongside.foundation.access.doors import READING, reading_only, require
from alongside.foundation.access.permissions import Permission
from alongside.foundation.audit.trail import note


def case_page(permission: Permission) -> Callable[[Callable], Callable]:
    """A case out of sight is a 404, not a 403: that it exists is itself a secret."""

    def decorate(view):
        @wraps(view)
        def page(request, case_id, **kwargs):
            case = case_in_sight(request.user, case_id, looks=request.method in READING)
            require(permission, request.user)
            note(f"visited.{permission}", subject=case, by=request.user)
            if case.erased:
                context = {"title": _("Erased"), "case": case}
                return render(request, "cases/erased.html", context, status=410)
            with reading_only(request):
                return view(request, case, **kwargs)

        page.door = permission
        return page

    return decorate
