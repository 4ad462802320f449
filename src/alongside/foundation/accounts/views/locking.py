"""The lock's own pages: a blank screen, the way back in, and a sign of life."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.addresses import by_way_of, way_back
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.passkeys.shown import options
from alongside.foundation.accounts.queries import draft_for
from alongside.foundation.accounts.windows.unlocking import UNLOCK, Way


@marked(Mark.WHILE_LOCKED, Mark.WITHOUT_SECOND_FACTOR)
@sensitive_post_parameters("password", "pin", "code")
def locked(request):
    if not shift.is_locked(request.session):
        return redirect(way_back(request) or "home")
    way = Way(request)
    if request.method == "POST" and way.opens():
        return _unlock(request)
    page = {"way": way, "form": way.form, "back": way_back(request)}
    return render(request, "account/locked.html", page)


@marked(Mark.WHILE_LOCKED)
@require_POST
def key_options(request):
    """For the lock: her keys; on a shared computer only those that are carried about."""
    roaming = shift.is_shared(request.session)
    asked = options(request, UNLOCK, request.user, verified=True, roaming=roaming)
    return JsonResponse(asked)


def _unlock(request):
    shift.unlock(request.session)
    page = way_back(request)
    if page and draft_for(request.user, page.partition("?")[0]):
        messages.info(request, _("This page was locked. Your unfinished words are kept."))
    return redirect(page or "home")


@marked(Mark.WHILE_LOCKED, Mark.WITHOUT_SECOND_FACTOR)
@require_POST
def lock_now(request):
    shift.lock(request.session)
    return redirect(by_way_of("locked", way_back(request)))


@marked(Mark.ANSWERS_SCRIPTS)
@require_POST
def still_here(request):
    """Pressed, or asked for by the page when its reader says "Stay", or that she is talking."""
    if "call" in request.POST:
        shift.on_the_phone(request.session)
    return HttpResponse(status=204)
