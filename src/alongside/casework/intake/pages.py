"""The only door to a referral."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

from alongside.casework.intake.beyond.queries import is_named
from alongside.casework.intake.queries import referral_of
from alongside.foundation.access.doors import reading_only
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.audit.trail import note


def referral_page(permission: Permission) -> Callable[[Callable], Callable]:
    """Permission first, since triage sees every referral that waits, or a name given by the
    outsider; then the visit is noted."""

    def decorate(view):
        @wraps(view)
        def page(request, referral_id, **kwargs):
            if not holds(request.user, permission) and not is_named(request.user, referral_id):
                raise PermissionDenied
            referral = referral_of(referral_id, for_user=request.user)
            note(f"visited.{permission}", subject=referral, by=request.user)
            with reading_only(request):
                return view(request, referral, **kwargs)

        page.door = permission
        return page

    return decorate
