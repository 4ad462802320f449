"""Doors: every page has one, and behind it a GET can only read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import HttpRequest

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import note

OPEN_TO_ALL = "open to all"
SIGNED_IN = "signed in"
READING = ("GET", "HEAD")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "DROP", "ALTER", "CREATE")
LONGEST_WORD = max(map(len, WRITING))


class WroteOnGet(Exception):
    """A page that was only looked at tried to change something."""


def open_to_all(view: Callable) -> Callable:
    """The door of a page that a stranger may see, such as signing in."""

    return _behind(OPEN_TO_ALL, view, login_required=False)


def signed_in(view: Callable) -> Callable:
    """The door of a page about one's own account: whoever is signed in may pass."""

    return _behind(SIGNED_IN, view, login_required=True)


def staff_page(permission: Permission, *, lists: bool = False) -> Callable[[Callable], Callable]:
    """The door of a page that is about no single case; a page that `lists` people leaves a line."""

    def decorate(view):
        @wraps(view)
        def page(request, **kwargs):
            require(permission, request.user)
            if lists:
                note(f"listed.{permission}", subject=request.user, by=request.user)
            with reading_only(request):
                return view(request, **kwargs)

        page.door = permission
        return page

    return decorate


def _behind(door, view, *, login_required):
    @wraps(view)
    def page(request, *args, **kwargs):
        with reading_only(request):
            return view(request, *args, **kwargs)

    page.door = door
    page.login_required = login_required
    return page


def require(permission: Permission, user: User) -> None:
    """Refuses (403) whoever does not hold the permission."""
    if not holds(user, permission):
        raise PermissionDenied


@contextmanager
def reading_only(request: HttpRequest) -> Iterator[None]:
    """Behind a GET, every statement that would change something raises WroteOnGet."""
    with ExitStack() as guards:
        if request.method in READING:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(_refuse_writing))
        yield


def _refuse_writing(execute, sql, params, many, context):
    if sql.lstrip()[:LONGEST_WORD].upper().startswith(WRITING):
        raise WroteOnGet(sql)
    return execute(sql, params, many, context)
