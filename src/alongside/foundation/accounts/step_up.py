"""Step-up: for what weighs most, the second factor is shown once more, unless it just was."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.forms import OwnPasswordForm
from alongside.foundation.accounts.guessing.throttle import TooManyTries
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.fresh import FreshForm
from alongside.foundation.accounts.passkeys.queries import has_passkey
from alongside.foundation.accounts.queries import has_second_factor

PREFIX = "fresh"
OURS = {*(f"{PREFIX}-{name}" for name in ("code", "credential", "password")), "csrfmiddlewaretoken"}


def step_up(view: Callable) -> Callable:
    """Stands under any door: `@staff_page(…)`, then `@step_up`, then the view. What was sent is
    carried by the page that asks, and goes on to the view with the code: nothing typed is lost.
    Looking asks nothing. Files and passwords are not carried: no form with either stands here."""

    @wraps(view)
    @sensitive_post_parameters(*OURS)
    def page(request, *args, **kwargs):
        if request.method == "POST" and not is_fresh(request):
            if asked := _ask(request):
                return asked
            shift.second_factor_shown(request.session)
            request.POST = _without_ours(request.POST)
        return view(request, *args, **kwargs)

    page.__dict__["steps_up"] = True
    return page


def step_up_first(view: Callable) -> Callable:
    """As `step_up`, but asks before the page is shown: for forms whose answers no page repeats."""

    @wraps(view)
    @sensitive_post_parameters(*OURS)
    def page(request, *args, **kwargs):
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if asked := _ask(request):
            return asked
        shift.second_factor_shown(request.session)
        return redirect(request.path)

    page.__dict__["steps_up"] = True
    return page


def is_fresh(request: HttpRequest) -> bool:
    """Whether the second factor was shown within the last minutes in this window."""
    demo = shift.chosen_in_the_demo(request.session)
    return demo or shift.is_fresh(request.session)


def _ask(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or None when what it asked for has come."""
    answered = any(name in request.POST for name in OURS - {"csrfmiddlewaretoken"})
    user = cast(User, request.user)
    # Whoever has none yet shows the password: nobody who finds her screen adds the first one.
    asked = FreshForm if has_second_factor(user) else OwnPasswordForm
    form = asked(request.POST if answered else None, prefix=PREFIX, request=request)
    context: dict[str, Any] = {"wait": None, "carried": _carried(request.POST)}
    try:
        if form.is_valid():
            return None
    except TooManyTries as trouble:
        form = asked(prefix=PREFIX, request=request)
        context["wait"] = trouble.seconds
    context |= {"form": form, "keys": has_passkey(user)}
    return render(request, "account/step_up.html", context, status=429 if context["wait"] else 200)


def _without_ours(posted):
    rest = posted.copy()
    for name in OURS - {"csrfmiddlewaretoken"}:
        rest.pop(name, None)
    rest._mutable = False
    return rest


def _carried(posted: QueryDict) -> list[tuple[str, str]]:
    told = [(name, one) for name, given in posted.lists() for one in given]
    return [(name, one) for name, one in told if name not in OURS and "password" not in name]
