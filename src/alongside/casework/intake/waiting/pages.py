"""The only door to one who waits, for whoever answers for them."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

from alongside.casework.intake.waiting.queries import wait_for
from alongside.foundation.access.doors import reading_only
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.audit.trail import note


def wait_page(permission: Permission) -> Callable[[Callable], Callable]:
    """Permission first; out of sight is 404; then the visit is noted at the referral."""

    def decorate(view):
        @wraps(view)
        def page(request, wait_id, **kwargs):
            if not holds(request.user, permission):
                raise PermissionDenied
            wait = wait_for(wait_id, user=request.user)
            note(f"visited.{permission}", subject=wait.referral, by=request.user)
            with reading_only(request):
                return view(request, wait, **kwargs)

        page.door = permission
        return page

    return decorate
