"""What the frame of every page knows: who looks, where she is, and what her role opens."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from alongside.foundation import room
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.shift import call_left, lock_after
from alongside.foundation.ui.places import Always, places_for, sections_for


def may(user: User, permission: str) -> bool:
    """Whether a deed is offered; the page behind it has its own door all the same."""
    return holds(user, Permission(permission))


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template; pages that strangers see have no user."""
    user = getattr(request, "user", None)
    known = user if user is not None and user.is_authenticated else None
    session = getattr(request, "session", {})
    match = request.resolver_match
    return {
        "reader": known,
        "places": places_for(known) if known else [],
        "sections_for": sections_for,
        "duty_line": Always.duty_line if known else lambda: None,
        "may": may,
        "here": match.view_name if match else "",
        "service_name": settings.SERVICE_NAME,
        "demo": settings.DEMO,
        "short_of_room": bool(known) and room.is_short(),
        "languages": settings.LANGUAGES,
        "lock_after": lock_after(session) if known else 0,
        "call_left": call_left(session) if known else 0,
    }
