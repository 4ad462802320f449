"""The lock: after a while without use every page closes, and what arrives late is kept."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.addresses import by_way_of
from alongside.foundation.accounts.drafts import keep_words, page_named_in
from alongside.foundation.accounts.marks import Mark, marks_of

LOCKED = 423


class Lock:
    """Stands behind the sign-in: a locked session still knows whose it is, and shows nothing."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not hasattr(request, "looked_after") and _is_closed(request):
            # A missing page or a refused form never reached process_view.
            response = redirect("locked")
        add_never_cache_headers(response)  # going back in the browser must not show a page
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        request.looked_after = True  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return None
        if shift.is_over(request.session):
            return _end(request, view)
        if shift.is_locked(request.session):
            return None if Mark.WHILE_LOCKED in marks_of(view) else _keep_out(request, view)
        if Mark.NO_ACTIVITY not in marks_of(view):
            shift.was_active(request.session)
        return None


def _is_closed(request):
    return request.user.is_authenticated and shift.is_closed(request.session)


def _keep_out(request, view):
    page = _keep(request, view)
    if Mark.ANSWERS_SCRIPTS in marks_of(view):
        return JsonResponse({"locked": True}, status=LOCKED)
    return redirect(by_way_of("locked", page))


def _end(request, view):
    page = _keep(request, view)
    logout(request)
    if Mark.ANSWERS_SCRIPTS in marks_of(view):
        return JsonResponse({"locked": True}, status=LOCKED)
    messages.info(request, _("Your sign-in ended with the shift. What you had typed is kept."))
    return redirect(by_way_of("sign-in", page))


def _keep(request, view):
    """What arrives late is kept and nothing else is done with it; answers the page it was on."""
    if request.method != "POST":
        return request.get_full_path()
    if Mark.KEEPS_DRAFTS not in marks_of(view):
        messages.info(request, _("What you pressed last came after the lock and was not done."))
        return None
    page = page_named_in(request.POST) or request.path
    keep_words(request, page=page)
    return page
