"""The second factor is compulsory: without it a session opens nothing but its setting up."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.marks import Mark, marks_of
from alongside.foundation.accounts.queries import has_second_factor


class SecondFactor:
    """Whoever has none sets one up first; whoever has one and did not show it signs in anew."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or _for_strangers(view) or passed(request):
            return None
        if has_second_factor(request.user):  # its setting up, too, is closed to such a session
            logout(request)
            return redirect("sign-in")
        setting_up = Mark.WITHOUT_SECOND_FACTOR in marks_of(view)
        return None if setting_up else redirect("second-factor")


def passed(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, or is one of the demo's."""
    records = get_authentication_records(request, request.user)
    shown = any(record.get("method") == "mfa" for record in records)
    return shown or shift.chosen_in_the_demo(request.session)


def _for_strangers(view):
    return not getattr(view, "login_required", True)
